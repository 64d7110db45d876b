//! What really happened, as a guided film: turn by turn, with the ladder, the map in words, and what tells of it.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use egui::Ui;

use crate::{
    film::{Film, Scene, film},
    game::Game,
    intent::Intent,
    map::{self, Maps},
    theme::{Curve, LOOKING, Mark, Theme, Tone, space},
};

/// What this screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    at: Option<usize>,
    film: Option<Arc<Film>>,
    scene: usize,
    /// The theatre of the map that is looked at.
    theatre: usize,
    /// As which side sees the map.
    side: usize,
    /// Since when this scene has been up, while the film plays.
    since: Option<Instant>,
}

/// How long a scene stays up while the film plays, for each letter of it.
/// Source: our judgement: about 220 words a minute, and a breath.
const LETTER: Duration = Duration::from_millis(45);

impl State {
    /// Plays, or pauses.
    pub fn toggle(&mut self) {
        self.since = if self.since.is_some() { None } else { Some(Instant::now()) };
    }

    /// Goes on or back by turns.
    pub fn step(&mut self, by: isize) {
        let last = self.film.as_ref().map_or(0, |film| film.scenes.len().saturating_sub(1));
        self.scene = self.scene.saturating_add_signed(by).min(last);
        if self.since.is_some() {
            self.since = Some(Instant::now());
        }
    }
}

/// Shows it, for the scenario at this place of the shelf.
pub fn show(ui: &mut Ui, game: &mut Game, at: usize, out: &mut Vec<Intent>) {
    let Some(scenario) = game.shelf.books.get(at).and_then(|book| book.scenario) else {
        out.push(Intent::Back);
        return;
    };
    let theme = game.theme();
    let keys = ["back", "film-last", "film-play", "film-next"].map(|id| crate::keys::hint(game, id));
    let (state, maps) = (&mut game.memory.film, &mut game.maps);
    if state.at != Some(at) {
        *state = State { at: Some(at), film: film(scenario).map(Arc::new), ..State::default() };
    }
    let Some(film) = state.film.clone() else {
        if theme.screen(
            ui,
            (&scenario.title, tr!("This scenario has no history to show: it is made up.")),
            &keys[0],
            LOOKING,
            |_| {},
        ) {
            out.push(Intent::Back);
        }
        return;
    };
    play_on(ui, &film, state);
    let under = tr!("What really happened, in {count} turns.", count = film.scenes.len());
    let went = theme.screen(ui, (&film.title, &under), &keys[0], LOOKING, |ui| {
        controls(ui, &theme, &film, state, &keys);
        if state.scene == 0 && !film.content_note.is_empty() {
            theme.callout(ui, Tone::Plain, |ui| {
                theme.small(ui, &film.content_note);
            });
        }
        if let Some(scene) = film.scenes.get(state.scene) {
            theme.beside(ui, 2, 400.0, |ui, at| {
                if at == 0 {
                    told(ui, &theme, &film, scene, state.scene)
                } else {
                    chart(ui, &theme, maps, &film, scene, state);
                    seen(ui, &theme, &film, scene, state.scene)
                }
            });
        }
    });
    if went {
        state.since = None;
        out.push(Intent::Back);
    }
}

/// The film goes on by itself while it plays.
fn play_on(ui: &Ui, film: &Film, state: &mut State) {
    let Some(since) = state.since else { return };
    let Some(scene) = film.scenes.get(state.scene) else { return };
    let turn = &scene.turn;
    let of = |text: &String| text.chars().count();
    let letters: usize = of(&turn.headline)
        + of(&turn.note)
        + turn.events.iter().map(of).sum::<usize>()
        + turn.orders.iter().flatten().map(|order| of(&order.title)).sum::<usize>();
    let stay = LETTER * u32::try_from(letters).unwrap_or(u32::MAX).clamp(80, 700);
    let left = stay.saturating_sub(since.elapsed());
    if !left.is_zero() {
        ui.ctx().request_repaint_after(left);
    } else if state.scene + 1 < film.scenes.len() {
        state.scene += 1;
        state.since = Some(Instant::now());
        ui.ctx().request_repaint();
    } else {
        state.since = None;
    }
}

fn controls(ui: &mut Ui, theme: &Theme, film: &Film, state: &mut State, keys: &[String; 4]) {
    theme.row(ui, |ui| {
        if theme.button_named(ui, tr!("‹ Before"), &tr!("The turn before ({keys})", keys = keys[1])).clicked() {
            state.step(-1);
        }
        let playing = state.since.is_some();
        let text = if playing { tr!("Pause") } else { tr!("Play") };
        let play = theme.primary(ui, text);
        if theme.renamed(play, &tr!("{text} the film ({keys})", text, keys = keys[2])).clicked() {
            state.toggle();
        }
        if theme.button_named(ui, tr!("Next ›"), &tr!("The next turn ({keys})", keys = keys[3])).clicked() {
            state.step(1);
        }
        theme.small(
            ui,
            &tr!(
                "{keys}: before. {keys2}: play or pause. {keys3}: next.",
                keys = keys[1],
                keys2 = keys[2],
                keys3 = keys[3]
            ),
        );
    });
    theme.row(ui, |ui| {
        for (at, scene) in film.scenes.iter().enumerate() {
            let name = tr!("Turn {at}: {date}", at, date = scene.turn.date);
            if theme.pick(ui, at == state.scene, &at.to_string(), &name).clicked() {
                state.scene = at;
            }
        }
    });
    ui.add_space(space::SMALL);
}

