//! The table: everything that a person sees while a crisis is being played.

mod state;

pub use state::{PAPERS, Paper, State};

use brinkmanship::{crisis::Act, language::plain, report::table::Table};
use egui::{Rect, Shape, Ui, UiBuilder, pos2};

use super::briefing;
use crate::{
    game::Game,
    intent::Intent,
    keys, map,
    panels::{
        advisers, aims, brief, decision, desks, digest, dispatches, estimates, handover, header, ladder, lines,
        moments::{self, Told},
        seal, talks, tracks, unsealed,
    },
    session::{Phase, Session},
    settings::Settings,
    theme::{Theme, space},
};

/// From this width in points on, the ladder and the map lie beside the papers.
const WIDE: f32 = 1000.0;
/// From this height in points on.
const TALL: f32 = 560.0;

/// Shows it.
pub fn show(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    let theme = game.theme();
    let hints = keys::ACTIONS.iter().map(|action| (action.id, keys::hint(game, action.id))).collect();
    // Where there is a coach, it says how a turn goes.
    let coached = game.memory.coach.is_some();
    let state = &mut game.memory.table;
    state.hints = hints;
    state.map_rect = None;
    let Some(session) = &game.session else {
        ui.painter().rect_filled(ui.max_rect(), 0, theme.palette.table);
        state.asked.clear();
        return;
    };
    let phase = session.phase();
    let now = (phase, session.played());
    if state.of != Some(now) {
        let first = !coached && !state.shown && session.played() <= session.scenario().prologue.into();
        state.fresh();
        state.of = Some(now);
        state.first |= first;
        state.shown = true;
        if game.settings.all_desks && !coached && matches!(phase, Phase::Ordering(_)) {
            state.home = Paper::Desks;
            state.paper = Paper::Desks;
        }
    }
    if let Phase::HandOver(actor) = phase {
        ui.painter().rect_filled(ui.max_rect(), 0, theme.palette.table);
        let data = &session.scenario().actors[actor.index()];
        let key = state.hint("seal");
        if std::mem::take(&mut state.asked).contains(&"seal") {
            out.push(Intent::TakeSeat);
        }
        within(ui, "handover", ui.max_rect().shrink(space::LARGE), |ui| {
            handover::handover(ui, &theme, (actor.index(), &data.name, &data.decider), &key, out);
        });
        return;
    }
    if phase == Phase::Waiting {
        ui.painter().rect_filled(ui.max_rect(), 0, theme.palette.table);
        state.asked.clear();
        within(ui, "waiting", ui.max_rect().shrink(space::LARGE), |ui| handover::waiting(ui, &theme));
        return;
    }
    let Some(table) = session.table() else { return };
    let seat = table.seat.min(1);
    if session.hot_seat() && session.unordered() && matches!(phase, Phase::Ordering(_)) && !state.briefed[seat] {
        // Who shares a screen is briefed once alone with it.
        let settled = briefing::Settled::begun(session, seat);
        let sealed = std::mem::take(&mut state.asked).contains(&"seal");
        let next = briefing::show(ui, &theme, session.scenario(), table, settled);
        state.briefed[seat] = sealed || next == briefing::Next::Begin;
        return;
    }
    if !coached {
        clock(ui, table, state, &game.settings, phase, out);
    }
    // A moment is staged as the orders are unsealed that brought it about, or as the turn opens that has to answer it.
    let told = if state.told == Some((table.seat, session.played())) {
        Told::Report
    } else if session.opens_after_prologue() {
        Told::Prologue
    } else {
        Told::Nothing
    };
    let all = moments::staged(table, phase, told);
    act(table, state, (phase, all.len()), out);
    if let Some(moment) = all.get(state.staged) {
        ui.painter().rect_filled(ui.max_rect(), 0, theme.palette.table);
        let time = ui.input(|input| input.time);
        let since = time - *state.moment_since.get_or_insert(time);
        if moments::moment(ui, &theme, moment, (state.staged, all.len()), since) {
            state.staged += 1;
            state.moment_since = None;
        }
        return;
    }
    if matches!(phase, Phase::Unsealed(_)) {
        state.told = Some((table.seat, session.played()));
    }
    check_draft(session, state);
    state.staff = staff(ui, session);
    state.numbered = numbered(table, state);
    lay(ui, &theme, (table, phase), state, &game.settings, out);
    if let (Some(sheet), Some(hole)) = (&table.map, state.map_rect)
        && let Some(opened) = map::table(ui, &theme, (&mut game.maps, &mut game.picture), sheet, state.theatre, hole)
    {
        state.theatre = opened;
    }
}

