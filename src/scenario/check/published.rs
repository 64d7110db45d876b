//! What a draft may still lack and a published scenario may not: briefings, sources, aims, readings, history.

use super::Report;
use crate::scenario::{
    compile::{Spot, Spots},
    diagnostic::{self as say, Diagnostic},
    model::{Actor, AimData, Owner, RuleKind, Scenario, SourceData, SourceId, Status},
    source::Place,
};

/// How many schools of historians a published scenario has at least.
const READINGS: usize = 2;

/// Reports what is missing: as things to do in a draft, as errors once published.
pub(super) fn check(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let published = scenario.status == Status::Published;
    let mut list = List { report, published, sources: &scenario.sources };
    head(&mut list, scenario, spots);
    briefings(&mut list, scenario, spots);
    sources(&mut list, scenario, spots);
    for actor in Actor::BOTH {
        if !scenario.aims.iter().any(|aim| aim.owner == Owner::Actor(actor)) {
            let id = &scenario.actors[actor.index()].id;
            let Some(spot) = spots.actors.get(actor.index()) else { continue };
            list.at(spot, |place, path| say::aim_missing(place, path, id));
        }
    }
    if scenario.readings.len() < READINGS {
        let found = scenario.readings.len();
        match spots.readings.first() {
            Some(spot) => list.at(spot, |place, _| say::reading_missing(place, "readings".to_owned(), found)),
            None => list.whole(spots, |place, _| say::reading_missing(place, "readings".to_owned(), found)),
        }
    }
    let fictional = scenario
        .turns
        .first()
        .is_some_and(|turn| turn.source.iter().any(|id| scenario.sources[id.index()].id == "fictional"));
    if scenario.history.is_none() && !fictional {
        list.whole(spots, |place, _| say::history_missing(place, "history".to_owned()));
    }
}

struct List<'a, 'b> {
    report: &'a mut Report<'b>,
    published: bool,
    sources: &'a [SourceData],
}

impl List<'_, '_> {
    fn at(&mut self, spot: &Spot, make: impl FnOnce(Place, String) -> Diagnostic) {
        let published = self.published;
        self.report.at(spot, |place, path| say::required(published, make(place, path)));
    }

    fn whole(&mut self, spots: &Spots, make: impl FnOnce(Place, String) -> Diagnostic) {
        let published = self.published;
        self.report.whole(spots, |place, path| say::required(published, make(place, path)));
    }

    /// Each of a list of items needs a source.
    fn sourced<'c>(
        &mut self,
        kind: &str,
        items: impl Iterator<Item = (&'c String, &'c Vec<SourceId>)>,
        spots: &[Spot],
    ) {
        for ((id, source), spot) in items.zip(spots) {
            let what = || tr!("the {kind} `{id}`", kind, id);
            if source.is_empty() {
                self.at(spot, |place, path| say::source_missing(place, path, &what()));
            }
            self.looked_up(source, spot, what);
        }
    }

    /// What is published and rests on sources alone that nobody has looked up says so.
    fn looked_up(&mut self, source: &[SourceId], spot: &Spot, what: impl Fn() -> String) {
        let of = |id: &SourceId| &self.sources[id.index()];
        let admits = source.iter().any(|id| of(id).id == SourceData::UNVERIFIED);
        if self.published && !admits && !source.is_empty() && source.iter().all(|id| of(id).unverified) {
            let named: Vec<&str> = source.iter().map(|id| of(id).id.as_str()).collect();
            let named = named.join("`, `");
            self.report.at(spot, |place, path| say::source_unverified(place, path, &what(), &named));
        }
    }
}

fn head(list: &mut List<'_, '_>, scenario: &Scenario, spots: &Spots) {
    for (name, present) in [
        ("title", !scenario.title.is_empty()),
        ("summary", !scenario.summary.is_empty()),
        ("judgement", !scenario.judgement.is_empty()),
    ] {
        if !present {
            list.whole(spots, |place, _| say::head_missing(place, name.to_owned(), name));
        }
    }
    card(list, scenario, spots);
    if !scenario.living {
        return;
    }
    // Of a conflict that goes on, a verdict holds on a day, and a person is warned before play.
    if spots.dated != [true; 2] {
        list.whole(spots, |place, _| say::living_undated(place, "horizons".to_owned()));
    }
    if scenario.content_note.is_empty() {
        list.whole(spots, |place, _| say::living_unwarned(place, "content_note".to_owned()));
    }
}

/// Whoever is given a scenario is told whose it is, and what is in it.
fn card(list: &mut List<'_, '_>, scenario: &Scenario, spots: &Spots) {
    let Some(card) = &scenario.card else {
        list.whole(spots, |place, _| say::card_missing(place, "card".to_owned(), "card"));
        return;
    };
    for (name, present) in [
        ("version", !card.version.is_empty()),
        ("authors", !card.authors.is_empty()),
        ("licence", !card.licence.is_empty()),
        ("age", card.age.is_some()),
        ("content", card.content.is_some()),
        ("perspectives", !card.perspectives.is_empty()),
    ] {
        if !present {
            list.whole(spots, |place, _| say::card_missing(place, format!("card.{name}"), name));
        }
    }
}

