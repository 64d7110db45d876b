//! What a person wants: every screen returns these, and only the game acts on them.

use std::path::PathBuf;

use brinkmanship::{crisis::Act, transcript::Forecast};

use crate::{session::Begin, settings::Settings};

/// A screen of the game.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The title.
    Title,
    /// The library of scenarios.
    Library,
    /// Before play: one's seat, aims, opponent and opening, for the scenario at this place of the shelf.
    Seats(usize),
    /// The faults of a scenario that cannot be played.
    Faults(usize),
    /// The crisis at the table: handed over, ordering, or unsealed.
    Table,
    /// How it ended.
    Ending,
    /// The debrief.
    Debrief,
    /// What really happened, as a guided film, for the scenario at this place of the shelf.
    Film(usize),
    /// Saved crises.
    Saves,
    /// Settings and keys.
    Settings,
    /// Who made it, and from what.
    Credits,
    /// A scenario of one's own is begun.
    New,
    /// The scenario editor.
    Editor,
}

/// What a person wants.
#[derive(Clone, Debug)]
pub enum Intent {
    /// Another screen.
    Go(Screen),
    /// Where one came from.
    Back,
    /// To leave the game.
    Quit,
    /// To begin a crisis of the scenario at this place of the shelf.
    Begin(usize, Box<Begin>),
    /// To begin the tutorial.
    Tutorial,
    /// To go on with a saved crisis, or from the opening of one of its turns.
    Resume(PathBuf, Option<usize>),
    /// To go on with what was played last.
    ResumeLast,
    /// To put an act into the order.
    Choose(Act),
    /// To take an act back.
    Drop(Act),
    /// To take back what was chosen last.
    Undo,
    /// To ask the staff what it reckons.
    AskStaff,
    /// To write a forecast down, or to cross it out.
    Foresee(Option<Forecast>),
    /// To seal the order.
    Seal,
    /// To take the seat to which the screen was handed.
    TakeSeat,
    /// To go on after looking at what was unsealed.
    GoOn,
    /// To go back to the opening of a turn and play on as a fork.
    Rewind(usize),
    /// To save under a name.
    Save(String),
    /// To save under a name, in place of what has it.
    Replace(String),
    /// To delete a saved crisis.
    Delete(PathBuf),
    /// To write the debrief as a page.
    Export,
    /// To have other settings.
    Set(Box<Settings>),
    /// To dismiss a notice.
    Dismiss(usize),
    /// To have the scenario at this place of the shelf read again.
    Reread(usize),
    /// To look for scenarios again.
    Rescan,
    /// To begin the scenario at this place of the shelf otherwise than usual.
    Open(usize, crate::screens::seats::Choice),
    /// To write a scenario of one's own, from a copy of the one at this place of the shelf or from something else.
    Author(Option<usize>),
    /// To change the scenario at this place of the shelf.
    Edit(usize),
    /// To begin a scenario under an id.
    BeginDraft(String, Box<crate::editor::Base>),
    /// To save what is being edited.
    KeepDraft,
    /// To write the graph of what is being edited as a page.
    GraphDraft,
    /// To play what is being edited, from a turn of one's choice.
    TryDraft(Box<crate::editor::Plan>),
    /// To leave the editor; unsaved changes are asked about.
    LeaveEditor,
    /// To leave the editor, and the game where it says so, without saving.
    DropDraft(bool),
    /// To start the classroom, or to stop it.
    Teach(bool),
    /// To play without the coach of the tutorial, or not to be offered it first any more.
    DismissCoach,
}