/// What the staff has said so far; it is looked at again while it works.
fn staff(ui: &Ui, session: &Session) -> estimates::Staff {
    let forecast = session.forecast();
    let Some(asked) = session.staff() else { return estimates::Staff { forecast, ..estimates::Staff::default() } };
    let done = asked.is_done();
    if !done {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(300));
    }
    estimates::Staff { asked: true, sheet: asked.sheet(), imagined: asked.imagined(), done, forecast }
}

/// Says whether the offer that is being composed could be ordered as it stands.
fn check_draft(session: &Session, state: &mut State) {
    if let Some(draft) = &mut state.compose {
        draft.refused = session.refusal(draft.act());
    }
}

/// The longest time between two frames at the table, in seconds: what is longer was spent elsewhere.
const AWAY: f64 = 5.0;

/// The time left of the turn, for those who want it short. When it is up, what is chosen by then is sealed, unless
/// something must still be ordered. It stands still while one is away from the table.
fn clock(ui: &Ui, table: &Table, state: &mut State, settings: &Settings, phase: Phase, out: &mut Vec<Intent>) {
    state.time_left = None;
    if settings.turn_minutes == 0 || !matches!(phase, Phase::Ordering(_)) {
        return;
    }
    let now = ui.input(|input| input.time);
    let passed = state.spent.1.map_or(0.0, |last| now - last);
    state.spent = (state.spent.0 + if passed < AWAY { passed } else { 0.0 }, Some(now));
    let left = f64::from(settings.turn_minutes) * 60.0 - state.spent.0;
    ui.ctx().request_repaint_after(std::time::Duration::from_secs(1));
    state.time_left = Some(if left <= 0.0 {
        if table.unsendable.is_none() {
            out.push(Intent::Seal);
        }
        (tr!("is up").to_owned(), true)
    } else {
        let (minutes, seconds) = ((left / 60.0).floor(), (left % 60.0).floor());
        (tr!("{minutes:.0}:{seconds:02.0} left", minutes, seconds), left < 60.0)
    });
}

/// The acts that the number keys choose on the paper that lies on top.
fn numbered(table: &Table, state: &State) -> Vec<Act> {
    let acts: Vec<Act> = match state.paper {
        Paper::Decision => {
            let main = decision::shown(table).into_iter().map(|(_, card)| card);
            main.chain(decision::suggested(table)).map(|card| card.act).collect()
        }
        Paper::Desks => {
            let desk = table.desks.get(state.desk());
            desk.map_or_else(Vec::new, |desk| desks::open(desk)).into_iter().map(|card| card.act).collect()
        }
        Paper::Talks if state.compose.is_none() => {
            table.talks.offers.iter().flat_map(|offer| offer.answers.iter().map(|(act, _)| *act)).collect()
        }
        Paper::Talks
        | Paper::Lines
        | Paper::Tracks
        | Paper::Advisers
        | Paper::Dispatches
        | Paper::Aims
        | Paper::Words
        | Paper::Ladder
        | Paper::Map => Vec::new(),
    };
    acts.into_iter().take(keys::CARDS.len()).collect()
}

