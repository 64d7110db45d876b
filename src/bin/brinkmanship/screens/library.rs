//! The library: a card for every scenario that was found; a broken one stands there too, with its faults.

use egui::Ui;

use brinkmanship::scenario::{Scenario, model::Status};

use crate::{
    game::Game,
    intent::{Intent, Screen},
    shared::library::Place,
    shelf::Book,
    theme::{READING, Theme, Tone, space},
};

/// Minutes that a turn takes a person who reads what is on the screen.
/// Source: our judgement; the aim for a newcomer's turn is under three.
const MINUTES: usize = 3;

/// Shows it.
pub fn show(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    let theme = game.theme();
    let back = crate::keys::hint(game, "back");
    let under = tr!("Every scenario found beside the program, in your own folder, and inside the program.");
    let went = theme.screen(ui, (tr!("Library"), under), &back, READING + 120.0, |ui| {
        theme.row(ui, |ui| {
            if theme.button(ui, tr!("Write a scenario")).clicked() {
                out.push(Intent::Author(None));
            }
            theme.small(ui, tr!("From nothing, from a small example, or from a copy of any that stands here."));
        });
        ui.add_space(space::SMALL);
        if game.shelf.books.is_empty() {
            theme.paper(ui, |ui| {
                theme.body(ui, tr!("No scenario was found. Put a folder with a scenario.ron into the folder of scenarios, and look again."));
            });
        }
        // What can be played first.
        let mut books: Vec<(usize, &Book)> = game.shelf.books.iter().enumerate().collect();
        books.sort_by_key(|(_, book)| book.scenario.is_none());
        for (at, book) in books {
            theme.paper(ui, |ui| match book.scenario {
                Some(scenario) => card(ui, game, &theme, at, book, scenario, out),
                None => broken(ui, &theme, at, book, out),
            });
        }
        if let Some(folder) = game.own_scenarios() {
            theme.small(ui, &tr!("Your own scenarios, and packs from others, belong in {folder}.", folder = folder.display()));
        }
        if theme.link(ui, tr!("Look again")).clicked() {
            out.push(Intent::Rescan);
        }
    });
    if went {
        out.push(Intent::Back);
    }
}

fn card(ui: &mut Ui, game: &Game, theme: &Theme, at: usize, book: &Book, scenario: &Scenario, out: &mut Vec<Intent>) {
    theme.headline(ui, &scenario.title);
    if !scenario.subtitle.is_empty() {
        theme.aside(ui, &scenario.subtitle);
    }
    facts(ui, theme, scenario);
    ui.add_space(space::TIGHT);
    theme.document(ui, &scenario.summary);
    // Whose scenario it is, and what is in it. A reader who only wants to play passes over small type.
    let said = brinkmanship::report::card::card(scenario);
    let said: Vec<String> = said.iter().map(|(label, text)| format!("{label}: {text}.")).collect();
    theme.small(ui, &said.join(" "));
    if !scenario.content_note.is_empty() {
        theme.callout(ui, Tone::Plain, |ui| {
            theme.small(ui, &scenario.content_note);
        });
    }
    seen(ui, game, theme, book, scenario);
    state(ui, theme, at, book, scenario, out);
    ui.add_space(space::SMALL);
    theme.row(ui, |ui| {
        let play = theme.primary(ui, tr!("Play"));
        if theme.renamed(play, &tr!("Play {title}", title = scenario.title)).clicked() {
            out.push(Intent::Go(Screen::Seats(at)));
        }
        if scenario.history.is_some()
            && theme
                .button_named(
                    ui,
                    tr!("Watch what happened"),
                    &tr!("Watch what happened: {title}", title = scenario.title),
                )
                .clicked()
        {
            out.push(Intent::Go(Screen::Film(at)));
        }
    });
    variants(ui, theme, at, scenario, out);
    edit(ui, theme, at, book, out);
}

/// To change it: one's own in its place, any other as a copy.
fn edit(ui: &mut Ui, theme: &Theme, at: usize, book: &Book, out: &mut Vec<Intent>) {
    theme.row(ui, |ui| {
        let title = book.title();
        if book.is_own() && theme.link_named(ui, tr!("Edit"), &tr!("Edit {title}", title)).clicked() {
            out.push(Intent::Edit(at));
        }
        if theme.link_named(ui, tr!("Edit a copy"), &tr!("Edit a copy of {title}", title)).clicked() {
            out.push(Intent::Author(Some(at)));
        }
    });
}

/// When it is, how long it takes.
fn facts(ui: &mut Ui, theme: &Theme, scenario: &Scenario) {
    let date =
        |turn: Option<&brinkmanship::scenario::model::TurnData>| turn.map_or("", |turn| turn.date.as_str()).to_owned();
    let (first, last) = (date(scenario.turns.first()), date(scenario.turns.last()));
    let when = if first == last { first } else { format!("{first} → {last}") };
    let turns = played(scenario);
    theme.small(ui, &trn!(turns; "{when} · {turns} turn · about {minutes} minutes", "{when} · {turns} turns · about {minutes} minutes", when, turns, minutes = minutes(turns)));
}

