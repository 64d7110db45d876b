//! Texts that people type: bounded, on one line or several, without what could pass for something else.

use brinkmanship::language::po::hidden;

/// The most letters of a nickname.
pub const NAME: usize = 24;
/// The most letters of a text.
pub const TEXT: usize = 800;
/// The most letters of a role's notes.
pub const NOTES: usize = 4000;

/// Letters that cannot be seen: those that no file may hold, and those that make two names look like one.
fn unseen(letter: char) -> bool {
    letter.is_control()
        || hidden(letter)
        || matches!(letter,
            '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text as it is kept: no control or hidden letters, no empty ends, at most so long.
#[must_use]
pub fn clean(text: &str, most: usize) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = lines.chars().filter(|letter| *letter == '\n' || !unseen(*letter));
    let kept: String = kept.take(most.saturating_mul(2)).collect();
    let mut out = String::new();
    let mut empty = 0;
    for line in kept.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out.trim().chars().take(most).collect::<String>().trim_end().to_owned()
}

/// A nickname as it is kept, on one line.
#[must_use]
pub fn name(text: &str) -> String {
    clean(&text.replace(['\n', '\r', '\t'], " "), NAME)
}

/// What two names have in common that look alike: without capitals, and letters of full width as those of half.
#[must_use]
pub fn alike(name: &str) -> String {
    let half = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{3000}' => ' ',
        other => other,
    };
    name.chars().map(half).flat_map(char::to_lowercase).collect()
}

/// The most pieces of evidence behind a reason or an argument.
const PIECES: usize = 6;

/// Pieces of evidence as they are kept: bounded, without empty ones.
#[must_use]
pub fn list(pieces: &[String]) -> Vec<String> {
    pieces.iter().map(|piece| clean(piece, TEXT)).filter(|piece| !piece.is_empty()).take(PIECES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_words_and_loses_what_cannot_be_seen() {
        assert_eq!(clean("  we \u{202e}wait\u{7}\r\n\r\n\r\n\r\nand see  ", 100), "we wait\n\nand see");
        assert_eq!(clean("abcdef", 3), "abc");
        assert_eq!(name("Ann\nBob\u{200b}  C"), "Ann Bob C");
        assert_eq!(name(&"x".repeat(99)).len(), NAME);
        assert_eq!(name("\u{200b}\u{202e} "), "");
        assert_eq!(alike("Ａda"), alike("ADA"));
        assert_ne!(alike("Ada"), alike("Adam"));
    }
}