/// Acts on the keys that were pressed; so many moments are to be staged.
fn act(table: &Table, state: &mut State, (phase, staged): (Phase, usize), out: &mut Vec<Intent>) {
    for asked in std::mem::take(&mut state.asked) {
        if let Some((paper, ..)) = PAPERS.iter().find(|(_, _, id, _)| *id == asked) {
            if !matches!(state.paper, Paper::Ladder | Paper::Map) {
                state.under = state.paper;
            }
            state.paper = *paper;
        } else if let Some(at) = keys::CARDS.iter().position(|id| *id == asked) {
            let Some(act) = state.numbered.get(at).filter(|_| matches!(phase, Phase::Ordering(_))) else { continue };
            let chosen = table.card(*act).is_some_and(|card| card.chosen);
            out.push(if chosen { Intent::Drop(*act) } else { Intent::Choose(*act) });
        } else if asked == "seal" {
            match phase {
                _ if state.staged < staged => {
                    state.staged += 1;
                    state.moment_since = None;
                }
                Phase::Ordering(_) if table.chosen.is_empty() && !state.passing => state.passing = true,
                Phase::Ordering(_) => out.push(Intent::Seal),
                Phase::Unsealed(_) => out.push(Intent::GoOn),
                Phase::HandOver(_) | Phase::Waiting | Phase::Over => {}
            }
        }
    }
}

/// Lays the papers out: beside the map and the ladder where there is room, else one at a time.
fn lay(
    ui: &mut Ui,
    theme: &Theme,
    (table, phase): (&Table, Phase),
    state: &mut State,
    settings: &Settings,
    out: &mut Vec<Intent>,
) {
    let whole = ui.max_rect();
    let ground = ui.painter().add(Shape::Noop);
    let wide = WIDE <= whole.width() && TALL <= whole.height();
    state.low = !wide && whole.height() < TALL;
    let edge = if wide { space::MEDIUM } else { space::SMALL };
    let one_row = if wide {
        62.0
    } else if state.low {
        36.0
    } else {
        66.0
    };
    let strip = header::strip(ui, theme, table, state, (wide, whole.width() - 2.0 * edge));
    let head = Rect::from_min_max(whole.min, pos2(whole.right(), whole.top() + one_row + strip.more));
    let inner = head.shrink2(egui::vec2(edge, 6.0));
    within(ui, "head", inner, |ui| header::header(ui, theme, table, state, (wide, &strip), out));
    ui.painter().hline(head.x_range(), head.bottom(), egui::Stroke::new(1.0, theme.palette.rule));
    let body = Rect::from_min_max(pos2(whole.left() + edge, head.bottom() + edge), whole.max - egui::vec2(edge, edge));
    if wide {
        let side = 212.0;
        // A report has more room where no map lies beside it; what moved then stands there in figures.
        let report = table.map.is_none() && matches!(phase, Phase::Unsealed(_));
        let paper =
            ((body.width() - side) * if report { 0.62 } else { 0.5 }).clamp(460.0, if report { 960.0 } else { 720.0 });
        let left = Rect::from_min_max(body.min, pos2(body.left() + side, body.bottom()));
        let right = Rect::from_min_max(pos2(body.right() - paper, body.top()), body.max);
        let centre =
            Rect::from_min_max(pos2(left.right() + edge, body.top()), pos2(right.left() - edge, body.bottom()));
        if matches!(state.paper, Paper::Ladder | Paper::Map) {
            state.paper = state.under;
        }
        within(ui, "centre", centre, |ui| middle(ui, theme, (table, phase), state, settings.text_speed));
        within(ui, "paper", right, |ui| sheet(ui, theme, (table, phase), state, settings, (true, out)));
        // The explanation gets the room that its words took a moment ago.
        let id = egui::Id::new("rung told");
        let high = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(196.0).clamp(120.0, body.height() * 0.45);
        let told = pos2(left.left(), left.bottom() - high);
        let rungs = Rect::from_min_max(left.min, pos2(left.right(), told.y - space::SMALL));
        within(ui, "ladder", rungs, |ui| {
            let room = ui.available_height();
            scroll(ui, theme, "ladder", |ui| ladder::ladder(ui, theme, table, state, Some(room)));
        });
        ui.painter().hline(left.x_range(), told.y - 4.0, egui::Stroke::new(1.0, theme.palette.rule));
        within(ui, "rung", Rect::from_min_max(told, left.max), |ui| {
            let mut used = high;
            scroll(ui, theme, "rung", |ui| {
                ladder::explain(ui, theme, table, state);
                used = ui.min_rect().height() + space::SMALL;
            });
            // It only grows, so that the ladder does not move under the pointer.
            if high + 0.5 < used {
                ui.data_mut(|data| data.insert_temp(id, used));
                ui.ctx().request_repaint();
            }
        });
    } else {
        within(ui, "paper", body, |ui| sheet(ui, theme, (table, phase), state, settings, (false, out)));
    }
    let around = state.map_rect.map_or_else(|| vec![whole], |hole| frame_around(whole, hole));
    let colour = theme.palette.table;
    let fills = around.into_iter().map(|rect| Shape::rect_filled(rect, 0, colour)).collect();
    ui.painter().set(ground, Shape::Vec(fills));
    if let Some(hole) = state.map_rect {
        let stroke = egui::Stroke::new(1.0, theme.palette.rule);
        ui.painter().rect_stroke(hole, 0, stroke, egui::StrokeKind::Outside);
    }
}