/// How many turns there are after the prologue, as the table counts them.
pub fn played(scenario: &Scenario) -> usize {
    scenario.turns.len().saturating_sub(scenario.prologue.into())
}

/// A figure that does not pretend to be exact.
pub const fn minutes(turns: usize) -> usize {
    (turns * MINUTES).div_ceil(5) * 5
}

/// The endings that were seen, by name; how many there are.
fn seen(ui: &mut Ui, game: &Game, theme: &Theme, book: &Book, scenario: &Scenario) {
    let ids = game.settings.seen.get(&book.entry.id);
    let names: Vec<&str> = scenario
        .endings
        .iter()
        .filter(|ending| ids.is_some_and(|ids| ids.contains(&ending.id)))
        .map(|ending| ending.title.as_str())
        .collect();
    let all = scenario.endings.len();
    if names.is_empty() {
        theme.small(ui, &tr!("Endings seen: none of {all} yet.", all));
    } else {
        theme.small(
            ui,
            &tr!("Endings seen: {count} of {all}. {names}.", count = names.len(), all, names = names.join("; ")),
        );
    }
}

/// How far it was checked, where it lies.
fn state(ui: &mut Ui, theme: &Theme, at: usize, book: &Book, scenario: &Scenario, out: &mut Vec<Intent>) {
    let (errors, warnings) = book.faults();
    theme.row(ui, |ui| {
        match scenario.status {
            Status::Published => theme.chip(ui, tr!("Published, checked"), Tone::Good),
            Status::Draft => theme.chip(ui, tr!("Draft"), Tone::Warning),
        };
        if scenario.living {
            theme.chip(ui, tr!("A conflict that still goes on"), Tone::Warning);
        }
        theme.small(ui, &place(&book.entry.place));
        if 0 < errors {
            theme.note(ui, tr!("The files have faults now; the last good version is played."), Tone::Alarm);
        }
        if 0 < errors + warnings {
            let text = if errors == 0 {
                tr!("{warnings} remarks for its author", warnings)
            } else {
                tr!("Show the faults").to_owned()
            };
            if theme.link_named(ui, &text, &format!("{text}: {}", scenario.title)).clicked() {
                out.push(Intent::Go(Screen::Faults(at)));
            }
        }
    });
}

fn place(place: &Place) -> String {
    match place {
        Place::Folder(path) => tr!("In {path}.", path = path.display()),
        Place::Inside(_) => tr!("Comes with the program.").to_owned(),
        Place::Pack(path) => tr!("A pack: {path}.", path = path.display()),
    }
}

/// Other ways to begin.
fn variants(ui: &mut Ui, theme: &Theme, at: usize, scenario: &Scenario, out: &mut Vec<Intent>) {
    use super::seats::{Choice, Opening};
    let offered = [
        (!scenario.cuts.is_empty(), tr!("A shorter course"), Choice::Cut(0)),
        (scenario.twin.is_some(), tr!("Under invented names"), Choice::Twin),
        (!scenario.dispositions.is_empty(), tr!("Another leader"), Choice::Opening(Opening::Disposition)),
        (!super::seats::events(scenario).is_empty(), tr!("Another first event"), Choice::Opening(Opening::Event)),
        (scenario.history.is_some() && 1 < scenario.turns.len(), tr!("A later turn"), Choice::Opening(Opening::Later)),
    ];
    if offered.iter().all(|(there, ..)| !there) {
        return;
    }
    theme.row(ui, |ui| {
        theme.small(ui, tr!("Or begin otherwise:"));
        for (there, text, choice) in offered {
            if there && theme.link_named(ui, text, &format!("{text}: {}", scenario.title)).clicked() {
                out.push(Intent::Open(at, choice));
            }
        }
    });
}

fn broken(ui: &mut Ui, theme: &Theme, at: usize, book: &Book, out: &mut Vec<Intent>) {
    let (errors, _) = book.faults();
    theme.headline(ui, book.title());
    theme.small(ui, &place(&book.entry.place));
    let found = match errors {
        0 => tr!("It could not be opened, so it cannot be played.").to_owned(),
        1 => tr!("It has a fault, so it cannot be played.").to_owned(),
        errors => tr!("It has {errors} faults, so it cannot be played.", errors),
    };
    theme.callout(ui, Tone::Alarm, |ui| {
        theme.body(ui, &found);
        if let Some(first) = book.diagnostics.first() {
            theme.small(ui, &tr!("The first: {message}", message = first.message));
        }
    });
    theme.row(ui, |ui| {
        if theme
            .button_named(ui, tr!("Show the faults"), &tr!("Show the faults: {title}", title = book.title()))
            .clicked()
        {
            out.push(Intent::Go(Screen::Faults(at)));
        }
        if theme.link_named(ui, tr!("Read again"), &tr!("Read again: {title}", title = book.title())).clicked() {
            out.push(Intent::Reread(at));
        }
    });
    edit(ui, theme, at, book, out);
}
