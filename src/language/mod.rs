//! Other languages: what is said in English becomes what a translator wrote, and stays English where none did.
//!
//! The English text is the key, as in gettext. A thread speaks one language at a time; the programs choose it, and
//! nothing but wording hangs on it.

mod catalogue;
mod fill;
mod merge;
pub mod po;
mod speak;

pub use catalogue::Catalogue;
pub use fill::{broken, filled, names};
pub use merge::{Merged, Wanted, merge};
pub use speak::{Spoken, find, find_of, in_force, many, number, plain, plain_of, speak};

/// A text of the program in the language in force: `tr!("Aims")`, `tr!("{count} left", count = 3)`.
///
/// Without values it is a `&'static str`, with values a `String`. Values stand in the template by their names. A text
/// that means two things in English is told apart by a context: `tr!(of "desk", "Open")`.
#[macro_export]
macro_rules! tr {
    (of $context:literal, $text:literal $(,)?) => { $crate::language::plain_of($context, $text) };
    ($text:literal $(,)?) => { $crate::language::plain($text) };
    (of $context:literal, $text:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        match $crate::language::find_of($context, $text) {
            None => format!($text, $($name = $crate::tr!(@ $name $(, $value)?)),+),
            Some(found) => $crate::language::filled(
                found,
                $text,
                &[$((stringify!($name), &$crate::tr!(@ $name $(, $value)?) as &dyn ::std::fmt::Display)),+],
            ),
        }
    };
    ($text:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        match $crate::language::find($text) {
            None => format!($text, $($name = $crate::tr!(@ $name $(, $value)?)),+),
            Some(found) => $crate::language::filled(
                found,
                $text,
                &[$((stringify!($name), &$crate::tr!(@ $name $(, $value)?) as &dyn ::std::fmt::Display)),+],
            ),
        }
    };
    (@ $name:ident) => { $name };
    (@ $name:ident, $value:expr) => { $value };
}

/// A text of the program that hangs on a number: `trn!(left; "{left} turn", "{left} turns", left)`.
///
/// English has one form for one and another for all else; a translator gives as many as the language has.
#[macro_export]
macro_rules! trn {
    ($count:expr; $one:literal, $many:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        $crate::language::filled(
            $crate::language::number($crate::language::many($count), $one, $many),
            $many,
            &[$((stringify!($name), &$crate::tr!(@ $name $(, $value)?) as &dyn ::std::fmt::Display)),+],
        )
    };
    ($count:expr; $one:literal, $many:literal $(,)?) => {
        $crate::language::number($crate::language::many($count), $one, $many)
    };
}

/// Marks a text that is translated where it is shown, with [`plain`]: for constants.
#[macro_export]
macro_rules! mark {
    (of $context:literal, $text:literal) => {
        $text
    };
    ($text:literal) => {
        $text
    };
}
