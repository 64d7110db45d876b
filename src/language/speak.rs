//! The language in force on a thread, until what was handed out for it is dropped.
//!
//! It is the one thing in the engine that a thread carries along: sentences are made in hundreds of places, and none of
//! them decides anything.

use std::{cell::Cell, marker::PhantomData};

use super::Catalogue;

thread_local! {
    static IN_FORCE: Cell<Option<&'static Catalogue>> = const { Cell::new(None) };
}

/// A language in force on this thread; when it is dropped, the one before is in force again.
#[derive(Debug)]
#[must_use = "the language is in force only as long as this is kept"]
pub struct Spoken {
    before: Option<&'static Catalogue>,
    /// It belongs to its thread.
    thread: PhantomData<*const ()>,
}

impl Drop for Spoken {
    fn drop(&mut self) {
        IN_FORCE.set(self.before);
    }
}

/// Puts a language in force on this thread; none is English.
pub fn speak(catalogue: Option<&'static Catalogue>) -> Spoken {
    Spoken { before: IN_FORCE.replace(catalogue), thread: PhantomData }
}

/// The language in force; none is English.
#[must_use]
pub fn in_force() -> Option<&'static Catalogue> {
    IN_FORCE.get()
}

/// What stands for a text, if the language in force is not English and has it.
#[must_use]
pub fn find(text: &str) -> Option<&'static str> {
    find_of("", text)
}

/// What stands for a text in a context, if the language in force is not English and has it.
#[must_use]
pub fn find_of(context: &str, text: &str) -> Option<&'static str> {
    in_force()?.find(context, text)
}

/// A text without values in the language in force.
#[must_use]
pub fn plain(text: &'static str) -> &'static str {
    find(text).unwrap_or(text)
}

/// A text without values in a context, in the language in force.
#[must_use]
pub fn plain_of(context: &str, text: &'static str) -> &'static str {
    find_of(context, text).unwrap_or(text)
}

/// A number as plural forms ask for it: without its sign.
#[must_use]
pub fn many(count: impl TryInto<i128>) -> u64 {
    u64::try_from(count.try_into().unwrap_or(i128::MAX).unsigned_abs()).unwrap_or(u64::MAX)
}

/// The form of a text that a number takes in the language in force.
#[must_use]
pub fn number(count: u64, one: &'static str, many: &'static str) -> &'static str {
    match in_force().and_then(|catalogue| catalogue.plural("", one, count)) {
        Some(found) => found,
        None if count == 1 => one,
        None => many,
    }
}
