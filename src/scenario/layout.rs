//! The layout of a file: lines indented by their brackets, one space where one belongs, and no comment lost.
//!
//! Only white space changes, and only outside texts and comments; where lines break, and what stands under one another,
//! is the author's choice.

use super::lexis::{Lexer, Piece, Token, comment};

/// A file laid out; nothing where it cannot be read.
#[must_use]
pub fn laid_out(text: &str) -> Option<String> {
    let (_, faults) = super::tree::read(text);
    if !faults.is_empty() {
        return None;
    }
    let pieces = pieces(text);
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    // For each open bracket, how deep the line is that opened it.
    let mut open: Vec<usize> = Vec::new();
    let mut depth = 0;
    for (at, part) in pieces.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &pieces[before]);
        let gap = gap(text, before, part);
        let breaks = gap.matches('\n').count();
        let closes = part.kind == Sort::Close;
        if let Some(before) = before {
            if 0 < breaks {
                depth = if closes {
                    // Brackets that close at the front of a line stand as deep as the line that opened the outermost.
                    let more = &pieces[at + 1..];
                    let closing = more.iter().zip(&pieces[at..]).take_while(|(part, before)| {
                        part.kind == Sort::Close && !text[before.end..part.start].contains('\n')
                    });
                    let count = closing.count() + 1;
                    open.get(open.len().saturating_sub(count)).copied().unwrap_or(0)
                } else {
                    open.last().map_or(0, |depth| depth + 1)
                };
                // At most one empty line, and none behind an opening or before a closing bracket.
                let airy = 1 < breaks && !closes && before.kind != Sort::Open;
                out.push_str(if airy { "\n\n" } else { "\n" });
                for _ in 0..depth {
                    out.push_str("    ");
                }
            } else if matches!(before.kind, Sort::Colon | Sort::Comma)
                && 1 < gap.len()
                && gap.trim_matches(' ').is_empty()
            {
                // What the author has put under one another stays so.
                out.push_str(gap);
            } else if spaced(before, part, gap) {
                out.push(' ');
            }
        }
        if closes {
            open.pop();
        }
        out.push_str(part.text.trim_end());
        if part.kind == Sort::Open {
            open.push(depth);
        }
    }
    out.push('\n');
    Some(out)
}

/// The white space before a part.
fn gap<'t>(text: &'t str, before: Option<&Part<'_>>, part: &Part<'_>) -> &'t str {
    &text[before.map_or(0, |before| before.end)..part.start]
}

/// What a piece or comment is, as far as layout goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Open,
    Close,
    Comma,
    Colon,
    Comment,
    Word,
    Other,
}

/// A piece or comment with its place.
#[derive(Clone, Debug)]
struct Part<'t> {
    kind: Sort,
    text: &'t str,
    start: usize,
    end: usize,
}

/// The pieces of a file with the comments between them.
fn pieces(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut lexer = Lexer { text, at: 0 };
    let mut at = 0;
    loop {
        let Piece { token, start, end } = lexer.next();
        comments(text, at, start, &mut parts);
        let kind = match token {
            Token::End => break,
            Token::Open(_) => Sort::Open,
            Token::Close(_) => Sort::Close,
            Token::Comma => Sort::Comma,
            Token::Colon => Sort::Colon,
            Token::Word(_) => Sort::Word,
            _ => Sort::Other,
        };
        parts.push(Part { kind, text: &text[start..end], start, end });
        at = end;
    }
    parts
}

/// The comments in a stretch that holds nothing else but white space.
fn comments<'t>(text: &'t str, from: usize, to: usize, parts: &mut Vec<Part<'t>>) {
    let mut at = from;
    while let Some(found) = text[at..to].find('/') {
        let start = at + found;
        let end = if text[start..].starts_with("//") {
            text[start..to].find('\n').map_or(to, |end| start + end)
        } else {
            comment(&text.as_bytes()[start..to]).map_or(to, |length| start + length)
        };
        parts.push(Part { kind: Sort::Comment, text: &text[start..end], start, end });
        at = end;
    }
}

/// Whether a space stands between two parts on one line.
fn spaced(before: &Part<'_>, part: &Part<'_>, gap: &str) -> bool {
    match (before.kind, part.kind) {
        (_, Sort::Comma | Sort::Colon) => false,
        (_, Sort::Comment) | (Sort::Comment | Sort::Comma | Sort::Colon, _) => true,
        (Sort::Word, Sort::Open) => false,
        // Inside brackets a space is the author's choice.
        (Sort::Open, _) | (_, Sort::Close) => !gap.is_empty(),
        _ => true,
    }
}
