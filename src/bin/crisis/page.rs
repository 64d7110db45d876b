//! Text on standard output: wrapped at the width, painted if wanted, flushed when a person is to read it.

use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write as _};

use crate::colour::{Colour, Ink};

/// Where data is written.
#[derive(Debug)]
pub struct Page {
    out: BufWriter<Stdout>,
    /// Columns.
    pub width: usize,
    /// Whether colour is on.
    pub colour: bool,
    /// Whether a person reads along.
    pub terminal: bool,
}

/// No line is wider than this, however wide the terminal: long lines are hard to read.
const WIDEST: usize = 100;

impl Page {
    /// Standard output.
    #[must_use]
    pub fn stdout(colour: Colour) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let columns =
            if terminal { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None };
        let width = columns.unwrap_or(80).clamp(40, WIDEST);
        let colour = colour.on(&stdout);
        Self { out: BufWriter::new(stdout), width, colour, terminal }
    }

    /// Text in an ink.
    #[must_use]
    pub fn ink(&self, ink: Ink, text: &str) -> String {
        ink.paint(self.colour, text)
    }

    /// Text as it is.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn raw(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// One line as it is.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", text.trim_end())
    }

    /// An empty line.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// A paragraph, wrapped, every line indented.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn para(&mut self, indent: usize, text: &str) -> io::Result<()> {
        self.hang("", indent, indent, text)
    }

    /// A paragraph with a label in front: the first line begins at `first`, the others at `rest`.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn hang(&mut self, label: &str, first: usize, rest: usize, text: &str) -> io::Result<()> {
        let label_width = visible(label);
        let gap = rest.saturating_sub(first + label_width).max(usize::from(label_width != 0));
        let start = first + label_width + gap;
        let mut lines = wrap(text, self.width, start, rest).into_iter();
        let one = lines.next().unwrap_or_default();
        self.line(&format!("{}{label}{}{one}", " ".repeat(first), " ".repeat(gap)))?;
        for line in lines {
            self.line(&format!("{}{line}", " ".repeat(rest)))?;
        }
        Ok(())
    }

    /// A heading of a part.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        self.gap()?;
        let text = self.ink(Ink::Bold, &text.to_uppercase());
        self.line(&text)
    }

    /// A rule across the page.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn rule(&mut self) -> io::Result<()> {
        let rule = self.ink(Ink::Faint, &"─".repeat(self.width));
        self.line(&rule)
    }

    /// A moment: a box with a title and some lines.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn moment(&mut self, ink: Ink, title: &str, lines: &[String]) -> io::Result<()> {
        let inner = self.width.saturating_sub(4);
        let top = format!("┌─ {title} {}┐", "─".repeat(self.width.saturating_sub(visible(title) + 5)));
        let bottom = format!("└{}┘", "─".repeat(self.width.saturating_sub(2)));
        self.gap()?;
        let top = self.ink(ink, &top);
        self.line(&top)?;
        let side = self.ink(ink, "│");
        for text in lines {
            for line in wrap(text, inner, 0, 0) {
                let fill = " ".repeat(inner.saturating_sub(visible(&line)));
                self.line(&format!("{side} {line}{fill} {side}"))?;
            }
        }
        let bottom = self.ink(ink, &bottom);
        self.line(&bottom)
    }

    /// Shows what has been written so far.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// How many columns a text takes; paint takes none.
#[must_use]
pub fn visible(text: &str) -> usize {
    let mut count = 0;
    let mut paint = false;
    for letter in text.chars() {
        match letter {
            '\u{1b}' => paint = true,
            'm' if paint => paint = false,
            _ if paint => {}
            _ => count += if is_wide(letter) { 2 } else { 1 },
        }
    }
    count
}

/// Whether a letter takes two columns: Chinese, Japanese, Korean, and full-width forms.
const fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}')
}

/// Wraps a text; the first line starts at column `first`, the others at `rest`.
#[must_use]
pub fn wrap(text: &str, width: usize, first: usize, rest: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let mut line = String::new();
        let mut room = width.saturating_sub(if lines.is_empty() { first } else { rest }).max(10);
        for word in part.split_whitespace() {
            let needs = visible(&line) + usize::from(!line.is_empty()) + visible(word);
            if room < needs && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                room = width.saturating_sub(rest).max(10);
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_page_and_paint_takes_no_room() {
        let text = "one two three \u{1b}[1mfour\u{1b}[0m five six";
        let lines = wrap(text, 14, 0, 2);
        assert_eq!(lines, ["one two three", "\u{1b}[1mfour\u{1b}[0m five", "six"]);
        assert_eq!(visible("\u{1b}[1mfour\u{1b}[0m"), 4);
        assert_eq!(visible("台灣"), 4);
    }
}
