//! Forms as they come in, and the answers to them.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};

use super::app::Undone;
use crate::{pages, room::Pick};

/// The fields of a form, in their order.
#[derive(Clone, Debug, Default)]
pub struct Fields(pub Vec<(String, String)>);

/// The most fields of a form.
const FIELDS: usize = 400;

impl Fields {
    /// The value of a field; empty where there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().take(FIELDS).find(|(found, _)| found == name).map_or("", |(_, value)| value.as_str())
    }

    /// The value of a field as a number.
    #[must_use]
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name).parse().ok()
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn on(&self, name: &str) -> bool {
        self.get(name) == "1"
    }

    /// What is ticked of a list of texts.
    #[must_use]
    pub fn ticked(&self, of: &[String]) -> Vec<String> {
        let ticked = self.0.iter().take(FIELDS).filter(|(name, _)| name == "because");
        ticked.filter_map(|(_, at)| of.get(at.parse::<usize>().ok()?).cloned()).collect()
    }

    /// What a form of cards picks.
    #[must_use]
    pub fn picks(&self) -> Vec<Pick> {
        let mut picks = Vec::new();
        for (name, value) in self.0.iter().take(FIELDS) {
            let desk =
                name.strip_prefix('d').filter(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
            if desk.is_some()
                && let Ok(card) = value.parse()
            {
                picks.push(Pick::Card(card));
            }
        }
        let via = self.get("via");
        if !via.is_empty() {
            let mut legs = Vec::new();
            for (name, value) in self.0.iter().take(FIELDS) {
                if let Some(Ok(term)) = name.strip_prefix("term").map(str::parse::<usize>)
                    && (value == "public" || value == "secret")
                {
                    legs.push((term, value == "secret"));
                }
            }
            let desk = via.strip_prefix("desk").and_then(|place| place.parse().ok());
            let reply = via.strip_prefix("reply").and_then(|rest| rest.chars().next());
            picks.push(Pick::Offer(desk, reply, legs));
        }
        picks
    }
}

/// The most numbers on a slip.
const SLIP: usize = 16;

/// What a slip of paper orders: numbers of cards with spaces, commas or the like between them. Only a box that says so
/// makes it an order of nothing; whatever else cannot be read is refused, so that no slip orders what nobody ticked.
///
/// # Errors
/// Why it cannot be read, in a sentence.
pub fn slip(text: &str, nothing: bool) -> Result<Vec<Pick>, String> {
    let parts = text.split(|letter: char| letter.is_whitespace() || ",;+/".contains(letter));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    match (parts.is_empty(), nothing) {
        (true, true) => return Ok(Vec::new()),
        (true, false) => {
            return Err(tr!("Type the numbers of the cards, or tick that the slip orders nothing.").to_owned());
        }
        (false, true) => {
            return Err(
                tr!("There are numbers on the slip, and it is ticked that it orders nothing: one of both.").to_owned()
            );
        }
        (false, false) => {}
    }
    if SLIP < parts.len() {
        return Err(
            trn!(SLIP as u64; "That is too much for a slip: at most {most} number.", "That is too much for a slip: at most {most} numbers.", most = SLIP),
        );
    }
    let number = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit()).then(|| part.parse().ok()).flatten();
    let read = |part: &str| {
        number(part).map(Pick::Number).ok_or_else(|| {
            tr!("`{part}` is no number of a card. Type digits with a space between two numbers, such as 3 8.", part)
        })
    };
    parts.into_iter().map(read).collect()
}

/// Whether the script sent it, which stays on its page.
#[must_use]
pub fn scripted(headers: &HeaderMap) -> bool {
    headers.contains_key("x-part")
}

/// A page.
#[must_use]
pub fn page(html: String) -> Response {
    Html(html).into_response()
}

/// Another page of ours, to go to.
#[must_use]
pub fn go(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// The answer to a form: done, or why not.
#[must_use]
pub fn answer(headers: &HeaderMap, done: Result<String, (StatusCode, String)>, back: &str) -> Response {
    match (done, scripted(headers)) {
        (Ok(said), true) => said.into_response(),
        (Ok(_), false) => go(back),
        (Err((status, why)), true) => (status, why).into_response(),
        (Err((status, why)), false) => {
            (status, Html(pages::says(tr!("That did not work"), &why, back))).into_response()
        }
    }
}

/// Why a deed was not done, as an answer.
#[must_use]
pub fn undone(why: &Undone) -> (StatusCode, String) {
    match why {
        Undone::Refused(why) => (StatusCode::UNPROCESSABLE_ENTITY, why.words()),
        Undone::NotKept => (
            StatusCode::SERVICE_UNAVAILABLE,
            tr!("It could not be kept on the disk, and was not done. Try again.").to_owned(),
        ),
    }
}

/// The page of ours from which a form came.
#[must_use]
pub fn back(headers: &HeaderMap, otherwise: &str) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let from = headers.get(header::REFERER).and_then(|from| from.to_str().ok());
    let path = from.and_then(|from| from.strip_prefix("http://")).and_then(|from| from.strip_prefix(host));
    path.filter(|path| path.starts_with('/') && !path.starts_with("//")).unwrap_or(otherwise).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_orders_the_numbers_that_stand_on_it_and_is_refused_where_they_cannot_be_read() {
        let numbers = |of: &[usize]| Ok(of.iter().copied().map(Pick::Number).collect::<Vec<_>>());
        assert_eq!(slip("3 8", false), numbers(&[3, 8]));
        assert_eq!(slip(" 3,8 ; 12+1/2 ", false), numbers(&[3, 8, 12, 1, 2]));
        assert_eq!(slip("", true), numbers(&[]));
        for (text, nothing) in [
            ("", false),
            ("  ,", false),
            ("abc", false),
            ("4o", false),
            ("l 5", false),
            ("3x", false),
            ("-3", false),
            ("3-8", false),
            ("3.8", false),
            ("٣", false),
            ("3", true),
            ("abc", true),
            ("99999999999999999999999", false),
            (&"1 ".repeat(17), false),
        ] {
            assert!(slip(text, nothing).is_err(), "{text:?}, {nothing}");
        }
    }
}
