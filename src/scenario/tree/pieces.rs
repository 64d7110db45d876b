//! What the parser knows of pieces and lines by their looks: how an entry begins, and what a piece is called.

use super::{cut, short};
use crate::scenario::lexis::{Piece, Token};

/// How an entry begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// With an id in quotes and a colon.
    Id,
    /// With the name of a field and a colon.
    Field,
    /// With a round bracket.
    Round,
}

/// How a line begins, without its indentation.
pub(super) fn shape(line: &str) -> Option<Shape> {
    if line.starts_with('(') {
        return Some(Shape::Round);
    }
    let (rest, shape) = match line.strip_prefix('"') {
        Some(rest) => (rest.split_once('"')?.1, Shape::Id),
        None => (line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_'), Shape::Field),
    };
    (rest.len() < line.len() && rest.trim_start().starts_with(':')).then_some(shape)
}

/// The bracket that closes another.
pub(super) const fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// What a piece is, to an author.
pub(super) fn found(piece: &Piece<'_>, text: &str) -> String {
    let written = text.get(piece.start..piece.end).unwrap_or("");
    match &piece.token {
        Token::End => tr!("the end of the file").to_owned(),
        Token::Text(_) => tr!("the text {text}", text = short(written)),
        Token::Word(word) => tr!("the word `{word}`", word = cut(word)),
        Token::Number(number) => tr!("the number {number}", number = cut(number)),
        Token::Comma => tr!("a comma").to_owned(),
        Token::Colon => tr!("a colon").to_owned(),
        Token::Stray(c) if unseen(*c) => match space(*c) {
            Some(name) => format!("{name} (U+{})", code(*c)),
            None => tr!("the character U+{code}, which cannot be seen,", code = code(*c)),
        },
        Token::Open(c) | Token::Close(c) | Token::Stray(c) => format!("`{c}`"),
        Token::Quoted(_) | Token::BadEscape | Token::OpenText | Token::OpenComment => format!("`{}`", cut(written)),
    }
}

/// What is written, cut short; a character alone that leaves nothing to see by its number.
pub(super) fn seen(written: &str) -> String {
    let mut chars = written.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if unseen(c) => format!("U+{}", code(c)),
        _ => cut(written),
    }
}

/// Whether a character that no piece begins with leaves nothing to see.
pub(super) fn unseen(c: char) -> bool {
    c.is_whitespace() || crate::language::po::hidden(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// What an author knows a space as that is none to RON.
fn space(c: char) -> Option<&'static str> {
    match c {
        '\u{A0}' | '\u{202F}' => Some(tr!("a no-break space")),
        _ if c.is_whitespace() => Some(tr!("a space of another width")),
        _ => None,
    }
}

/// A character's number, as it is looked up by.
fn code(c: char) -> String {
    format!("{:04X}", u32::from(c))
}

/// What to do about a character that no piece begins with, where its looks tell what was meant.
pub(super) fn meant(c: char) -> Option<&'static str> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '「' | '」' | '\'' | '`' | '´' =>
        {
            tr!("a text stands in straight double quotes, as in \"text\"")
        }
        '%' => tr!("write the number alone; chances are in parts per 100,000: 50 in 100 is 50000"),
        '#' => tr!("a comment begins with `//`"),
        '&' => tr!("where all of several conditions are asked, write `All([...])` around them, with commas between"),
        '|' => tr!("where any of several conditions will do, write `Any([...])` around them, with commas between"),
        '!' => tr!("where something must not be so, write `Not(...)` around it"),
        '<' | '>' => tr!(
            "a number is compared by a word, such as `TrackAtLeast(\"danger\", 50)` or `TrackAtMost(\"danger\", 50)`"
        ),
        _ if c.is_whitespace() => tr!("put a plain space in its place"),
        _ if unseen(c) => tr!("take it out: the text was pasted from a place that hides such characters"),
        _ => return None,
    })
}