fn told(ui: &mut Ui, theme: &Theme, film: &Film, scene: &Scene, at: usize) {
    let turn = &scene.turn;
    theme.paper(ui, |ui| {
        theme.label(ui, &turn.date);
        theme.headline(ui, &turn.headline);
        for (seat, orders) in turn.orders.iter().enumerate() {
            ui.add_space(space::TIGHT);
            theme.side(ui, seat, &film.names[seat]);
            for order in orders {
                theme.item(ui, &format!("{} ({})", order.title, order.desk));
            }
            if orders.is_empty() {
                theme.item(ui, tr!("It waited."));
            }
        }
        if !turn.events.is_empty() {
            ui.add_space(space::SMALL);
            theme.label(ui, tr!("What came of it"));
            for event in &turn.events {
                theme.item(ui, event);
            }
        }
        // Some notes are no more than the date.
        if !turn.note.is_empty() && !turn.date.contains(turn.note.trim_end_matches('.')) {
            ui.add_space(space::SMALL);
            theme.document(ui, &turn.note);
        }
        if at + 1 == film.scenes.len()
            && let Some((title, text)) = &film.ending
        {
            theme.callout(ui, Tone::Good, |ui| {
                theme.heading(ui, title);
                theme.document(ui, text);
            });
        }
    });
}

/// How high the map is, as a share of its width, and at most, in points.
const HEIGHT: (f32, f32) = (0.72, 420.0);

/// The map at the end of the turn.
fn chart(ui: &mut Ui, theme: &Theme, maps: &mut Maps, film: &Film, scene: &Scene, state: &mut State) {
    let Some(sheet) = scene.maps.get(state.side).and_then(Option::as_ref) else { return };
    map::theatres(ui, theme, sheet, &mut state.theatre);
    let Some(theatre) = sheet.theatres.get(state.theatre) else { return };
    let width = ui.available_width();
    let size = egui::vec2(width, (width * HEIGHT.0).min(HEIGHT.1));
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    map::over::still(ui, theme, maps, sheet, theatre, rect);
    theme.row(ui, |ui| {
        theme.small(ui, tr!("As it was seen by"));
        for (side, name) in film.names.iter().enumerate() {
            if theme.tab(ui, name, side == state.side, "").clicked() {
                state.side = side;
            }
        }
    });
    ui.add_space(space::SMALL);
}

fn seen(ui: &mut Ui, theme: &Theme, film: &Film, scene: &Scene, at: usize) {
    for ladder in &film.ladders {
        theme.paper(ui, |ui| {
            theme.label(ui, &ladder.name);
            super::debrief::ladder(ui, theme, ladder, &film.names, Some(at + 1), false);
        });
    }
    let news: Vec<(String, String)> = scene
        .maps
        .iter()
        .flatten()
        .flat_map(|map| &map.items)
        .flat_map(|item| item.news.iter().map(move |news| (item.name.clone(), news.clone())))
        .collect();
    if !news.is_empty() {
        theme.paper(ui, |ui| {
            theme.label(ui, tr!("On the map"));
            let mut said: Vec<&(String, String)> = Vec::new();
            for one in &news {
                if !said.contains(&one) {
                    said.push(one);
                    theme.said(ui, &format!("{}:", one.0), &one.1);
                }
            }
        });
    }
    if !scene.sources.is_empty() {
        theme.paper(ui, |ui| {
            theme.label(ui, tr!("What tells of it"));
            for source in &scene.sources {
                theme.body(ui, &source.reference);
                theme.small(ui, &format!("{}. {}.", source.kind, source.grade));
            }
        });
    }
}

/// The curves of a ladder: one where both sides stand on one rung, else one for each.
#[must_use]
pub fn curves(theme: &Theme, ladder: &brinkmanship::report::debrief::LadderPart, names: &[String; 2]) -> Vec<Curve> {
    let of = |seat: usize| ladder.steps.iter().map(|step| step[seat]).collect();
    if ladder.parallel {
        [(0, Mark::Square), (1, Mark::Triangle)]
            .into_iter()
            .map(|(seat, mark)| Curve {
                name: names[seat].clone(),
                colour: theme.actor(seat),
                dotted: false,
                mark,
                steps: of(seat),
            })
            .collect()
    } else {
        vec![Curve {
            name: tr!("Both sides").to_owned(),
            colour: theme.palette.ink,
            dotted: false,
            mark: Mark::Nothing,
            steps: of(0),
        }]
    }
}
