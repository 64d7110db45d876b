//! The notes for teachers, and the page for parents and head, without a game.

use anyhow::bail;
use brinkmanship::report::{html, teaching::Notes, text};

use crate::{
    CLEAN,
    args::{TeachArgs, TeachFormat},
    deliver::{To, deliver},
    page::Page,
    shared::library::{Library, Names},
};

/// Writes the notes.
///
/// # Errors
/// The scenario cannot be found or has no notes, or they cannot be written.
pub fn run(page: &mut Page, library: &Library, args: &TeachArgs) -> anyhow::Result<u8> {
    let scenario = library.one(&args.scenario)?.named(Names::of(args.twin))?;
    let Some(notes) = Notes::of(&scenario) else {
        bail!(
            "{}",
            tr!(
                "the scenario `{id}` has no notes for teachers; they would stand in its teaching.ron",
                id = scenario.id
            )
        );
    };
    if args.parents && notes.parents.is_none() {
        bail!("{}", tr!("the notes of the scenario `{id}` have no page for parents", id = scenario.id));
    }
    let written = match (args.format, args.parents) {
        (TeachFormat::Text, false) => text::notes(&notes, page.width),
        (TeachFormat::Text, true) => text::parents(&notes, page.width),
        (TeachFormat::Html, false) => html::notes(&notes),
        (TeachFormat::Html, true) => html::parents(&notes),
    };
    deliver(
        page,
        To { out: args.out.as_deref(), overwrite: args.overwrite },
        &written,
        |path| tr!("{path} is there already, and holds no such notes on this scenario; --overwrite replaces it", path),
        |path| tr!("The notes are in {path}", path),
    )?;
    Ok(CLEAN)
}