/// What lies around a hole: four rectangles.
fn frame_around(whole: Rect, hole: Rect) -> Vec<Rect> {
    vec![
        Rect::from_min_max(whole.min, pos2(whole.right(), hole.top())),
        Rect::from_min_max(pos2(whole.left(), hole.bottom()), whole.max),
        Rect::from_min_max(pos2(whole.left(), hole.top()), hole.left_bottom()),
        Rect::from_min_max(hole.right_top(), pos2(whole.right(), hole.bottom())),
    ]
}

/// Shows something in a place of its own.
fn within(ui: &mut Ui, id: &str, rect: Rect, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().id(egui::Id::new(("table", id))).max_rect(rect), |ui| {
        ui.set_clip_rect(rect.expand(4.0).intersect(ui.clip_rect()));
        add(ui);
    });
}

/// Shows something that may be longer than its place.
fn scroll(ui: &mut Ui, theme: &Theme, id: &str, add: impl FnOnce(&mut Ui)) {
    egui::ScrollArea::vertical().id_salt(id).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 4.0);
        add(ui);
        theme.follow_focus(ui);
    });
}

/// The headline and the briefing over the map.
fn middle(
    ui: &mut Ui,
    theme: &Theme,
    (table, phase): (&Table, Phase),
    state: &mut State,
    speed: crate::settings::TextSpeed,
) {
    let whole = ui.max_rect();
    if matches!(phase, Phase::Ordering(_)) {
        // The map makes room for a long briefing; where there is none, the briefing has its place too, and the tracks stand
        // under it.
        let most = if table.map.is_some() { whole.height() * 0.7 } else { whole.height() - 40.0 };
        let shrinks = [false, table.map.is_some()];
        theme.sheet().show(ui, |ui| {
            egui::ScrollArea::vertical().id_salt("brief").max_height(most).auto_shrink(shrinks).show(ui, |ui| {
                brief::brief(ui, theme, table, state, speed);
                if table.map.is_none() {
                    ui.add_space(space::MEDIUM);
                    theme.rule(ui);
                    ui.add_space(space::SMALL);
                    tracks::tracks(ui, theme, table, state);
                }
                theme.follow_focus(ui);
            });
        });
    }
    if table.map.is_none() && matches!(phase, Phase::Unsealed(_)) && state.paper != Paper::Tracks {
        theme.sheet().show(ui, |ui| {
            scroll(ui, theme, "figures", |ui| {
                theme.label(ui, tr!("The figures"));
                ui.add_space(space::TIGHT);
                tracks::tracks(ui, theme, table, state);
            });
        });
    }
    ui.add_space(space::TIGHT);
    let rest = ui.available_rect_before_wrap();
    chart(ui, theme, table, state, rest);
}

