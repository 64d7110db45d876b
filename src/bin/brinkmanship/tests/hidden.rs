//! No seat is shown what it may not know, on whatever screen and paper it looks.

use std::collections::BTreeSet;

use brinkmanship::{policy::Simple, report::table::Table, scenario::model::Actor};
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;

use super::table::{
    Desk, ROOM, alone, desk, past_moments, phase, press, says, settle, spoken, table, take_up, turn_by_keyboard,
};
use crate::{
    intent::{Intent, Screen},
    screens::table::{PAPERS, Paper},
    seat::Seat,
    session::Phase,
};

#[test]
fn the_hand_over_shows_nothing_of_either_side() {
    let mut desk = desk([Seat::Human; 2], 7, ROOM);
    for _ in 0..8 {
        let Phase::HandOver(_) = phase(&desk) else { panic!("a hot seat hands the screen over") };
        let said = spoken(&desk);
        press(&mut desk, Modifiers::NONE, Key::Enter);
        let whole = table(&desk);
        let texts = [whole.headline.clone(), whole.briefing.clone()]
            .into_iter()
            .chain(whole.desks.iter().flat_map(|desk| desk.cards.iter().map(|card| card.title.clone())))
            .chain(whole.tracks.iter().map(|track| track.name.clone()))
            .chain(whole.lines.iter().map(|line| line.text.clone()))
            .chain(whole.chosen.iter().map(|(_, text)| text.clone()))
            .filter(|text| !text.is_empty());
        for text in texts {
            assert!(!says(&said, &text), "the hand-over says {text}");
        }
        for _ in 0..6 {
            match phase(&desk) {
                Phase::HandOver(_) => break,
                Phase::Ordering(_) => turn_by_keyboard(&mut desk, Some(Key::Num1)),
                Phase::Unsealed(_) => press(&mut desk, Modifiers::COMMAND, Key::Enter),
                Phase::Waiting | Phase::Over => return,
            }
        }
    }
}

/// What a seat's screen may not name: moves, tracks, facts and map items that nothing on its table shows.
fn forbidden(desk: &Desk, whole: &Table) -> Vec<String> {
    let scenario = desk.state().session.as_ref().expect("a crisis is at the table").scenario();
    // Written for programmers, its quotation marks are escaped.
    let shown = format!("{whole:?}").replace("\\\"", "\"");
    let names = scenario.tracks.iter().map(|track| &track.name);
    let names = names.chain(scenario.moves.iter().map(|data| &data.title));
    let names = names.chain(scenario.facts.iter().map(|fact| &fact.text));
    let names = names.chain(scenario.lines.iter().map(|line| &line.text));
    names.filter(|name| 12 < name.len() && !shown.contains(name.trim_end_matches('.'))).cloned().collect()
}

/// Looks at what is on the screen: nothing hidden from the seat is in it.
fn look(desk: &Desk, hidden: &[String], place: &str) -> usize {
    let said = spoken(desk).into_iter().collect::<Vec<_>>().join("\n");
    let scenario = desk.state().session.as_ref().expect("it has begun").scenario();
    let notes = scenario.lines.iter().map(|line| &line.note).chain(scenario.tracks.iter().map(|track| &track.note));
    for note in notes.filter(|note| !note.is_empty()) {
        assert!(!said.contains(note.as_str()), "{place}: how it really went: {note}");
    }
    for name in hidden {
        assert!(!said.contains(name.trim_end_matches('.')), "{place}: {name}");
    }
    hidden.len()
}

/// Unfolds whatever there is to unfold on the paper on top, as far as it goes.
fn unfold(desk: &mut Desk) {
    for _ in 0..30 {
        let closed = desk.root().children_recursive().find(|node| {
            let node = node.accesskit_node();
            let fold = node.role() == egui::accesskit::Role::DisclosureTriangle
                && node.toggled() != Some(egui::accesskit::Toggled::True);
            let name = node.label().unwrap_or_default();
            fold || name.starts_with("More about") || name == "Hear them"
        });
        let Some(closed) = closed else { return };
        closed.click_accesskit();
        settle(desk);
    }
}

