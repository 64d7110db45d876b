//! The lexis of RON: the pieces that a file is made of, with white space and comments left out.

use std::borrow::Cow;

/// One piece of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// An opening bracket.
    Open(char),
    /// A closing bracket.
    Close(char),
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A name without quotes.
    Word(&'t str),
    /// A text in double quotes.
    Text(Cow<'t, str>),
    /// Something in single quotes on one line.
    Quoted(&'t str),
    /// A number as it is written.
    Number(&'t str),
    /// A character that no piece begins with.
    Stray(char),
    /// A text with something after a backslash that stands for no character.
    BadEscape,
    /// A text that does not end.
    OpenText,
    /// A comment that does not end.
    OpenComment,
    /// The end of the file.
    End,
}

/// A piece and where it stands, in bytes.
#[derive(Clone, Debug)]
pub(super) struct Piece<'t> {
    pub(super) token: Token<'t>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Reads a text piece by piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexer<'t> {
    /// The whole text.
    pub(super) text: &'t str,
    /// Where the next piece is looked for, in bytes.
    pub(super) at: usize,
}

/// What is passed over after a backslash that stands at the end of a line.
const CONTINUES: [char; 4] = [' ', '\t', '\n', '\r'];

/// White space as RON counts it.
const fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}'
    )
}

/// Where a file begins with an attribute that would change how it is read, if it does.
pub(super) fn attribute(text: &str) -> Option<usize> {
    let mut lexer = Lexer { text, at: 0 };
    (lexer.blanks().is_none() && text[lexer.at..].starts_with("#!")).then_some(lexer.at)
}

impl<'t> Lexer<'t> {
    /// The next piece.
    pub(super) fn next(&mut self) -> Piece<'t> {
        if let Some(start) = self.blanks() {
            self.at = self.text.len();
            return Piece { token: Token::OpenComment, start, end: self.text.len() };
        }
        let start = self.at;
        let rest = &self.text[start..];
        let Some(first) = rest.chars().next() else { return Piece { token: Token::End, start, end: start } };
        let (token, length) = match first {
            '(' | '[' | '{' => (Token::Open(first), 1),
            ')' | ']' | '}' => (Token::Close(first), 1),
            ',' => (Token::Comma, 1),
            ':' => (Token::Colon, 1),
            '"' => text(rest),
            'r' if raw(rest).is_some() => raw(rest).unwrap_or((Token::OpenText, 1)),
            '\'' => quoted(rest),
            '0'..='9' => number(rest),
            '+' | '-' | '.' if rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.') => number(rest),
            c if c.is_alphabetic() || c == '_' => word(rest),
            c => (Token::Stray(c), c.len_utf8()),
        };
        self.at = start + length;
        Piece { token, start, end: self.at }
    }

    /// Passes white space and comments; where a comment begins that does not end, if one does.
    fn blanks(&mut self) -> Option<usize> {
        loop {
            let rest = &self.text[self.at..];
            let blank = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            self.at += blank;
            let rest = &rest[blank..];
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                match comment(rest.as_bytes()) {
                    Some(length) => self.at += length,
                    None => return Some(self.at),
                }
            } else {
                return None;
            }
        }
    }
}

/// The length of a comment that may hold others, if it ends.
pub(super) fn comment(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += 1;
        }
    }
    None
}

/// A text in double quotes.
fn text(rest: &str) -> (Token<'_>, usize) {
    let bytes = rest.as_bytes();
    let mut at = 1;
    let mut plain = true;
    loop {
        match bytes.get(at) {
            None => return (Token::OpenText, rest.len()),
            Some(b'"') => break,
            Some(b'\\') => {
                plain = false;
                at += 2;
            }
            Some(_) => at += 1,
        }
    }
    // Only whole characters lie between two quotes.
    let inner = rest.get(1..at).unwrap_or("");
    if plain {
        return (Token::Text(Cow::Borrowed(inner)), at + 1);
    }
    (unescaped(inner).map_or(Token::BadEscape, |text| Token::Text(Cow::Owned(text))), at + 1)
}

/// A text with its backslashes made good.
fn unescaped(inner: &str) -> Option<String> {
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        text.push(match chars.next()? {
            '"' => '"',
            '\\' => '\\',
            '\'' => '\'',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            'x' => {
                let (first, second) = (chars.next()?.to_digit(16)?, chars.next()?.to_digit(16)?);
                // RON puts larger bytes together to a character; no one needs to write one so.
                char::from_u32(16 * first + second).filter(char::is_ascii)?
            }
            'u' => {
                let (digits, rest) = chars.as_str().strip_prefix('{')?.split_once('}')?;
                let right = (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
                chars = rest.chars();
                char::from_u32(u32::from_str_radix(digits, 16).ok().filter(|_| right)?)?
            }
            // A backslash at the end of a line takes away the line break and the indentation that follows.
            '\n' => {
                chars = chars.as_str().trim_start_matches(CONTINUES).chars();
                continue;
            }
            _ => return None,
        });
    }
    Some(text)
}

/// A raw text, if it is one.
fn raw(rest: &str) -> Option<(Token<'_>, usize)> {
    let marks = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
    let body = rest.get(1 + marks..)?.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(marks));
    Some(match body.find(&close) {
        Some(at) => (Token::Text(Cow::Borrowed(&body[..at])), 2 + marks + at + close.len()),
        None => (Token::OpenText, rest.len()),
    })
}

/// Something in single quotes on one line, or the quote alone.
fn quoted(rest: &str) -> (Token<'_>, usize) {
    let line = rest.lines().next().unwrap_or("");
    match line.get(1..).and_then(|tail| tail.find('\'')) {
        Some(length) => (Token::Quoted(&rest[1..=length]), length + 2),
        None => (Token::Stray('\''), 1),
    }
}

