//! The table: everything on it has a name, it can be played by keyboard alone, and it shows no seat what it may not know.

use std::collections::BTreeSet;

use brinkmanship::{
    policy::Simple,
    report::table::{Card, Table},
    scenario::model::Actor,
};
use egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

use crate::{
    game::{Game, Places},
    intent::{Intent, Screen},
    screens::table::{PAPERS, Paper},
    seat::Seat,
    session::{Begin, Phase},
    shared::library::Library,
};

pub(super) type Desk = Harness<'static, Game>;

/// The game on cuba-1962, in a window of some size.
pub(super) fn desk(seats: [Seat; 2], seed: u64, size: (f32, f32)) -> Desk {
    let mut game = Game::new(Library::new(None), Places::default());
    game.settings.reduced_motion = true;
    let at = game.shelf.of("cuba-1962").expect("it comes with the program");
    let begin = Begin {
        seats,
        setup: brinkmanship::crisis::Setup::default(),
        seed,
        prologue: true,
        from_turn: 0,
        forced: None,
        premise: Default::default(),
        names: crate::shared::library::Names::Real,
    };
    game.act(Intent::Begin(at, Box::new(begin)));
    let mut desk = Harness::builder()
        .with_size(egui::Vec2::new(size.0, size.1))
        .with_max_steps(12)
        .build_ui_state(|ui, game: &mut Game| game.show(ui), game);
    settle(&mut desk);
    desk
}

pub(super) fn alone(seat: usize) -> [Seat; 2] {
    let mut seats = [Seat::Policy(Simple::Historical); 2];
    seats[seat] = Seat::Human;
    seats
}

pub(super) const ROOM: (f32, f32) = (1280.0, 800.0);

pub(super) fn settle(desk: &mut Desk) {
    desk.run_steps(2);
}

pub(super) fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.key_press_modifiers(modifiers, key);
    settle(desk);
}

/// Every name, text and value in the accessibility tree.
pub(super) fn spoken(desk: &Desk) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for node in desk.root().children_recursive() {
        let node = node.accesskit_node();
        said.extend(node.label());
        said.extend(node.value());
    }
    said
}

pub(super) fn says(said: &BTreeSet<String>, text: &str) -> bool {
    said.iter().any(|one| one.contains(text))
}

pub(super) fn table(desk: &Desk) -> Table {
    desk.state().session.as_ref().and_then(|session| session.table()).expect("a seat is at the table").clone()
}

pub(super) fn phase(desk: &Desk) -> Phase {
    desk.state().session.as_ref().expect("a crisis is at the table").phase()
}

pub(super) fn take_up(desk: &mut Desk, paper: Paper) {
    desk.state_mut().memory.table.paper = paper;
    settle(desk);
}

/// Reads the briefing of a shared screen, and dismisses the moments that are staged, by Enter.
pub(super) fn past_moments(desk: &mut Desk) {
    if desk.query_by_label("Begin").is_some() {
        press(desk, Modifiers::COMMAND, Key::Enter);
    }
    for _ in 0..8 {
        if desk.query_by_label_contains("A moment").is_none() {
            return;
        }
        press(desk, Modifiers::NONE, Key::Enter);
    }
}

/// Plays one turn by keyboard: a card, the seal, and on.
pub(super) fn turn_by_keyboard(desk: &mut Desk, card: Option<Key>) {
    past_moments(desk);
    if let Some(key) = card {
        press(desk, Modifiers::NONE, key);
    }
    press(desk, Modifiers::COMMAND, Key::Enter);
    if matches!(phase(desk), Phase::Ordering(_)) {
        // Nothing could be ordered, so letting the turn pass is asked once more.
        press(desk, Modifiers::COMMAND, Key::Enter);
    }
    // What came of it may be a moment, before the report.
    past_moments(desk);
}

#[test]
fn every_card_and_every_reason_of_refusal_has_a_name() {
    for seat in [0, 1] {
        let mut desk = desk(alone(seat), 3, ROOM);
        past_moments(&mut desk);
        let whole = table(&desk);
        take_up(&mut desk, Paper::Desks);
        for (at, of) in whole.desks.iter().enumerate() {
            desk.state_mut().memory.table.desk = Some(at);
            settle(&mut desk);
            let said = spoken(&desk);
            assert!(says(&said, &of.title), "{}", of.title);
            for card in &of.cards {
                let name =
                    |card: &Card| said.iter().find(|one| one.contains(&card.title) && one.contains(card.slope.words()));
                let name = name(card).unwrap_or_else(|| panic!("no card {}", card.title));
                for (track, by) in &card.costs {
                    assert!(name.contains(&format!("{track} {}", crate::panels::cards::signed(*by))), "{name}");
                }
                if let Some(why) = &card.refused {
                    assert!(name.contains(why.as_str()), "{name} without {why}");
                }
            }
        }
    }
}

