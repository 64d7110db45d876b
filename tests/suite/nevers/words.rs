//! Reads Rust as words and paths, so that comments, strings and tests are not mistaken for what a file does.
//!
//! It is a reader for a guard, not a parser: it knows just enough to tell code from talk about code.

/// A word, number or mark of a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// Its text; a string is `""` and a character `''`, whatever they hold.
    pub text: &'a str,
    /// Its line, from 1.
    pub line: usize,
}

/// A path such as `crate::crisis::legal`, written out whole when it stood in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path<'a> {
    /// Its parts.
    pub parts: Vec<&'a str>,
    /// Its line, from 1.
    pub line: usize,
    /// Whether it was given another name with `as`.
    pub renamed: bool,
}

/// The words of a file, without comments and without what only tests are built from.
///
/// Also tells which modules in files of their own are tests only.
pub fn read(text: &str) -> (Vec<Word<'_>>, Vec<&str>) {
    without_tests(&words(text))
}

/// The words of a text, comments left out.
fn words(text: &str) -> Vec<Word<'_>> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut line = 1;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let (length, word) = next(rest, words.last().map_or("", |word: &Word<'_>| word.text));
        if let Some(word) = word {
            words.push(Word { text: word, line });
        }
        line += rest[..length].matches('\n').count();
        at += length;
    }
    words
}

/// How much of `rest` the next thing takes up, and its word if it is one.
fn next<'a>(rest: &'a str, before: &str) -> (usize, Option<&'a str>) {
    let bytes = rest.as_bytes();
    let Some(first) = rest.chars().next() else { return (0, None) };
    if first.is_whitespace() {
        return (first.len_utf8(), None);
    }
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), None);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), None);
    }
    if let Some(length) = string(rest) {
        return (length, Some("\"\""));
    }
    if first == '\'' {
        return quote(rest);
    }
    if first.is_alphabetic() || first == '_' {
        let start = if rest.starts_with("r#") { 2 } else { 0 };
        let end =
            rest[start..].find(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(rest.len(), |end| start + end);
        return (end, Some(&rest[start..end]));
    }
    if first.is_ascii_digit() {
        let mut end = 0;
        while end < bytes.len() {
            let letter = bytes[end].is_ascii_alphanumeric() || bytes[end] == b'_';
            // A point belongs to the number if a digit follows, unless the number is itself a field, as in `x.0.1`.
            let point = bytes[end] == b'.' && before != "." && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !letter && !point {
                break;
            }
            end += 1;
        }
        return (end, Some(&rest[..end]));
    }
    let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
    (length, Some(&rest[..length]))
}

/// The length of a block comment, which may hold others.
fn block_comment(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let (mut depth, mut at) = (0, 0);
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

/// The length of a string, plain, raw or of bytes, if one stands here.
fn string(rest: &str) -> Option<usize> {
    let open = rest.find('"')?;
    let prefix = &rest[..open];
    let raw = prefix.trim_end_matches('#');
    if !["", "b", "c", "r", "br", "cr"].contains(&raw) || (!raw.ends_with('r') && prefix != raw) {
        return None;
    }
    let body = &rest[open + 1..];
    if raw.ends_with('r') {
        let close = format!("\"{}", &prefix[raw.len()..]);
        return Some(body.find(&close).map_or(rest.len(), |end| open + 1 + end + close.len()));
    }
    let mut escaped = false;
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(open + 1 + at + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// A character or a lifetime.
fn quote(rest: &str) -> (usize, Option<&str>) {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let from = at + escaped.len_utf8();
            (rest[from..].find('\'').map_or(rest.len(), |end| from + end + 1), Some("''"))
        }
        (Some(_), Some((at, '\''))) => (at + 1, Some("''")),
        _ => {
            let end = rest[1..].find(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(rest.len(), |end| 1 + end);
            (end, Some(&rest[..end]))
        }
    }
}

/// Words that open an item.
const ITEMS: [&str; 14] = [
    "pub",
    "mod",
    "fn",
    "use",
    "impl",
    "const",
    "static",
    "struct",
    "enum",
    "trait",
    "type",
    "async",
    "extern",
    "macro_rules",
];

/// Leaves out items marked `#[cfg(test)]` or `#[test]`.
fn without_tests<'a>(words: &[Word<'a>]) -> (Vec<Word<'a>>, Vec<&'a str>) {
    let text = |at: usize| words.get(at).map_or("", |word| word.text);
    let mut kept = Vec::new();
    let mut modules = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if text(at) == "#" && text(at + 1) == "!" && for_tests(words, at + 2) {
            return (Vec::new(), modules);
        }
        if text(at) == "#" && text(at + 1) == "[" && for_tests(words, at + 1) {
            let mut item = group_end(words, at + 1);
            while text(item) == "#" && text(item + 1) == "[" {
                item = group_end(words, item + 1);
            }
            if ITEMS.contains(&text(item)) {
                if text(item) == "mod" && text(item + 2) == ";" {
                    modules.push(text(item + 1));
                }
                at = item_end(words, item);
                continue;
            }
        }
        kept.push(words[at]);
        at += 1;
    }
    (kept, modules)
}

