//! The course as comma-separated values, for a spreadsheet: one row a turn.

use super::debrief::{Debrief, Luck, OrderPart};

/// A row of cells.
pub(super) struct Row<'o> {
    out: &'o mut String,
    first: bool,
}

impl Row<'_> {
    /// A whole number.
    pub(super) fn number(&mut self, number: i64) {
        self.part();
        self.out.push_str(&number.to_string());
    }

    /// A text. One that a spreadsheet would take for a formula gets an apostrophe in front.
    pub(super) fn text(&mut self, text: &str) {
        self.part();
        let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        self.out.push('"');
        self.out.push_str(guard);
        self.out.push_str(&text.replace('"', "\"\""));
        self.out.push('"');
    }

    /// A number with six places, which is more than any count here is sure of.
    pub(super) fn real(&mut self, number: f64) {
        self.part();
        let text = format!("{number:.6}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        self.out.push_str(if text == "-0" { "0" } else { text });
    }

    /// Nothing.
    pub(super) fn empty(&mut self) {
        self.part();
    }

    fn part(&mut self) {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
    }
}

fn titles(orders: &[OrderPart]) -> String {
    let titles: Vec<&str> = orders.iter().map(|order| order.title.as_str()).collect();
    titles.join("; ")
}

/// The course: turn, date, orders, rungs, the real rungs, decided or by chance, draws, then every track at the end of the
/// turn. Lines end as RFC 4180 wants them.
#[must_use]
pub fn course(debrief: &Debrief) -> String {
    let mut out = String::new();
    row(&mut out, |row| {
        row.text("Turn");
        row.text("Date");
        for actor in &debrief.actors {
            row.text(&format!("Orders of {}", super::words::the(&actor.name)));
        }
        for ladder in &debrief.ladders {
            row.text(&ladder.name);
            if ladder.real.is_some() {
                row.text(&format!("{}, as it really was", ladder.name));
            }
        }
        row.text("Decided or chance");
        row.text("Draws");
        for track in &debrief.tracks {
            row.text(&track.name);
        }
    });
    for (at, turn) in debrief.turns.iter().enumerate() {
        row(&mut out, |row| {
            row.text(&turn.number.to_string());
            row.text(&turn.date);
            for orders in &turn.orders {
                row.text(&titles(orders));
            }
            for (place, ladder) in debrief.ladders.iter().enumerate() {
                row.text(turn.rungs.get(place).map_or("", String::as_str));
                if let Some(real) = &ladder.real {
                    row.text(&real_rung(debrief, ladder, real.get(at + 1)));
                }
            }
            row.text(match turn.luck {
                Luck::Chance => "chance",
                Luck::Decided => "decided",
            });
            let draws: Vec<String> =
                turn.draws.iter().map(|draw| format!("{} ({}): {}", draw.about, draw.odds, draw.result)).collect();
            row.text(&draws.join("; "));
            for track in &debrief.tracks {
                row.number(i64::from(track.series.get(at).copied().unwrap_or(track.start)));
            }
        });
    }
    out
}

fn real_rung(debrief: &Debrief, ladder: &super::debrief::LadderPart, step: Option<&[u8; 2]>) -> String {
    let Some(step) = step else { return String::new() };
    let name = |rung: u8| ladder.rungs.get(usize::from(rung)).map_or("", |rung| rung.name.as_str());
    if ladder.parallel {
        let parts: Vec<String> =
            debrief.actors.iter().zip(step).map(|(actor, rung)| format!("{}: {}", actor.name, name(*rung))).collect();
        parts.join("; ")
    } else {
        name(step[0]).to_owned()
    }
}

/// A row of texts, ended as RFC 4180 wants it.
pub fn texts(out: &mut String, texts: &[&str]) {
    row(out, |row| texts.iter().for_each(|text| row.text(text)));
}

/// A row, ended as RFC 4180 wants it.
pub(super) fn row(out: &mut String, fill: impl FnOnce(&mut Row<'_>)) {
    fill(&mut Row { out, first: true });
    out.push_str("\r\n");
}
