//! Where a page goes that was made: to standard output, or to a file that takes the place of nothing else.

use std::path::Path;

use anyhow::{Context as _, bail};
use brinkmanship::scenario::files::{read_bounded, write_safely};

use crate::page::Page;

/// Where a page is wanted.
#[derive(Clone, Copy, Debug)]
pub struct To<'a> {
    /// The file, or none for standard output.
    pub out: Option<&'a Path>,
    /// Whether it may replace whatever is there.
    pub overwrite: bool,
}

/// Writes a page where it is wanted. A file that is there is replaced if it begins as the page does, or if that was asked
/// for; else `refused` says why not. `done` says where the page is now.
///
/// # Errors
/// Another file is there already, or the page cannot be written.
pub fn deliver(
    page: &mut Page,
    to: To<'_>,
    text: &str,
    refused: impl FnOnce(&str) -> String,
    done: impl FnOnce(&str) -> String,
) -> anyhow::Result<()> {
    let Some(path) = to.out else { return Ok(page.raw(text)?) };
    let named = path.display().to_string();
    if !to.overwrite && path.exists() && !begins_alike(path, text) {
        bail!("{}", refused(&named));
    }
    write_safely(path, text.as_bytes()).with_context(|| tr!("{path} cannot be written", path = named))?;
    crate::shared::aside!("{}", done(&named));
    Ok(())
}

/// How much of the beginning of a page says of what it is one: the title stands there in every shape.
const HEAD: usize = 160;

/// Whether a file begins as a text does.
fn begins_alike(path: &Path, text: &str) -> bool {
    let head = text.as_bytes().get(..HEAD).unwrap_or(text.as_bytes());
    read_bounded(path, HEAD as u64).is_ok_and(|found| found.starts_with(head))
}

/// A path as a shell takes it for one word.
#[must_use]
pub fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || "._/-".contains(c) || cfg!(windows) && "\\:".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text
    } else if cfg!(windows) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(not(windows))]
    #[test]
    fn a_path_that_a_shell_would_take_apart_stands_in_quotation_marks() {
        for (path, expected) in [
            ("evening.crisis", "evening.crisis"),
            ("./a-b/c_d.crisis", "./a-b/c_d.crisis"),
            ("my game.crisis", "'my game.crisis'"),
            ("it's", "'it'\\''s'"),
            ("a;b", "'a;b'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(Path::new(path)), expected);
        }
    }
}