#[test]
fn every_paper_says_what_is_on_it() {
    let mut desk = desk(alone(0), 3, ROOM);
    past_moments(&mut desk);
    let whole = table(&desk);
    let said = spoken(&desk);
    assert!(says(&said, &whole.headline) && says(&said, &whole.briefing) && says(&said, &whole.date));
    for rung in whole.ladders.iter().flat_map(|ladder| &ladder.rungs) {
        let named = said.iter().any(|one| one.contains(&rung.name) && one.contains(&rung.catastrophe));
        assert!(named, "no hazard at {}", rung.name);
    }
    let check = |desk: &mut Desk, paper, wanted: Vec<String>| {
        take_up(desk, paper);
        let said = spoken(desk);
        for text in wanted {
            assert!(says(&said, &text), "{paper:?} does not say {text}");
        }
    };
    let lines = whole.lines.iter().flat_map(|line| [line.text.clone(), line.words.to_owned(), line.deeds.to_owned()]);
    check(&mut desk, Paper::Lines, lines.collect());
    let tracks = whole.tracks.iter().map(|track| format!("{}: {}", track.name, crate::panels::tracks::value(track)));
    check(&mut desk, Paper::Tracks, tracks.collect());
    check(&mut desk, Paper::Aims, whole.aims.iter().map(|aim| aim.title.clone()).collect());
    let map = whole.map.iter().flat_map(|map| map.items.iter().map(|item| item.digest.clone()));
    check(&mut desk, Paper::Words, map.collect());
    check(&mut desk, Paper::Dispatches, whole.dispatches.iter().map(|one| one.text.clone()).collect());
}

#[test]
fn everything_that_can_be_pressed_has_a_name() {
    for size in [ROOM, (640.0, 400.0)] {
        let mut desk = desk(alone(1), 5, size);
        past_moments(&mut desk);
        for (paper, ..) in PAPERS {
            take_up(&mut desk, *paper);
            for node in desk.root().children_recursive() {
                let node = node.accesskit_node();
                // Scroll bars have no names; what they scroll is reached without them.
                if node.role() == egui::accesskit::Role::ScrollBar {
                    continue;
                }
                let pressed = node.data().supports_action(egui::accesskit::Action::Click);
                let named = node.label().is_some_and(|label| !label.trim().is_empty());
                assert!(!pressed || named || node.value().is_some(), "{paper:?}: a {:?} has no name", node.role());
            }
        }
    }
}

#[test]
fn the_advisers_are_heard_only_when_asked() {
    let mut desk = desk(alone(0), 3, ROOM);
    past_moments(&mut desk);
    let whole = table(&desk);
    let voices: Vec<String> =
        whole.desks.iter().flat_map(|desk| desk.open()).flat_map(|card| card.advocates.clone()).collect();
    assert!(!voices.is_empty());
    for paper in [Paper::Decision, Paper::Desks, Paper::Advisers] {
        take_up(&mut desk, paper);
        let said = spoken(&desk);
        assert!(voices.iter().all(|voice| !said.contains(voice)), "{paper:?}");
    }
    desk.get_by_label("Hear them").click_accesskit();
    settle(&mut desk);
    let said = spoken(&desk);
    assert!(voices.iter().all(|voice| said.contains(voice)));
}

