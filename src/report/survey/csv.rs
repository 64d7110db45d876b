//! A survey as comma-separated values: one row a figure, so that any spreadsheet can sort and pick.

use super::Findings;
use crate::{
    report::csv::{Row, row},
    survey::{Mean, Share},
};

/// What a row is about: the part of the survey, the id and the name of the thing, the turn if it has one, and what was
/// measured.
struct About<'a> {
    part: &'a str,
    id: &'a str,
    name: &'a str,
    turn: Option<usize>,
    measure: &'a str,
}

impl About<'_> {
    fn head(&self, row: &mut Row<'_>) {
        row.text(self.part);
        row.text(self.id);
        row.text(self.name);
        match self.turn {
            Some(turn) => row.number(i64::try_from(turn).unwrap_or(i64::MAX)),
            None => row.empty(),
        }
        row.text(self.measure);
    }

    fn share(&self, out: &mut String, share: &Share) {
        row(out, |row| {
            self.head(row);
            row.number(i64::try_from(share.count).unwrap_or(i64::MAX));
            row.number(i64::try_from(share.of).unwrap_or(i64::MAX));
            row.real(share.share);
            row.real(share.low);
            row.real(share.high);
        });
    }

    fn mean(&self, out: &mut String, mean: &Mean) {
        row(out, |row| {
            self.head(row);
            row.empty();
            row.number(i64::try_from(mean.of).unwrap_or(i64::MAX));
            row.real(mean.mean);
            row.real(mean.low);
            row.real(mean.high);
        });
    }

    fn figure(&self, out: &mut String, value: f64, ends: Option<(f64, f64)>) {
        row(out, |row| {
            self.head(row);
            row.empty();
            row.empty();
            row.real(value);
            match ends {
                Some((low, high)) => {
                    row.real(low);
                    row.real(high);
                }
                None => {
                    row.empty();
                    row.empty();
                }
            }
        });
    }
}

/// The survey: part, id, name, turn, measure, count, of, value, low and high, where the last three are a share, a mean
/// or a quantile and the ends of its 95 % interval; the first row has the fingerprint of the files as its value. Lines end as RFC 4180 wants them.
#[must_use]
pub fn csv(found: &Findings) -> String {
    let mut out = String::new();
    row(&mut out, |row| {
        for name in ["part", "id", "name", "turn", "measure", "count", "of", "value", "low", "high"] {
            row.text(name);
        }
    });
    row(&mut out, |row| {
        About { part: "survey", id: &found.scenario, name: &found.title, turn: None, measure: "fingerprint" }.head(row);
        row.empty();
        row.empty();
        row.text(&found.fingerprint);
        row.empty();
        row.empty();
    });
    whole(&mut out, found);
    judged(&mut out, found);
    over_time(&mut out, found);
    for data in &found.moves {
        let about = |measure| About { part: "move", id: &data.id, name: &data.title, turn: None, measure };
        about("chosen").share(&mut out, &data.chosen_share);
        about("chosen with another open").share(&mut out, &data.chosen_with_another);
        if let Some(decisive) = &data.decisive {
            about("score, taken less not taken").mean(&mut out, &decisive.score);
            about("wars, taken less not taken").mean(&mut out, &decisive.war);
        }
    }
    for data in &found.events {
        let about =
            About { part: data.kind.as_str(), id: &data.id, name: &data.title, turn: None, measure: "happened" };
        about.share(&mut out, &data.share);
    }
    out
}

fn whole(out: &mut String, found: &Findings) {
    let of = |measure| About { part: "survey", id: &found.scenario, name: &found.title, turn: None, measure };
    of("wars").share(out, &found.wars);
    of("length in turns").mean(out, &found.length.mean);
    for (turns, share) in found.length.turns.iter().enumerate().filter(|(_, share)| 0 < share.count) {
        let measure = format!("took {turns} turns");
        About { measure: &measure, ..of("") }.share(out, share);
    }
    for data in &found.scores {
        let about = |measure| About { part: "score", id: &data.actor, name: &data.name, turn: None, measure };
        about("score at the end").mean(out, &data.at_once);
        about("score later").mean(out, &data.later);
        about("acts that go down").share(out, &data.conciliatory);
    }
    for data in &found.endings {
        let about = About { part: "ending", id: &data.id, name: &data.title, turn: None, measure: &data.category };
        about.share(out, &data.share);
    }
}

fn judged(out: &mut String, found: &Findings) {
    for data in &found.aims {
        for (when, verdicts) in [("at the end", &data.at_once), ("later", &data.later)] {
            for (word, share) in verdicts.each() {
                let measure = format!("{word} {when}");
                About { part: "aim", id: &data.id, name: &data.title, turn: None, measure: &measure }
                    .share(out, &share);
            }
        }
    }
    for data in &found.lines {
        let about = |measure| About { part: "line", id: &data.id, name: &data.text, turn: None, measure };
        for (measure, share) in [
            ("threatened", &data.threatened),
            ("probed", &data.probed),
            ("crossed", &data.crossed),
            ("respected", &data.respected),
            ("answered, of crossed", &data.answered),
            ("let pass, of crossed", &data.let_pass),
            ("sold, of crossed", &data.sold),
        ] {
            about(measure).share(out, share);
        }
        about("conduct").figure(out, data.conduct, None);
    }
}

fn over_time(out: &mut String, found: &Findings) {
    for data in &found.ladders {
        for (at, rung) in data.rungs.iter().enumerate() {
            let about = |turn, measure| About { part: "rung", id: &rung.id, name: &rung.name, turn, measure };
            about(None, "highest").share(out, &rung.peak);
            about(None, "reached").share(out, &rung.reached);
            for (turn, share) in data.by_turn.iter().enumerate().filter_map(|(turn, by)| Some((turn, by.get(at)?))) {
                about(Some(turn), "closed the turn here").share(out, share);
            }
        }
    }
    for data in &found.tracks {
        let about = |turn, measure| About { part: "track", id: &data.id, name: &data.name, turn, measure };
        about(None, "mean later").figure(out, data.later, None);
        for turn in &data.by_turn {
            about(Some(turn.turn), "mean").mean(out, &turn.mean);
            for quantile in &turn.quantiles {
                let measure = format!("{} in 100 below", quantile.percent);
                let ends = (f64::from(quantile.low), f64::from(quantile.high));
                About { measure: &measure, ..about(Some(turn.turn), "") }.figure(
                    out,
                    f64::from(quantile.value),
                    Some(ends),
                );
            }
        }
    }
}
