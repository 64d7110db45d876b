//! Did you mean: the nearest of some words.

/// How much of a word is compared, in characters.
const MOST: usize = 64;

/// The candidate that differs least from what was found, if it is near enough to be meant.
#[must_use]
pub fn nearest<'a>(found: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let found: Vec<char> = found.chars().take(MOST).collect();
    let limit = 1 + found.len().div_euclid(4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = edit_distance(&found, &candidate.chars().take(MOST).collect::<Vec<_>>());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Words that people bring from elsewhere, and what they are called here: some differ from their opposite by fewer letters.
const ELSEWHERE: &[(&str, &str)] = &[
    ("and", "All"),
    ("or", "Any"),
    ("if", "When"),
    ("none", "Not"),
    ("nor", "Not"),
    ("set", "Become"),
    ("setfact", "Become"),
    ("unset", "Cease"),
    ("clear", "Cease"),
    ("increase", "Raise"),
    ("add", "Raise"),
    ("decrease", "Lower"),
    ("subtract", "Lower"),
    ("reduce", "Lower"),
];

/// The words that differ least from what was found: the one that was meant, or a few that begin or end alike.
pub(super) fn nearest_few<'a>(found: &str, words: &[&'a str]) -> Vec<&'a str> {
    const MOST: usize = 5;
    let here = ELSEWHERE.iter().find(|(elsewhere, _)| found.eq_ignore_ascii_case(elsewhere)).map(|(_, here)| *here);
    if let Some(here) = here.and_then(|here| words.iter().find(|word| **word == here)) {
        return vec![here];
    }
    if let Some(near) = nearest(found, words.iter().copied()) {
        return vec![near];
    }
    let found = found.to_lowercase();
    let alike = |word: &&&str| {
        let word = word.to_lowercase();
        3 <= found.len() && (word.contains(found.as_str()) || (3 <= word.len() && found.contains(word.as_str())))
    };
    words.iter().filter(alike).take(MOST).copied().collect()
}

/// How many characters have to be put in, taken out or changed.
fn edit_distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let substitute = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = substitute.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_recognised_and_another_word_is_not() {
        let words = ["usa", "ussr", "quarantine-decided"];
        assert_eq!(nearest("quarantine-decide", words.into_iter()), Some("quarantine-decided"));
        assert_eq!(nearest("usr", words.into_iter()), Some("usa"));
        assert_eq!(nearest("blockade", words.into_iter()), None);
    }

    #[test]
    fn a_word_from_elsewhere_is_not_taken_for_its_opposite() {
        let words = ["All", "Any", "Not", "Declare", "Lower", "Raise"];
        assert_eq!(nearest_few("And", &words), ["All"]);
        assert_eq!(nearest_few("or", &words), ["Any"]);
        assert_eq!(nearest_few("Decrease", &words), ["Lower"]);
    }
}