#[test]
fn a_card_and_the_seal_by_keyboard_play_a_turn() {
    let mut desk = desk(alone(0), 7, ROOM);
    past_moments(&mut desk);
    let before = table(&desk).turn;
    press(&mut desk, Modifiers::NONE, Key::Num1);
    let chosen = table(&desk).chosen;
    assert_eq!(chosen.len(), 1);
    assert!(says(&spoken(&desk), "Seal the order"));
    press(&mut desk, Modifiers::NONE, Key::Num1);
    assert!(table(&desk).chosen.is_empty(), "the same key puts it back");
    press(&mut desk, Modifiers::NONE, Key::Num1);
    press(&mut desk, Modifiers::COMMAND, Key::Enter);
    past_moments(&mut desk);
    assert_eq!(phase(&desk), Phase::Unsealed(Actor::First));
    let unsealed = table(&desk);
    assert_eq!(unsealed.turn, before + 1);
    let said = spoken(&desk);
    for text in unsealed.headlines.they.iter().chain([&unsealed.headlines.yours, &unsealed.headlines.danger]) {
        assert!(says(&said, text), "{text}");
    }
    press(&mut desk, Modifiers::NONE, Key::Enter);
    assert_eq!(phase(&desk), Phase::Ordering(Actor::First), "Enter goes on");
}

#[test]
fn a_crossing_is_staged_as_the_orders_are_unsealed_and_not_again() {
    let mut desk = desk(alone(0), 7, ROOM);
    let mut staged = 0;
    for _ in 0..12 {
        if desk.state().screen != Screen::Table {
            break;
        }
        press(&mut desk, Modifiers::NONE, Key::Num3);
        press(&mut desk, Modifiers::COMMAND, Key::Enter);
        if matches!(phase(&desk), Phase::Ordering(_)) {
            press(&mut desk, Modifiers::COMMAND, Key::Enter);
        }
        assert!(matches!(phase(&desk), Phase::Unsealed(_)));
        let crossed = |moment: &brinkmanship::report::table::Moment| {
            matches!(moment.kind, brinkmanship::report::table::MomentKind::LineCrossed)
        };
        let crossed = table(&desk).moments.iter().any(crossed);
        assert!(!crossed || says(&spoken(&desk), "Your red line is crossed"));
        staged += u32::from(crossed);
        past_moments(&mut desk);
        assert!(says(&spoken(&desk), "THE ORDERS ARE UNSEALED"));
        press(&mut desk, Modifiers::COMMAND, Key::Enter);
        if matches!(phase(&desk), Phase::Ordering(_)) && desk.query_by_label_contains("A moment").is_some() {
            // What is staged as a turn opens waits for an answer.
            assert!(says(&spoken(&desk), "An incident") || says(&spoken(&desk), "The last chance"));
        }
        past_moments(&mut desk);
    }
    assert!(0 < staged, "the photographs cross a line");
}

#[test]
fn slow_letters_hold_nothing_up() {
    let mut desk = desk(alone(0), 7, ROOM);
    desk.state_mut().settings.reduced_motion = false;
    desk.state_mut().settings.text_speed = crate::settings::TextSpeed::Slow;
    past_moments(&mut desk);
    desk.state_mut().memory.table.brief_read = false;
    desk.state_mut().memory.table.brief_since = None;
    settle(&mut desk);
    assert!(says(&spoken(&desk), &table(&desk).briefing), "a screen reader has it whole");
    press(&mut desk, Modifiers::NONE, Key::Num1);
    assert_eq!(table(&desk).chosen.len(), 1);
    assert!(!desk.state().memory.table.brief_read, "it is still appearing");
}

#[test]
fn when_the_time_is_up_what_is_chosen_by_then_is_sealed() {
    let mut desk = desk(alone(0), 7, ROOM);
    desk.state_mut().settings.turn_minutes = 1;
    past_moments(&mut desk);
    settle(&mut desk);
    assert!(says(&spoken(&desk), " left"));
    press(&mut desk, Modifiers::NONE, Key::Num1);
    let chosen: Vec<String> = table(&desk).chosen.into_iter().map(|(_, text)| text).collect();
    assert_eq!(chosen.len(), 1);
    // A step is a quarter of a second.
    desk.run_steps(300);
    assert_eq!(phase(&desk), Phase::Unsealed(Actor::First));
    assert!(!table(&desk).headlines.you.is_empty(), "{chosen:?} was sealed");
}

#[test]
fn a_turn_opens_with_all_desks_where_that_is_set() {
    let mut desk = desk(alone(0), 7, ROOM);
    desk.state_mut().settings.all_desks = true;
    past_moments(&mut desk);
    turn_by_keyboard(&mut desk, Some(Key::Num1));
    press(&mut desk, Modifiers::COMMAND, Key::Enter);
    assert!(matches!(phase(&desk), Phase::Ordering(_)));
    settle(&mut desk);
    assert_eq!(desk.state().memory.table.paper, Paper::Desks);
}

