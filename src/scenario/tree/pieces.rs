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
        Token::Open(c) | Token::Close(c) | Token::Stray(c) => format!("`{c}`"),
        Token::Quoted(_) | Token::BadEscape | Token::OpenText | Token::OpenComment => format!("`{}`", cut(written)),
    }
}