/// The tabs of the theatres, and under them the place where the map shows through.
fn chart(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, rest: Rect) {
    let Some(sheet) = &table.map else { return };
    map::theatres(ui, theme, sheet, &mut state.theatre);
    let hole = Rect::from_min_max(pos2(rest.left(), ui.cursor().top()), rest.max);
    if 40.0 < hole.height() {
        ui.allocate_rect(hole, egui::Sense::hover());
        state.map_rect = Some(hole);
    }
}

/// The sheet with the papers: tabs, the paper on top, and the order at its foot.
fn sheet(
    ui: &mut Ui,
    theme: &Theme,
    (table, phase): (&Table, Phase),
    state: &mut State,
    settings: &Settings,
    (wide, out): (bool, &mut Vec<Intent>),
) {
    let whole = ui.max_rect();
    let see_through = !wide && state.paper == Paper::Map && table.map.is_some();
    if !see_through {
        let stroke = egui::Stroke::new(1.0, theme.palette.rule);
        ui.painter().rect(whole, 3, theme.palette.paper, stroke, egui::StrokeKind::Inside);
    }
    let margin = if wide { space::MEDIUM } else { space::SMALL };
    let inner = whole.shrink2(egui::vec2(margin, space::SMALL));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        // Folds and links stand close; what is pressed most says its own height.
        ui.spacing_mut().interact_size.y = 22.0;
        tabs(ui, theme, table, phase, state, wide);
        let top = ui.cursor().top() + space::TIGHT;
        // The foot is as high as it was a moment ago: it is laid out before what scrolls above it.
        let id = egui::Id::new("table foot");
        let high = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(64.0);
        let foot = Rect::from_min_max(pos2(inner.left(), inner.bottom() - high), inner.max);
        let place = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), foot.top() - space::SMALL));
        within(ui, "paper on top", place, |ui| {
            if see_through {
                chart(ui, theme, table, state, place);
            } else {
                // Another turn is another paper, and begins at its top.
                let paper = format!("{:?} {:?}", state.paper, state.of);
                scroll(ui, theme, &paper, |ui| {
                    paper_on_top(ui, theme, (table, phase), state, settings, (wide, out));
                    theme.turn_by_keys(ui);
                });
            }
        });
        ui.painter().hline(inner.x_range(), foot.top() - 2.0, egui::Stroke::new(1.0, theme.palette.rule));
        let mut used = high;
        within(ui, "foot", foot.translate(egui::vec2(0.0, 4.0)), |ui| {
            ui.spacing_mut().item_spacing.y = space::TIGHT;
            ui.spacing_mut().interact_size.y = 22.0;
            ui.set_clip_rect(whole);
            match phase {
                Phase::Unsealed(_) => on(ui, theme, state, out),
                Phase::Ordering(_) | Phase::HandOver(_) | Phase::Waiting | Phase::Over => {
                    seal::seal(ui, theme, table, state, out)
                }
            }
            used = ui.min_rect().height() + 4.0;
        });
        if 0.5 < (used - high).abs() {
            ui.data_mut(|data| data.insert_temp(id, used));
            ui.ctx().request_repaint();
        }
    });
}

/// The button that goes on after the unsealing.
fn on(ui: &mut Ui, theme: &Theme, state: &State, out: &mut Vec<Intent>) {
    ui.horizontal_wrapped(|ui| {
        let on = theme.primary(ui, tr!("Go on"));
        handover::focus(ui, &on);
        theme.small(ui, &tr!("Enter, or {hint}", hint = state.hint("seal")));
        if on.clicked() {
            out.push(Intent::GoOn);
        }
    });
}