#[test]
fn a_notice_at_the_table_lies_on_no_paper() {
    let mut desk = desk(alone(0), 7, ROOM);
    past_moments(&mut desk);
    desk.state_mut().complain("The disk is full.");
    settle(&mut desk);
    let notice = desk.get_by_label_contains("The disk is full").rect();
    let seal = desk.get_by_label_contains("Let the turn pass").rect();
    assert!(seal.bottom() <= notice.top() && notice.bottom() <= ROOM.1, "{seal:?} {notice:?}");
}

#[test]
fn at_twice_the_size_a_turn_opens_with_a_card_in_sight() {
    let mut desk = desk(alone(0), 7, (640.0, 400.0));
    past_moments(&mut desk);
    settle(&mut desk);
    let card = desk.get_by_label_contains("Card 1").rect();
    let foot = desk.get_by_label_contains("Let the turn pass").rect();
    assert!(card.top() + 40.0 < foot.top(), "{card:?} {foot:?}");
}

#[test]
fn what_tab_reaches_at_the_table_is_in_sight() {
    let mut desk = desk(alone(0), 7, (640.0, 400.0));
    past_moments(&mut desk);
    take_up(&mut desk, Paper::Desks);
    for _ in 0..30 {
        desk.key_press(Key::Tab);
        desk.run_steps(4);
        let Some(focused) = desk.root().children_recursive().find(egui_kittest::Node::is_focused) else { continue };
        let rect = focused.rect();
        assert!(rect.top() < 400.0 && 0.0 < rect.bottom(), "{:?} {rect:?}", focused.accesskit_node().label());
    }
}

#[test]
fn passing_is_asked_twice() {
    let mut desk = desk(alone(1), 7, ROOM);
    past_moments(&mut desk);
    if table(&desk).unsendable.is_some() {
        return;
    }
    press(&mut desk, Modifiers::COMMAND, Key::Enter);
    assert!(says(&spoken(&desk), "Order nothing at all?"));
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert!(!says(&spoken(&desk), "Order nothing at all?"));
    assert_eq!(phase(&desk), Phase::Ordering(Actor::Second));
    assert_eq!(desk.state().screen, Screen::Table, "Escape took back the question only");
    turn_by_keyboard(&mut desk, None);
    assert_eq!(phase(&desk), Phase::Unsealed(Actor::Second));
}

#[test]
fn a_whole_crisis_by_keyboard_comes_to_an_end() {
    let mut desk = desk(alone(0), 11, (640.0, 400.0));
    let cards = [Key::Num1, Key::Num2, Key::Num3];
    for turn in 0..60 {
        if desk.state().screen != Screen::Table {
            break;
        }
        turn_by_keyboard(&mut desk, Some(cards[turn % cards.len()]));
        past_moments(&mut desk);
        if matches!(phase(&desk), Phase::Unsealed(_)) {
            press(&mut desk, Modifiers::COMMAND, Key::Enter);
        }
    }
    assert_eq!(desk.state().screen, Screen::Ending);
    assert_eq!(phase(&desk), Phase::Over);
}

#[test]
fn who_shares_a_screen_is_briefed_once_alone_with_it() {
    let mut desk = desk([Seat::Human; 2], 7, ROOM);
    for actor in Actor::BOTH {
        assert_eq!(phase(&desk), Phase::HandOver(actor));
        press(&mut desk, Modifiers::NONE, Key::Enter);
        let seen = spoken(&desk);
        for heading in ["What you want", "What you know", "What you do not know"] {
            assert!(says(&seen, heading), "{actor:?} is not told {heading}");
        }
        let own = table(&desk).aims.first().expect("every seat has an aim").title.clone();
        assert!(says(&seen, &own), "{actor:?}: {own}");
        desk.get_by_label("Begin").click_accesskit();
        settle(&mut desk);
        assert!(desk.query_by_label("Begin").is_none(), "it is briefed once");
        past_moments(&mut desk);
        press(&mut desk, Modifiers::NONE, Key::Num1);
        press(&mut desk, Modifiers::COMMAND, Key::Enter);
    }
}

