//! Who played a seat, where it changed hands: a name, or several in their order, each but the first with the turn from which it
//! played, such as `human, hawk from 6`.

/// Between two who played one after the other.
const THEN: &str = ", ";
/// Before the turn from which somebody played.
const FROM: &str = " from ";

/// Who plays it now, as far as a transcript says.
#[must_use]
pub fn now(players: &str) -> &str {
    all(players).last().map_or("", |(name, _)| name)
}

/// Everyone who played it, with the turn from which, in their order.
pub fn all(players: &str) -> impl Iterator<Item = (&str, usize)> {
    // Whoever began began at the beginning, whatever they are called.
    players.split(THEN).enumerate().map(|(at, part)| match part.rsplit_once(FROM) {
        Some((name, turn)) if 0 < at => turn.parse().map_or((part, 0), |turn| (name, turn)),
        Some(_) | None => (part, 0),
    })
}

/// The same seat in the hands of somebody else from a turn on; what came after that turn is taken back.
#[must_use]
pub fn handed(players: &str, to: &str, turn: usize) -> String {
    let mut kept: Vec<(&str, usize)> = all(players).filter(|(_, from)| *from < turn).collect();
    if kept.last().is_none_or(|(name, _)| *name != to) {
        kept.push((to, turn));
    }
    let said =
        kept.iter().map(|(name, from)| if *from == 0 { (*name).to_owned() } else { format!("{name}{FROM}{from}") });
    said.collect::<Vec<_>>().join(THEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_remembers_who_played_it_and_from_when() {
        let twice = handed(&handed("human", "hawk", 6), "dove", 9);
        assert_eq!((twice.as_str(), now(&twice)), ("human, hawk from 6, dove from 9", "dove"));
        assert_eq!(all(&twice).collect::<Vec<_>>(), [("human", 0), ("hawk", 6), ("dove", 9)]);
        // Who goes back to a turn takes back what came after it, and who stays is not named twice.
        assert_eq!(handed(&twice, "hawk", 8), "human, hawk from 6");
        assert_eq!(handed(&twice, "human", 3), "human");
        assert_eq!(handed(&twice, "random", 0), "random");
        assert_eq!((now(""), now("Anna from Berlin")), ("", "Anna from Berlin"));
        assert_eq!(all("Team from 7, Ben").collect::<Vec<_>>(), [("Team from 7", 0), ("Ben", 0)]);
    }
}