fn briefings(list: &mut List<'_, '_>, scenario: &Scenario, spots: &Spots) {
    for (turn, spot) in scenario.turns.iter().zip(&spots.turns) {
        for actor in Actor::BOTH {
            if turn.briefing[actor.index()].is_empty() {
                let id = &scenario.actors[actor.index()].id;
                list.at(spot, |place, path| say::briefing_missing(place, path, id));
            }
        }
    }
}

/// Whatever carries a number or a claim says where it comes from.
///
/// Endings tell the course of the game itself, and readings' sayings rest on their school.
fn sources(list: &mut List<'_, '_>, scenario: &Scenario, spots: &Spots) {
    let turns: Vec<String> = (0..scenario.turns.len()).map(|turn| turn.to_string()).collect();
    list.sourced(
        tr!(of "kind", "turn"),
        turns.iter().zip(&scenario.turns).map(|(name, data)| (name, &data.source)),
        &spots.turns,
    );
    list.sourced(tr!(of "kind", "track"), scenario.tracks.iter().map(|data| (&data.id, &data.source)), &spots.tracks);
    for (ladder, spots) in scenario.ladders.iter().zip(&spots.rungs) {
        list.sourced(tr!(of "kind", "rung"), ladder.rungs.iter().map(|data| (&data.id, &data.source)), spots);
    }
    let dispositions = scenario.dispositions.iter().map(|data| (&data.id, &data.source));
    list.sourced(tr!(of "kind", "disposition"), dispositions, &spots.dispositions);
    list.sourced(tr!(of "kind", "move"), scenario.moves.iter().map(|data| (&data.id, &data.source)), &spots.moves);
    for (party, spot) in scenario.parties.iter().zip(&spots.parties) {
        // A party of which nothing is told claims nothing.
        if !party.text.is_empty() {
            list.sourced(tr!(of "kind", "party"), [(&party.id, &party.source)].into_iter(), std::slice::from_ref(spot));
        }
    }
    list.sourced(tr!(of "kind", "offer"), scenario.offers.iter().map(|data| (&data.id, &data.source)), &spots.offers);
    if let Some(map) = &scenario.map {
        list.sourced(
            tr!(of "kind", "map item"),
            map.items.iter().map(|data| (&data.id, &data.source)),
            &spots.map_items,
        );
    }
    list.sourced(tr!(of "kind", "term"), scenario.terms.iter().map(|data| (&data.id, &data.source)), &spots.terms);
    list.sourced(
        tr!(of "kind", "commitment"),
        scenario.commitments.iter().map(|data| (&data.id, &data.source)),
        &spots.commitments,
    );
    list.sourced(tr!(of "kind", "red line"), scenario.lines.iter().map(|data| (&data.id, &data.source)), &spots.lines);
    for (rule, spot) in scenario.rules.iter().zip(&spots.rules) {
        let kind = match rule.kind {
            RuleKind::Opening | RuleKind::Closing | RuleKind::Incident => tr!(of "kind", "event"),
            RuleKind::Party(_) => tr!(of "kind", "party rule"),
            RuleKind::Drift => tr!(of "kind", "drift"),
        };
        list.sourced(kind, [(&rule.id, &rule.source)].into_iter(), std::slice::from_ref(spot));
    }
    list.sourced(
        tr!(of "kind", "aftermath item"),
        scenario.aftermath.iter().map(|data| (&data.id, &data.source)),
        &spots.aftermath,
    );
    // An aim may rest on the sources of all its rules.
    for (aim, spot) in scenario.aims.iter().zip(&spots.aims) {
        let rules = &aim.verdicts;
        let what = || tr!("the {kind} `{id}`", kind = tr!(of "kind", "aim"), id = aim.id);
        if aim.source.is_empty() && rules.iter().any(|rule| rule.source.is_empty()) {
            list.at(spot, |place, path| say::aim_unsourced(say::source_missing(place, path, &what())));
        } else if rules.is_empty() {
            list.sourced(tr!(of "kind", "aim"), [(&aim.id, &aim.source)].into_iter(), std::slice::from_ref(spot));
        } else if rules.iter().any(|rule| rule.source.is_empty()) {
            list.looked_up(&aim.source, spot, what);
        }
    }
    // What is invented throughout needs no source for each verdict.
    let invented = |aim: &AimData| aim.source.iter().all(|id| scenario.sources[id.index()].id == "fictional");
    for (aim, spot) in scenario.aims.iter().zip(&spots.aims).filter(|(aim, _)| !invented(aim)) {
        let intended = aim.intentions.iter().flat_map(|intention| &intention.verdicts);
        for rule in aim.verdicts.iter().chain(intended) {
            let what = || tr!("a verdict of the aim `{id}` (\"{because}\")", id = aim.id, because = rule.because);
            if rule.source.is_empty() {
                list.at(spot, |place, path| say::source_missing(place, path, &what()));
            }
            list.looked_up(&rule.source, spot, what);
        }
    }
    list.sourced(
        tr!(of "kind", "reading"),
        scenario.readings.iter().map(|data| (&data.id, &data.source)),
        &spots.readings,
    );
}