/// A number, with whatever is written on to it.
fn number(rest: &str) -> (Token<'_>, usize) {
    let mut before = ' ';
    let length = rest
        .char_indices()
        .find(|(at, c)| {
            let goes_on = c.is_alphanumeric()
                || *c == '_'
                || *c == '.'
                || (matches!(c, '+' | '-') && (*at == 0 || matches!(before, 'e' | 'E')));
            before = *c;
            !goes_on
        })
        .map_or(rest.len(), |(at, _)| at);
    (Token::Number(&rest[..length]), length)
}

/// A name. Hyphens and dots are no part of one, but are read with it, since whoever writes them means one.
fn word(rest: &str) -> (Token<'_>, usize) {
    let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(rest.len());
    (Token::Word(&rest[..length]), length)
}

/// The value of a whole number as it is written, if it is one and not too large.
pub(super) fn whole(written: &str) -> Option<i64> {
    let (sign, size) = match written.strip_prefix('-') {
        Some(size) => ("-", size),
        None => ("", written.strip_prefix('+').unwrap_or(written)),
    };
    let (size, radix) = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .find_map(|(prefix, radix)| Some((size.strip_prefix(prefix)?, radix)))
        .unwrap_or((size, 10));
    // Digits may be set apart from each other, but not from what goes before them.
    if !size.starts_with(|c: char| c.is_digit(radix)) {
        return None;
    }
    i64::from_str_radix(&format!("{sign}{}", size.replace('_', "")), radix).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_numbers_and_comments_are_told_apart() {
        for (text, expected) in [
            ("  /* a /* b */ c */ \"x\" // y", Token::Text("x".into())),
            ("\"see\nhttps://example.org\" // why", Token::Text("see\nhttps://example.org".into())),
            ("r#\"a \" // b\"# /* c */", Token::Text("a \" // b".into())),
            ("\"\\\"//\\u{e9}\\x41\"", Token::Text("\"//éA".into())),
            ("\"\\q\"", Token::BadEscape),
            ("\"\\x5\"", Token::BadEscape),
            ("\"\\x+5\"", Token::BadEscape),
            ("\"\\x80\"", Token::BadEscape),
            ("\"\\xff\"", Token::BadEscape),
            ("\"\\u{41\"", Token::BadEscape),
            ("\"\\u{}\"", Token::BadEscape),
            ("\"\\u{+41}\"", Token::BadEscape),
            ("\"\\u{0000041}\"", Token::BadEscape),
            ("\"\\u{00000041}\"", Token::BadEscape),
            ("\"\\u{000041}\\x7F\"", Token::Text("A\x7F".into())),
            ("\"one \\\n\t  two\"", Token::Text("one two".into())),
            ("\"open", Token::OpenText),
            ("\"open\\", Token::OpenText),
            ("/* open", Token::OpenComment),
            ("// nothing", Token::End),
            ("'é' // one", Token::Quoted("é")),
            ("'open", Token::Stray('\'')),
            ("-0.5e-3,", Token::Number("-0.5e-3")),
            ("50%", Token::Number("50")),
            ("red-lines: {", Token::Word("red-lines")),
            ("“x”", Token::Stray('“')),
        ] {
            assert_eq!(Lexer { text, at: 0 }.next().token, expected, "{text}");
        }
        assert_eq!(attribute("\u{200e}/* /* */ */ #![x]"), Some(15));
        assert_eq!(attribute("(a: 1) #![x]"), None);
    }

    #[test]
    fn whole_numbers_are_read_and_no_others() {
        for (written, expected) in [
            ("1_000", Some(1000)),
            ("-0x10", Some(-16)),
            ("+5", Some(5)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("0.5", None),
            ("1e3", None),
            ("-inf", None),
            ("+-5", None),
            ("5points", None),
            ("0x_1", None),
            ("0_x1", None),
            ("-_1", None),
            ("0x+1", None),
            ("0b1_0_", Some(2)),
        ] {
            assert_eq!(whole(written), expected, "{written}");
        }
    }

    /// Every row of at most so many of the pieces.
    fn rows(pieces: &[&str], most: usize) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut last = all.clone();
        for _ in 0..most {
            last = last.iter().flat_map(|row| pieces.iter().map(move |piece| format!("{row}{piece}"))).collect();
            all.extend_from_slice(&last);
        }
        all
    }

    #[test]
    fn a_text_or_number_that_is_read_is_read_by_the_crate_alike() {
        let (mut texts, mut numbers) = (0, 0);
        let rows_of_text = rows(&["\\", "x", "u", "{", "}", "+", "4", "00", "8", "_", "\n", " "], 4);
        for begin in ["", "\\x", "\\u{", "\\u{10"] {
            for row in &rows_of_text {
                let written = format!("\"{begin}{row}\"");
                let Piece { token: Token::Text(text), end, .. } = (Lexer { text: &written, at: 0 }).next() else {
                    continue;
                };
                if end == written.len() {
                    assert_eq!(ron::from_str::<String>(&written).ok().as_deref(), Some(text.as_ref()), "{written}");
                    texts += 1;
                }
            }
        }
        for written in rows(&["0", "1", "7", "9", "a", "e", "x", "b", "o", "_", "+", "-", "."], 5) {
            let Piece { token: Token::Number(number), end, .. } = (Lexer { text: &written, at: 0 }).next() else {
                continue;
            };
            if let (Some(value), true) = (whole(number), end == written.len()) {
                assert_eq!(ron::from_str::<i64>(&written), Ok(value), "{written}");
                numbers += 1;
            }
        }
        assert!(1_000 < texts && 1_000 < numbers, "{texts} texts, {numbers} numbers");
    }
}
