//! The manual of a program, `--help`, in the language in force.
//!
//! What commands and options say of themselves stands in doc comments, which are keys as they are; `tests/suite/keys.rs`
//! gathers them.

use brinkmanship::language::{find, speak};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches, builder::StyledStr};

use super::language;

/// The arguments of this run; where they are asked for help or cannot be read, it is said in the language that they ask
/// for, and the program ends.
pub fn arguments<A: CommandFactory + FromArgMatches>(variable: &str) -> A {
    let asked = asked(std::env::args_os().skip(1).map(|text| text.to_string_lossy().into_owned()));
    let asked = asked.or_else(|| std::env::var(variable).ok());
    // A language that cannot be read is told of once the arguments are.
    let _spoken = speak(language::chosen(asked.as_deref()).ok().flatten());
    let matches = told(A::command()).get_matches();
    A::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// The language that is asked for among arguments that nobody has read yet.
fn asked(arguments: impl Iterator<Item = String>) -> Option<String> {
    let mut arguments = arguments.take_while(|text| text != "--");
    while let Some(text) = arguments.next() {
        match text.strip_prefix("--language") {
            Some("") => return arguments.next(),
            Some(rest) if rest.starts_with('=') => return rest.get(1..).map(str::to_owned),
            Some(_) | None => {}
        }
    }
    None
}

/// A command with its manual in the language in force.
#[must_use]
pub fn told(command: Command) -> Command {
    if brinkmanship::language::in_force().is_none() {
        return command;
    }
    page(command, true)
}

/// One command and those below it.
fn page(command: Command, first: bool) -> Command {
    let (short, long) = (said(command.get_about()), said(command.get_long_about()));
    let after = said(command.get_after_help());
    let below: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let own: Vec<clap::Id> = command.get_arguments().map(|arg| arg.get_id().clone()).collect();
    let mut command = command
        .help_template(tr!("{before-help}{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}"))
        .subcommand_help_heading(tr!("Commands"))
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help_heading(tr!("Options"))
                .help(tr!("Prints this page; --help says more than -h where there is more")),
        );
    if first && command.get_version().is_some() {
        command = command.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help_heading(tr!("Options"))
                .help(tr!("Prints the version")),
        );
    }
    if let Some(short) = short {
        command = command.about(short);
    }
    if let Some(long) = long {
        command = command.long_about(long);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    for id in own {
        command = command.mut_arg(id, argument);
    }
    for name in below {
        command = command.mut_subcommand(name, |below| page(below, false));
    }
    command
}

/// One argument, with its default and what it can be.
fn argument(arg: Arg) -> Arg {
    let heading = if arg.is_positional() { tr!("Arguments") } else { tr!("Options") };
    let mut more = String::new();
    let valued = arg.get_action().takes_values();
    if let [default] = arg.get_default_values()
        && valued
    {
        more += &tr!(" [default: {value}]", value = default.to_string_lossy());
    }
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|_| valued)
        .map(|value| match said(value.get_help()) {
            Some(help) => format!("{}: {}", value.get_name(), help),
            None => value.get_name().to_owned(),
        })
        .collect();
    if !values.is_empty() {
        more += &tr!(" [values: {values}]", values = values.join("; "));
    }
    let (short, long) = (said(arg.get_help()), said(arg.get_long_help()));
    let mut arg = arg.help_heading(heading);
    if valued {
        arg = arg.hide_default_value(true).hide_possible_values(true);
    }
    if let Some(short) = short {
        arg = arg.help(short + &more);
    }
    if let Some(long) = long {
        arg = arg.long_help(long + &more);
    }
    arg
}

/// What stands for a text of the manual, paragraph by paragraph; itself where nothing does.
fn said(text: Option<&StyledStr>) -> Option<String> {
    let text = text?.to_string();
    if let Some(found) = find(&text) {
        return Some(found.to_owned());
    }
    let paragraph = |text: &str| {
        // The full stop of a comment is left out where it is a summary.
        let bare = || find(&format!("{text}.")).map(|found| found.trim_end_matches('.'));
        find(text).or_else(bare).unwrap_or(text).to_owned()
    };
    Some(text.split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_found_before_anything_else_is_read() {
        let of = |line: &str| asked(line.split_whitespace().map(str::to_owned));
        for (line, expected) in [
            ("--language ru play --help", Some("ru")),
            ("play --language=de", Some("de")),
            ("play --seat usa=human", None),
            ("play -- --language ru", None),
            ("play --language", None),
        ] {
            assert_eq!(of(line).as_deref(), expected, "{line}");
        }
    }
}
