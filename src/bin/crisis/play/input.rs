//! What a person types, or a pipe sends.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _};

use crate::{colour::Ink, page::Page};

/// Standard input.
#[derive(Debug)]
pub struct Input {
    terminal: bool,
    ended: bool,
}

/// No command is longer than this.
const LONGEST: u64 = 4096;

impl Input {
    /// Standard input.
    #[must_use]
    pub fn new() -> Self {
        Self { terminal: io::stdin().is_terminal(), ended: false }
    }

    /// Lets a person at a terminal read before going on; what was typed meanwhile is handed back.
    ///
    /// # Errors
    /// Standard output cannot be written to, or standard input cannot be read.
    pub fn pause(&mut self, page: &mut Page, what: &str) -> io::Result<Option<String>> {
        if !self.terminal || !page.terminal {
            return Ok(None);
        }
        page.gap()?;
        let typed = self.ask(page, &format!("({what})"))?;
        Ok(typed.filter(|typed| !typed.is_empty()))
    }

    /// Asks for a line, without the spaces around it; `None` at the end of input.
    ///
    /// # Errors
    /// Standard output cannot be written to, or standard input cannot be read.
    pub fn ask(&mut self, page: &mut Page, prompt: &str) -> io::Result<Option<String>> {
        let shown = page.ink(Ink::Cyan, &format!("{prompt}>"));
        page.raw(&format!("{shown} "))?;
        page.flush()?;
        if self.ended {
            page.gap()?;
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let mut stdin = io::stdin().lock();
        let read = stdin.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)?;
        if LONGEST <= read as u64 && bytes.last() != Some(&b'\n') {
            // The rest of an overlong line is thrown away, piece by piece.
            loop {
                let mut rest = Vec::new();
                let more = stdin.by_ref().take(LONGEST).read_until(b'\n', &mut rest)?;
                if more == 0 || rest.last() == Some(&b'\n') {
                    break;
                }
            }
        }
        if read == 0 {
            self.ended = true;
            page.gap()?;
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&bytes).trim().to_owned();
        if !self.terminal {
            // So that what a pipe sent can be read along.
            page.line(&text)?;
        }
        Ok(Some(text))
    }
}