fn tabs(ui: &mut Ui, theme: &Theme, table: &Table, phase: Phase, state: &mut State, wide: bool) {
    let row = |ui: &mut Ui, state: &mut State| {
        ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
        let low = state.low;
        // Where there is little height, one row: the first papers, the one on top, and a list of the rest.
        let first =
            |paper: &Paper| !low || matches!(paper, Paper::Decision | Paper::Desks | Paper::Talks | Paper::Lines);
        for (paper, name, id, elsewhere) in PAPERS {
            let name = plain(name);
            if wide && *elsewhere || !(first(paper) || state.paper == *paper) {
                continue;
            }
            let unsealed = matches!(phase, Phase::Unsealed(_));
            let name = match paper {
                Paper::Decision if unsealed => tr!("Unsealed").to_owned(),
                Paper::Talks => match table.talks.offers.iter().filter(|offer| offer.counterable).count() {
                    0 => name.to_owned(),
                    count => format!("{name} ({count})"),
                },
                _ => name.to_owned(),
            };
            if unsealed && matches!(paper, Paper::Desks | Paper::Advisers) {
                continue;
            }
            let key = if low { String::new() } else { state.hint(id) };
            if theme.tab(ui, &name, state.paper == *paper, &key).clicked() {
                state.paper = *paper;
            }
        }
        if low {
            let menu = ui.menu_button(tr!("More"), |ui| {
                ui.set_min_width(150.0);
                for (paper, name, id, _) in PAPERS.iter().filter(|(paper, ..)| !first(paper)) {
                    if theme.tab(ui, plain(name), state.paper == *paper, &state.hint(id)).clicked() {
                        state.paper = *paper;
                        ui.close();
                    }
                }
            });
            menu.response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, tr!("More papers")));
        }
    };
    ui.horizontal_wrapped(|ui| row(ui, state));
}

/// Where there is little height: the briefing first, and the decision beside it, so that both are seen as a turn opens.
fn beside(
    ui: &mut Ui,
    theme: &Theme,
    table: &Table,
    state: &mut State,
    speed: crate::settings::TextSpeed,
    out: &mut Vec<Intent>,
) {
    let gap = space::MEDIUM;
    let room = ui.available_width() - gap;
    let brief = room * 0.42;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (width, first) in [(brief, true), (room - brief, false)] {
            ui.allocate_ui_with_layout(egui::vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.spacing_mut().item_spacing = egui::Vec2::splat(space::SMALL);
                ui.set_width(width);
                if first {
                    brief::brief(ui, theme, table, state, speed);
                    ladder::strip(ui, theme, table);
                } else {
                    decision::decision(ui, theme, table, state, out);
                }
            });
        }
    });
}

fn paper_on_top(
    ui: &mut Ui,
    theme: &Theme,
    (table, phase): (&Table, Phase),
    state: &mut State,
    settings: &Settings,
    (wide, out): (bool, &mut Vec<Intent>),
) {
    match (state.paper, phase) {
        (Paper::Decision, Phase::Unsealed(_)) => unsealed::unsealed(ui, theme, table, state),
        (Paper::Decision, Phase::Ordering(_) | Phase::HandOver(_) | Phase::Waiting | Phase::Over) => {
            if state.low {
                beside(ui, theme, table, state, settings.text_speed, out);
                return;
            }
            if !wide && !table.chosen.is_empty() {
                // Once one has chosen, the briefing makes room.
                theme.headline(ui, &table.headline);
            } else if !wide {
                brief::brief(ui, theme, table, state, settings.text_speed);
                ladder::strip(ui, theme, table);
                ui.add_space(space::SMALL);
            }
            decision::decision(ui, theme, table, state, out);
        }
        (Paper::Desks, _) => desks::desks(ui, theme, table, state, out),
        (Paper::Talks, _) => talks::talks(ui, theme, table, state, out),
        (Paper::Lines, _) => lines::lines(ui, theme, table),
        (Paper::Tracks, _) => tracks::tracks(ui, theme, table, state),
        (Paper::Advisers, _) => {
            advisers::advisers(ui, theme, table, state);
            if let Phase::Ordering(_) = phase {
                estimates::estimates(ui, theme, table, state, settings.estimates, out);
            }
        }
        (Paper::Dispatches, _) => dispatches::dispatches(ui, theme, table, state),
        (Paper::Aims, _) => aims::aims(ui, theme, table),
        (Paper::Words, _) => digest::digest(ui, theme, table, state),
        (Paper::Ladder, _) => ladder::ladder(ui, theme, table, state, None),
        (Paper::Map, _) => {
            theme.body(ui, tr!("This crisis has no map."));
        }
    }
}
