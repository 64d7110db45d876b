//! Colour on a terminal, off elsewhere. It never carries meaning alone.

use std::io::IsTerminal;

use clap::ValueEnum;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// Whether to use colour on a stream.
    #[must_use]
    pub fn on(self, stream: &impl IsTerminal) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
                    || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
                stream.is_terminal() && !refused
            }
        }
    }
}

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// A heading.
    Bold,
    /// What matters less.
    Faint,
    /// Danger, loss.
    Red,
    /// Warnings, moments.
    Yellow,
    /// Gain, relief.
    Green,
    /// Things to type.
    Cyan,
}

impl Ink {
    const fn code(self) -> &'static str {
        match self {
            Self::Bold => "1",
            Self::Faint => "2",
            Self::Red => "1;31",
            Self::Yellow => "33",
            Self::Green => "32",
            Self::Cyan => "36",
        }
    }

    /// The text in this ink, if colour is on.
    #[must_use]
    pub fn paint(self, on: bool, text: &str) -> String {
        if on && !text.is_empty() { format!("\u{1b}[{}m{text}\u{1b}[0m", self.code()) } else { text.to_owned() }
    }
}

/// What went wrong, with what can be done about it.
#[derive(Debug)]
pub struct Helped {
    /// What went wrong.
    pub what: String,
    /// What can be done.
    pub help: String,
}

impl std::fmt::Display for Helped {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&self.what)
    }
}

/// Says beside the results what a person should know of them.
pub fn note(colour: Colour, text: &str) {
    crate::shared::aside!("{} {text}", Ink::Yellow.paint(colour.on(&std::io::stderr()), tr!("note:")));
}

/// Tells standard error what went wrong, with its causes.
pub fn complain(colour: Colour, error: &anyhow::Error) {
    let on = colour.on(&std::io::stderr());
    crate::shared::aside!("{} {error}", Ink::Red.paint(on, "error:"));
    for cause in error.chain().skip(1) {
        crate::shared::aside!("{}", tr!("  because: {cause}", cause));
    }
    if let Some(Helped { help, .. }) = error.downcast_ref::<Helped>() {
        crate::shared::aside!("{}", tr!("  help: {help}", help));
    }
}