/// Whether the attribute that opens here keeps its item for tests.
fn for_tests(words: &[Word<'_>], open: usize) -> bool {
    let inside: Vec<&str> = words[open..group_end(words, open)].iter().map(|word| word.text).collect();
    match inside.get(1) {
        Some(&"test") => true,
        Some(&"cfg") => inside.contains(&"test") && !inside.contains(&"not") && !inside.contains(&"any"),
        _ => false,
    }
}

/// The place after the bracket that closes the one at `open`.
fn group_end(words: &[Word<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate().skip(open) {
        match word.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    words.len()
}

/// The place after the item at `start`: after its semicolon or its braces.
fn item_end(words: &[Word<'_>], start: usize) -> usize {
    let mut at = start;
    while at < words.len() {
        match words[at].text {
            ";" => return at + 1,
            "{" => return group_end(words, at),
            "(" | "[" => at = group_end(words, at),
            _ => at += 1,
        }
    }
    at
}

/// The paths of a file in the order of the text. A group stands as all the paths that it abbreviates.
pub fn paths<'a>(words: &[Word<'a>]) -> Vec<Path<'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let continues = at
            .checked_sub(1)
            .is_some_and(|before| words[before].text == "." || (words[before].text == "::" && follows(words, before)));
        if is_name(words[at].text) && !continues {
            at = path(words, at, &[], &mut found).max(at + 1);
        } else {
            at += 1;
        }
    }
    found
}

/// Whether the `::` at `at` comes after something, rather than opening a path.
fn follows(words: &[Word<'_>], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let text = words[before].text;
        (is_name(text) && text != "use" && text != "pub" && text != "return") || text == ">"
    })
}

/// Reads the path that starts at `at` after some parts read before, and returns the place after it.
fn path<'a>(words: &[Word<'a>], mut at: usize, before: &[&'a str], found: &mut Vec<Path<'a>>) -> usize {
    let text = |at: usize| words.get(at).map_or("", |word| word.text);
    let mut parts = before.to_vec();
    loop {
        let line = words.get(at).map_or(0, |word| word.line);
        if text(at) == "{" {
            let end = group_end(words, at);
            let mut inside = at + 1;
            while inside + 1 < end {
                if is_name(text(inside)) || text(inside) == "{" || text(inside) == "*" {
                    inside = path(words, inside, &parts, found).max(inside + 1);
                } else {
                    inside += 1;
                }
            }
            return end;
        }
        // In a group, `self` names what stands before the group.
        if text(at) != "self" || parts.is_empty() {
            parts.push(text(at));
        }
        at += 1;
        let after = text(at + 1);
        if text(at) == "::" && (is_name(after) || after == "{" || after == "*") {
            at += 1;
            continue;
        }
        let renamed = text(at) == "as";
        found.push(Path { parts, line, renamed });
        return if renamed && !before.is_empty() { at + 2 } else { at };
    }
}

/// Whether a word is a name.
pub fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}
