//! Composing an offer, or an answer to one: terms of both givers, each in public or in secret.

use brinkmanship::{
    crisis::{Act, Slot},
    report::table::{Table, TermRow},
    scenario::model::{ChannelId, Legs},
};
use egui::Ui;

use crate::{
    intent::Intent,
    screens::table::State,
    theme::{Theme, Tone, space},
};

/// An offer that is being composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The offer that it answers, with its letter.
    pub answers: Option<(Slot, char)>,
    /// The desk by which it goes.
    pub desk: usize,
    /// What is promised.
    pub legs: Legs,
    /// Why it could not be ordered as it stands.
    pub refused: Option<String>,
}

impl Draft {
    /// The act that sends it.
    #[must_use]
    pub fn act(&self) -> Act {
        let offer = Act::Offer(ChannelId::new(self.desk), self.legs);
        self.answers.map_or(offer, |(slot, _)| Act::Counter(slot, self.legs))
    }

    fn how(&self, term: usize) -> Option<bool> {
        let bit = 1_u32.checked_shl(u32::try_from(term).unwrap_or(u32::MAX)).unwrap_or(0);
        if self.legs.secret & bit != 0 { Some(true) } else { (self.legs.public & bit != 0).then_some(false) }
    }

    fn put(&mut self, term: usize, how: Option<bool>) {
        let bit = 1_u32.checked_shl(u32::try_from(term).unwrap_or(u32::MAX)).unwrap_or(0);
        self.legs.public &= !bit;
        self.legs.secret &= !bit;
        match how {
            Some(true) => self.legs.secret |= bit,
            Some(false) => self.legs.public |= bit,
            None => {}
        }
    }
}

/// Shows the offer that is being composed.
pub fn compose(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, out: &mut Vec<Intent>) {
    let Some(mut draft) = state.compose.clone() else { return };
    let title = match draft.answers {
        Some((_, letter)) => tr!("An answer to offer {letter}, with other terms", letter),
        None => tr!("An offer of your own").to_owned(),
    };
    theme.heading(ui, &title);
    theme.small(ui, &tr!("At most {most_legs} promises, of both sides.", most_legs = table.talks.most_legs));
    theme.beside(ui, 2, 430.0, |ui, side| {
        let own = side == 0;
        let mut of = table.talks.terms.iter().filter(|term| term.own == own).peekable();
        if of.peek().is_none() {
            return;
        }
        ui.add_space(space::SMALL);
        theme.label(ui, if own { tr!("You would") } else { tr!("They would") });
        for term in of {
            row(ui, theme, state, &mut draft, term);
        }
    });
    desk(ui, theme, table, &mut draft);
    summary(ui, theme, table, &draft);
    let (mut send, mut leave) = (false, false);
    theme.row(ui, |ui| {
        let ready = draft.refused.is_none();
        send = ui.add_enabled_ui(ready, |ui| theme.button(ui, tr!("Put it into the order"))).inner.clicked();
        leave = theme.link(ui, tr!("Let it be")).clicked();
    });
    if send {
        out.push(Intent::Choose(draft.act()));
    }
    state.compose = (!send && !leave).then_some(draft);
}

fn row(ui: &mut Ui, theme: &Theme, state: &mut State, draft: &mut Draft, term: &TermRow) {
    let how = draft.how(term.term);
    ui.add_space(space::TIGHT);
    theme.strong(ui, &term.title);
    theme.row(ui, |ui| {
        let open = term.refused.is_none();
        for (value, text) in [(None, tr!("Not in it")), (Some(false), tr!("In public")), (Some(true), tr!("In secret"))]
        {
            let name = format!("{}: {}", term.title, text.to_lowercase());
            if theme.switch(ui, text, &name, how == value, open).clicked() {
                draft.put(term.term, value);
            }
        }
    });
    if let Some(why) = &term.refused {
        theme.note(ui, why, Tone::Warning);
    }
    let key = format!("term {}", term.title);
    let unfolded = state.is_open(&key);
    if theme
        .fold_named(ui, tr!("What it means"), &tr!("What it means: {title}", title = term.title), unfolded)
        .clicked()
    {
        state.toggle(&key);
    }
    if !(unfolded || how.is_some()) {
        return;
    }
    theme.small(ui, &term.text);
    let (public, secret) = (unfolded || how == Some(false), unfolded || how == Some(true));
    if public && !term.in_public.is_empty() {
        theme.item(ui, &tr!("In public it {in_public}.", in_public = term.in_public.join("; ")));
    }
    if secret && !term.in_secret.is_empty() {
        theme.item(ui, &tr!("In secret it {in_secret}.", in_secret = term.in_secret.join("; ")));
    }
    if secret {
        theme.item(ui, &tr!("A secret promise comes out at odds of {leak} a turn.", leak = term.leak));
    }
    if let Some(party) = &term.consent {
        theme.item(ui, &tr!("{party} would have to consent.", party));
    }
}

fn desk(ui: &mut Ui, theme: &Theme, table: &Table, draft: &mut Draft) {
    ui.add_space(space::SMALL);
    theme.label(ui, tr!("By which desk"));
    if draft.answers.is_some() {
        theme.small(ui, tr!("An answer goes by the desk by which the offer came."));
        return;
    }
    theme.row(ui, |ui| {
        for way in &table.talks.desks {
            let text = format!("{}: {}", way.title, way.arrives);
            if theme.switch(ui, &text, &text, draft.desk == way.place, way.closed.is_none()).clicked() {
                draft.desk = way.place;
            }
        }
    });
}

fn summary(ui: &mut Ui, theme: &Theme, table: &Table, draft: &Draft) {
    ui.add_space(space::SMALL);
    theme.label(ui, tr!("The offer"));
    let mut any = false;
    for (id, secret) in draft.legs.iter() {
        let Some(term) = table.talks.terms.iter().find(|term| term.term == id.index()) else { continue };
        any = true;
        let seat = if term.own { table.seat.min(1) } else { 1 - table.seat.min(1) };
        let who = if term.own { tr!("You") } else { term.giver.as_str() };
        let how = if secret { tr!("in secret") } else { tr!("in public") };
        theme.note(ui, &format!("{} {who}, {how}: {}", Theme::mark(seat), term.title), Tone::Actor(seat));
    }
    if !any {
        theme.small(ui, tr!("Nothing is promised yet."));
    } else if let Some(why) = &draft.refused {
        theme.note(ui, why, Tone::Warning);
    }
}
