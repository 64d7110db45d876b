//! Just enough of RON's lexis to tell values from the white space and comments around them.

/// White space as the reader counts it.
const fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}'
    )
}

/// A text without the white space and comments around it. Comment marks inside strings are text.
pub(super) fn trimmed(text: &str) -> &str {
    let mut at = 0;
    let mut start = None;
    let mut end = 0;
    while at < text.len() {
        let (next, blank) = piece(text, at);
        if !blank {
            start.get_or_insert(at);
            end = next;
        }
        at = next;
    }
    text.get(start.unwrap_or(end)..end).unwrap_or("")
}

/// A text from its first value or attribute on.
pub(super) fn after_blanks(text: &str) -> &str {
    let mut at = 0;
    while at < text.len() {
        let (next, blank) = piece(text, at);
        if !blank {
            break;
        }
        at = next;
    }
    text.get(at..).unwrap_or("")
}

/// Where the piece that begins at `at` ends, and whether it is white space or a comment.
fn piece(text: &str, at: usize) -> (usize, bool) {
    let rest = text.get(at..).unwrap_or("");
    let bytes = rest.as_bytes();
    let Some(first) = rest.chars().next() else { return (text.len(), true) };
    if rest.starts_with("//") {
        return (at + rest.find('\n').unwrap_or(rest.len()), true);
    }
    if rest.starts_with("/*") {
        return (at + block_comment(bytes), true);
    }
    let length = match first {
        '"' => string(bytes),
        '\'' => character(rest),
        'r' if !follows_a_name(text, at) => raw_string(rest).unwrap_or(1),
        _ => first.len_utf8(),
    };
    (at + length, is_space(first))
}

/// The length of a comment that may hold others.
fn block_comment(bytes: &[u8]) -> usize {
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
                return at;
            }
        } else {
            at += 1;
        }
    }
    bytes.len()
}

/// The length of a string with its quotes.
fn string(bytes: &[u8]) -> usize {
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The length of a character in single quotes, or of the quote alone.
fn character(rest: &str) -> usize {
    let mut inner = rest.char_indices().skip(1);
    match inner.next() {
        Some((_, '\\')) => rest.get(3..).and_then(|tail| tail.find('\'')).map_or(1, |close| close + 4),
        Some((at, c)) if rest[at + c.len_utf8()..].starts_with('\'') => at + c.len_utf8() + 1,
        Some(_) | None => 1,
    }
}

/// The length of a raw string, if it is one.
fn raw_string(rest: &str) -> Option<usize> {
    let marks = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
    let body = rest.get(1 + marks..)?.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(marks));
    Some(body.find(&close).map_or(rest.len(), |at| 2 + marks + at + close.len()))
}

/// Whether the character before belongs to the same name.
fn follows_a_name(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].last().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_around_a_value_go_and_those_inside_it_stay() {
        for (text, expected) in [
            ("  /* a /* b */ c */ \"x\" // y", "\"x\""),
            ("\"see\nhttps://example.org\" // why", "\"see\nhttps://example.org\""),
            ("r#\"a \" // b\"# /* c */", "r#\"a \" // b\"#"),
            ("(a: 1, // one\n b: 2) /* end */ // last", "(a: 1, // one\n b: 2)"),
            ("'\"' // a quote", "'\"'"),
            ("'\\'' // a quote", "'\\''"),
            ("\"\\\"//\"", "\"\\\"//\""),
            ("// nothing", ""),
            ("\u{200e}#![x]", "#![x]"),
            ("\"open", "\"open"),
            ("/* open", ""),
            ("'é' // one", "'é'"),
        ] {
            assert_eq!(trimmed(text), expected, "{text}");
        }
    }
}