#[test]
fn of_two_cards_of_the_decision_neither_stands_in_support_as_well() {
    let mut desk = desk(alone(1), 7, ROOM);
    past_moments(&mut desk);
    let main: Vec<_> = crate::panels::decision::shown(&table(&desk)).iter().map(|(_, card)| card.act).collect();
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        press(&mut desk, Modifiers::NONE, key);
    }
    let whole = table(&desk);
    assert!(1 < main.iter().filter(|act| whole.card(**act).is_some_and(|card| card.chosen)).count());
    assert!(crate::panels::decision::suggested(&whole).iter().all(|card| !main.contains(&card.act)));
}

#[test]
fn a_firebreak_lies_above_the_rung_that_names_it_wherever_one_stands() {
    let desk = desk(alone(0), 7, ROOM);
    let mut whole = table(&desk);
    let ladder = &mut whole.ladders[0];
    for own in 0..ladder.rungs.len() {
        ladder.own = own;
        let breaks = ladder.rungs.iter().enumerate().filter(|(_, rung)| rung.threshold.is_some());
        let ahead = breaks.map(|(at, _)| at).find(|at| own <= *at);
        let told = crate::panels::ladder::next(ladder).map(|(_, rungs)| own + rungs);
        assert_eq!(told, ahead, "from rung {own}");
    }
}

#[test]
fn an_offer_is_composed_sent_countered_and_accepted() {
    let mut desk = desk([Seat::Human; 2], 7, ROOM);
    let mut sent = false;
    let mut countered = false;
    for _ in 0..60 {
        match phase(&desk) {
            Phase::HandOver(_) => press(&mut desk, Modifiers::NONE, Key::Enter),
            Phase::Unsealed(_) => press(&mut desk, Modifiers::COMMAND, Key::Enter),
            Phase::Waiting | Phase::Over => break,
            Phase::Ordering(actor) => {
                past_moments(&mut desk);
                take_up(&mut desk, Paper::Talks);
                let whole = table(&desk);
                let theirs = whole.talks.offers.iter().find(|offer| offer.counterable);
                if actor == Actor::First
                    && countered
                    && let Some(offer) = theirs
                {
                    let name = format!("Accept offer {}", offer.letter);
                    desk.get_by_label(&name).click_accesskit();
                    settle(&mut desk);
                    press(&mut desk, Modifiers::COMMAND, Key::Enter);
                    // The other side may first have to look at the turn before, and then to order.
                    let mut agreed = false;
                    for _ in 0..16 {
                        match phase(&desk) {
                            Phase::HandOver(_) => press(&mut desk, Modifiers::NONE, Key::Enter),
                            Phase::Waiting | Phase::Over => break,
                            Phase::Ordering(_) | Phase::Unsealed(_) => {
                                past_moments(&mut desk);
                                press(&mut desk, Modifiers::COMMAND, Key::Enter);
                            }
                        }
                        let seen = matches!(phase(&desk), Phase::Ordering(_) | Phase::Unsealed(_));
                        agreed |= seen && !table(&desk).talks.agreed.is_empty();
                        if agreed {
                            break;
                        }
                    }
                    assert!(agreed, "nothing was agreed");
                    return;
                }
                if actor == Actor::Second
                    && sent
                    && !countered
                    && let Some(offer) = theirs
                {
                    desk.get_by_label(&format!("Counter offer {}", offer.letter)).click_accesskit();
                    settle(&mut desk);
                    let spare = whole
                        .talks
                        .terms
                        .iter()
                        .find(|term| term.refused.is_none() && !offer.legs.iter().any(|leg| leg.term == term.term));
                    let spare = spare.expect("there is more to promise");
                    desk.get_by_label(&format!("{}: in public", spare.title)).click_accesskit();
                    settle(&mut desk);
                    desk.get_by_label("Put it into the order").click_accesskit();
                    settle(&mut desk);
                    countered = !table(&desk).chosen.is_empty();
                    assert!(countered, "{:?}", desk.state().notices);
                }
                let open = whole.talks.desks.iter().any(|way| way.closed.is_none());
                if actor == Actor::First && !sent && open {
                    desk.get_by_label("Compose an offer").click_accesskit();
                    settle(&mut desk);
                    for own in [true, false] {
                        let term = whole.talks.terms.iter().find(|term| term.own == own && term.refused.is_none());
                        let term = term.expect("both sides have something to promise");
                        desk.get_by_label(&format!("{}: in secret", term.title)).click_accesskit();
                        settle(&mut desk);
                    }
                    desk.get_by_label("Put it into the order").click_accesskit();
                    settle(&mut desk);
                    sent = !table(&desk).chosen.is_empty();
                    assert!(sent, "{:?}", desk.state().notices);
                }
                turn_by_keyboard(&mut desk, None);
            }
        }
    }
    panic!("sent: {sent}, countered: {countered}, never accepted");
}

