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
        // A slip counts cards from 1.
        let numbers = self.get("slip").split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
        picks.extend(
            numbers.take(16).map(|part| Pick::Card(part.parse::<usize>().map_or(usize::MAX, |n| n.wrapping_sub(1)))),
        );
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