/// Everything that can be reached at this moment of a turn: each paper, whole and unfolded, each desk, an offer that is
/// being composed, and the screens around the table.
fn walk(desk: &mut Desk, hidden: &[String], whole: &Table, place: &str, thorough: bool) -> usize {
    let mut looked = 0;
    for (paper, ..) in PAPERS {
        take_up(desk, *paper);
        looked += look(desk, hidden, &format!("{place}, {paper:?}"));
        if thorough {
            unfold(desk);
            looked += look(desk, hidden, &format!("{place}, {paper:?} unfolded"));
        }
        if *paper == Paper::Desks && matches!(phase(desk), Phase::Ordering(_)) {
            for (at, of) in whole.desks.iter().enumerate() {
                desk.state_mut().memory.table.desk = Some(at);
                settle(desk);
                looked += look(desk, hidden, &format!("{place}, desk {}", of.title));
            }
        }
        if *paper == Paper::Talks
            && matches!(phase(desk), Phase::Ordering(_))
            && let Some(open) = whole.talks.desks.iter().find(|way| way.closed.is_none())
        {
            desk.state_mut().memory.table.compose_new(open.place);
            settle(desk);
            unfold(desk);
            looked += look(desk, hidden, &format!("{place}, composing"));
            desk.state_mut().memory.table.compose = None;
        }
    }
    take_up(desk, Paper::Decision);
    for screen in [Screen::Saves, Screen::Settings] {
        desk.state_mut().act(Intent::Go(screen.clone()));
        settle(desk);
        looked += look(desk, hidden, &format!("{place}, {screen:?}"));
        desk.state_mut().act(Intent::Back);
        settle(desk);
    }
    looked
}

#[test]
fn no_seat_is_shown_what_it_may_not_know() {
    let mut looked = 0_usize;
    let mut places = BTreeSet::new();
    for seed in [1, 2] {
        for seat in [0, 1] {
            let mut seats = [Seat::Policy(Simple::Random); 2];
            seats[seat] = Seat::Human;
            // On one seed of two where there is room for all beside one another, on the other where there is not: then
            // the ladder and the map are papers of their own.
            let mut desk = desk(seats, seed, if seed == 1 { ROOM } else { (900.0, 700.0) });
            let cards = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];
            for turn in 0..20 {
                if desk.state().screen != Screen::Table {
                    break;
                }
                let whole = table(&desk);
                let hidden = forbidden(&desk, &whole);
                assert!(!hidden.is_empty(), "there is always something that a seat does not know");
                let place = format!("seed {seed}, seat {seat}, turn {turn}");
                // Moments stand before the papers.
                looked += look(&desk, &hidden, &format!("{place}, a moment"));
                past_moments(&mut desk);
                looked += walk(&mut desk, &hidden, &whole, &format!("{place}, ordering"), turn % 3 == 0);
                places.insert("ordering");
                if let Phase::Ordering(_) = phase(&desk) {
                    turn_by_keyboard(&mut desk, Some(cards[turn % cards.len()]));
                }
                past_moments(&mut desk);
                if matches!(phase(&desk), Phase::Unsealed(_)) {
                    let whole = table(&desk);
                    let hidden = forbidden(&desk, &whole);
                    looked += walk(&mut desk, &hidden, &whole, &format!("{place}, unsealed"), turn % 3 == 1);
                    places.insert("unsealed");
                    press(&mut desk, Modifiers::COMMAND, Key::Enter);
                }
            }
            // The end says how it ended, and nothing besides: the truth is in the debrief.
            if desk.state().screen == Screen::Ending {
                let hidden = unsaid(&desk, seat);
                looked += look(&desk, &hidden, &format!("seed {seed}, seat {seat}, the ending"));
                places.insert("ending");
            }
        }
    }
    assert!(1000 < looked);
    assert_eq!(places.into_iter().collect::<Vec<_>>(), ["ending", "ordering", "unsealed"]);
}

/// What the screen of the ending may not say: what a seat did not know when it was over, apart from what the ending itself
/// tells.
fn unsaid(desk: &Desk, seat: usize) -> Vec<String> {
    let session = desk.state().session.as_ref().expect("it was played");
    let scenario = session.scenario();
    let actor = if seat == 0 { Actor::First } else { Actor::Second };
    let whole = session.table().expect("the table of the one who looked last").clone();
    assert_eq!(whole.seat, actor.index());
    let ending = session.ended().map(|at| format!("{:?}", scenario.endings[at].text)).unwrap_or_default();
    forbidden(desk, &whole).into_iter().filter(|name| !ending.contains(name.as_str())).collect()
}

#[test]
fn the_staff_is_told_nothing_that_its_seat_may_not_know() {
    for seat in [0, 1] {
        let mut desk = desk(alone(seat), 5, ROOM);
        for turn in 0..4 {
            past_moments(&mut desk);
            let hidden = forbidden(&desk, &table(&desk));
            take_up(&mut desk, Paper::Advisers);
            desk.state_mut().act(Intent::AskStaff);
            for _ in 0..4_000 {
                desk.run_steps(1);
                if desk.state().session.as_ref().and_then(|session| session.staff()).is_some_and(|of| 0 < of.imagined())
                {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            settle(&mut desk);
            unfold(&mut desk);
            assert!(says(&spoken(&desk), "imagined crises for each move"));
            look(&desk, &hidden, &format!("seat {seat}, turn {turn}, the staff"));
            take_up(&mut desk, Paper::Decision);
            turn_by_keyboard(&mut desk, Some(Key::Num1));
            press(&mut desk, Modifiers::COMMAND, Key::Enter);
        }
    }
}