#[test]
fn a_report_opens_at_its_top_however_long_it_is_and_wherever_one_was_before() {
    for size in [(853.0, 533.0), ROOM] {
        let mut desk = desk(alone(0), 7, size);
        let mut long = 0;
        for _ in 0..6 {
            past_moments(&mut desk);
            turn_by_keyboard(&mut desk, Some(Key::Num1));
            // As many frames as a person lets go by before they read.
            desk.run_steps(10);
            if !matches!(phase(&desk), Phase::Unsealed(_)) {
                break;
            }
            let top = desk.get_by_label("THE ORDERS ARE UNSEALED").rect();
            let tab = desk.get_by_label("Unsealed").rect();
            assert!(tab.bottom() <= top.top() && top.top() < tab.bottom() + 60.0, "{size:?}: {tab:?} {top:?}");
            // It is scrolled down before one goes on: the next is another paper.
            press(&mut desk, Modifiers::NONE, Key::PageDown);
            desk.run_steps(10);
            long += u32::from(desk.get_by_label("THE ORDERS ARE UNSEALED").rect().top() < top.top());
            press(&mut desk, Modifiers::COMMAND, Key::Enter);
            desk.run_steps(4);
        }
        assert!(1 < long, "{size:?}: some reports are longer than their place");
    }
}

#[test]
fn a_briefing_comes_before_the_cards_at_every_size() {
    for (width, height) in
        [(1280.0, 800.0), (1920.0, 1080.0), (853.0, 533.0), (1280.0, 720.0), (640.0, 400.0), (960.0, 540.0)]
    {
        let mut desk = desk(alone(0), 7, (width, height));
        past_moments(&mut desk);
        desk.run_steps(6);
        let briefing = table(&desk).briefing;
        let text = desk.get_by_label(&briefing).rect();
        let card = desk.get_by_label_contains("Card 1").rect();
        let before = text.right() <= card.left() || text.bottom() <= card.top();
        assert!(before && text.top() < height / 2.0, "{width} by {height}: {text:?} {card:?}");
    }
}

#[test]
fn what_the_crisis_has_cost_stands_whole_at_the_head() {
    let mut game = Game::new(Library::new(None), Places::default());
    game.settings.reduced_motion = true;
    let at = game.shelf.of("ukraine-2022").expect("it comes with the program");
    let begin = Begin {
        seats: alone(1),
        setup: brinkmanship::crisis::Setup::default(),
        seed: 3,
        prologue: true,
        from_turn: 9,
        forced: None,
        premise: Default::default(),
        names: crate::shared::library::Names::Real,
    };
    game.act(Intent::Begin(at, Box::new(begin)));
    let mut desk = Harness::builder()
        .with_size(egui::Vec2::new(1280.0, 800.0))
        .with_max_steps(12)
        .build_ui_state(|ui, game: &mut Game| game.show(ui), game);
    settle(&mut desk);
    past_moments(&mut desk);
    for (width, height) in
        [(1280.0, 800.0), (1920.0, 1080.0), (853.0, 533.0), (1280.0, 720.0), (640.0, 400.0), (960.0, 540.0)]
    {
        desk.set_size(egui::Vec2::new(width, height));
        desk.run_steps(6);
        let costs: Vec<String> = table(&desk)
            .tracks
            .iter()
            .filter(|track| track.group == brinkmanship::report::table::Group::HumanCost && track.value != 0)
            .map(|track| brinkmanship::scenario::model::figure(track.value))
            .collect();
        assert!(1 < costs.len(), "by then it has cost much");
        let line = desk.root().children_recursive().find(|node| {
            let node = node.accesskit_node();
            let said = node.label().or_else(|| node.value()).unwrap_or_default();
            node.role() == egui::accesskit::Role::Label && costs.iter().all(|cost| said.contains(cost))
        });
        let rect = line.unwrap_or_else(|| panic!("{width} by {height}: no line of human cost")).rect();
        assert!(
            0.0 <= rect.left() && rect.right() <= width && rect.bottom() < height * 0.29,
            "{width} by {height}: {rect:?}"
        );
    }
}
