//! How scenarios that come with the program are written.

use crate::{common::scenario_at, support::folders};

/// How many sentences a text has: ends of sentences with a space or nothing behind them.
fn sentences(text: &str) -> usize {
    let letters: Vec<char> = text.trim().chars().filter(|c| !"\"\u{2019}\u{201d})".contains(*c)).collect();
    let ends = (0..letters.len()).filter(|at| ".!?".contains(letters[*at]));
    ends.filter(|at| letters.get(at + 1).is_none_or(|next| *next == ' ')).count()
}

#[test]
fn sentences_are_counted_as_a_reader_counts_them() {
    for (text, count) in [("One.", 1), ("Is it? It is.", 2), ("At 10.25 he said: \u{201c}Go.\u{201d} They went.", 2)] {
        assert_eq!(sentences(text), count, "{text}");
    }
}

#[test]
fn a_move_is_told_in_a_sentence_or_two() {
    let mut long = String::new();
    for folder in folders("scenarios") {
        let scenario = scenario_at(&folder);
        for data in scenario.moves.iter().filter(|data| 2 < sentences(&data.text)) {
            long += &format!("{} {}: {}\n", scenario.id, data.id, data.text);
        }
    }
    assert!(long.is_empty(), "\n{long}");
}
