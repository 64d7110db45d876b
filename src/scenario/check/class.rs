//! What is wrong or left over in what is for a class: cuts, the fictional twin, teaching notes.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;
use crate::scenario::{
    compile::{Shown, Spots},
    diagnostic as say,
    model::{Actor, MoveId, Scenario, Status, VariantData, limits},
    overlay::{Shapes, word},
};

/// Reports what is wrong with what is for a class.
pub(super) fn check(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    cuts(report, scenario, spots);
    variants(report, scenario, spots);
    twin(report, spots);
    teaching(report, scenario, spots);
}

fn cuts(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let published = scenario.status == Status::Published;
    let recorded = scenario.history.as_ref().map_or(0, |history| history.turns.len());
    for (cut, spots) in scenario.cuts.iter().zip(&spots.cuts) {
        for (turn, spot) in &spots.turns {
            for actor in Actor::BOTH {
                let id = &scenario.actors[actor.index()].id;
                let told = cut.briefings.get(*turn).map_or("", |briefing| briefing[actor.index()].as_str());
                let long = scenario.turns.get(*turn).map_or("", |turn| turn.briefing[actor.index()].as_str());
                let words = long.split_whitespace().count();
                if told.is_empty() && limits::BRIEFING_WORDS[1] < words {
                    report.at(spot, |place, path| {
                        say::required(published, say::cut_briefing_missing(place, path, id, *turn, words))
                    });
                }
                let moves = scenario.index.moves_by_turn[actor.index()].get(*turn).map_or(&[][..], Vec::as_slice);
                let open = |id: &MoveId| cut.offers(scenario.index.moves[id.index()].channel) && cut.admits(*turn, *id);
                if !moves.is_empty() && !moves.iter().any(open) {
                    report.at(spot, |place, path| say::nothing_but_pass(place, path, id, *turn));
                }
            }
        }
        for (turn, id, spot) in &spots.listed {
            let ordered = |actor: Actor| {
                let moves = scenario.index.moves_by_turn[actor.index()].get(*turn).map_or(&[][..], Vec::as_slice);
                moves.contains(id)
            };
            let desk = scenario.index.moves.get(id.index()).is_some_and(|data| cut.offers(data.channel));
            if !cut.keeps(*turn) || !desk || !Actor::BOTH.into_iter().any(ordered) {
                let id = &scenario.moves[id.index()].id;
                report.at(spot, |place, path| say::cut_move_idle(place, path, id, *turn));
            }
        }
        if let Some(turn) = (0..cut.last()).find(|turn| !cut.keeps(*turn) && recorded <= *turn) {
            report.at(&spots.spot, |place, path| say::cut_beyond_record(place, path, turn, recorded));
        }
    }
}

/// Variants that begin as another does: there would be nothing to compare.
fn variants(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    // What already stands so is no change.
    let begins = |variant: &VariantData| {
        let facts = variant.facts.iter().filter(|(fact, on)| scenario.index.facts.has(fact.index()) != *on);
        let start = |track: usize| scenario.tracks.get(track).map_or(0, |track| track.start);
        let tracks = variant.tracks.iter().filter(|(track, to)| start(track.index()) != *to);
        (facts.copied().collect::<Vec<_>>(), tracks.copied().collect::<Vec<_>>())
    };
    for (at, (variant, spot)) in scenario.variants.iter().zip(&spots.variants).enumerate() {
        let same = |other: &&VariantData| begins(other) == begins(variant);
        if let Some(other) = scenario.variants[..at].iter().find(same) {
            report.at(spot, |place, path| say::variants_alike(place, path, &variant.id, &other.id));
        }
    }
}

/// Names of the twin that occur nowhere, and real names that are left over in it.
fn twin(report: &mut Report<'_>, spots: &Spots) {
    let Some(overlay) = &spots.overlay else { return };
    let mut used: BTreeSet<usize> = BTreeSet::new();
    // A capital within a sentence is a name too, unless the twin brought it.
    let mut inside: BTreeSet<&str> = BTreeSet::new();
    for Shown { text, .. } in &spots.shown {
        // A text that is replaced as a whole is read for names too: it is no fault to name what stood there.
        overlay.occurring(text, |place| {
            used.insert(place);
        });
        inside.extend(capitals_inside(text));
    }
    for (at, (name, spot)) in spots.twin_names.iter().enumerate() {
        if !used.contains(&at) {
            report.at(spot, |place, path| say::twin_name_idle(place, path, name));
        }
    }
    let invented: BTreeSet<&str> = overlay.invented().flat_map(words).collect();
    inside.retain(|word| !invented.contains(word));
    let of_real = spots.real.iter().flat_map(|text| words(text)).filter(|word| word.starts_with(char::is_uppercase));
    let mut named: BTreeSet<&str> = of_real.chain(inside).filter(|word| !DAYS.contains(word)).collect();
    // What also stands in small letters somewhere is no name, such as "Sea" or "President".
    let mut shapes = Shapes::default();
    let mut lowered: BTreeSet<String> = BTreeSet::new();
    for word in named.iter().map(|word| word.to_lowercase()) {
        shapes.add(&word);
        lowered.insert(word);
    }
    let mut small: BTreeSet<&str> = BTreeSet::new();
    for Shown { text, .. } in &spots.shown {
        let plain = words(text).filter(|word| word.starts_with(char::is_lowercase) && shapes.may_be(word));
        small.extend(plain.filter(|word| lowered.contains(*word)));
    }
    named.retain(|word| !small.contains(word.to_lowercase().as_str()));
    let mut left: BTreeMap<String, (&Shown, usize)> = BTreeMap::new();
    for shown in &spots.shown {
        let real = |word: &&str| {
            if word.starts_with(char::is_uppercase) { named.contains(word) } else { is_year(word) }
        };
        let twin = overlay.on(shown.spot.span, &shown.text);
        if !words(&twin).any(|word| real(&word)) {
            continue;
        }
        let twin = overlay.without_kept(&twin);
        let found: BTreeSet<&str> = words(&twin).filter(real).collect();
        for word in found {
            left.entry(word.to_owned()).or_insert((shown, 0)).1 += 1;
        }
    }
    for (word, (shown, count)) in left {
        // The word itself is shown, where it stands as it is in the text.
        let spot = &shown.spot;
        let span = report.sources.text_of(spot.span).find(&word).map_or(spot.span, |at| spot.span.part(at, word.len()));
        report.on(span, &spot.path, |place, path| say::twin_name_left(place, path, &word, count));
    }
}

/// Capitals that are no names.
const DAYS: [&str; 8] = ["I", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The words of a text: letters and digits, with a type number such as that of "U-2". A letter alone is none.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
            let mut end = word(rest).len();
            if let Some(number) = rest.get(end..).and_then(|after| after.strip_prefix('-')).map(word)
                && rest.starts_with(char::is_uppercase)
                && number.starts_with(|c: char| c.is_ascii_digit())
            {
                end += 1 + number.len();
            }
            let found = rest.get(..end).unwrap_or("");
            rest = rest.get(end..).unwrap_or("");
            if found.is_empty() || 1 < found.chars().count() {
                return (!found.is_empty()).then_some(found);
            }
        }
    })
}

/// The words with a capital that follow another within a sentence.
fn capitals_inside(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter(move |word| {
        let before = text.get(..word.as_ptr().addr().saturating_sub(text.as_ptr().addr())).unwrap_or("");
        let follows =
            before.strip_suffix(' ').is_some_and(|before| before.ends_with(|c: char| c.is_lowercase() || c == ','));
        follows && word.starts_with(char::is_uppercase)
    })
}

/// Whether a word is a year of recent history, which tells as much as a name.
fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn teaching(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let (Some(teaching), Some(spot)) = (&scenario.teaching, &spots.teaching) else { return };
    let published = scenario.status == Status::Published;
    for (name, missing) in [
        ("aims", teaching.aims.is_empty()),
        ("running_45", teaching.running[0].is_empty()),
        ("running_90", teaching.running[1].is_empty()),
        ("warnings", teaching.warnings.is_empty()),
        ("rubric", teaching.rubric.is_empty()),
        ("parents", teaching.parents.is_none()),
        ("source", teaching.source.is_empty()),
    ] {
        if missing {
            report.at(spot, |place, path| say::required(published, say::teaching_missing(place, path, name)));
        }
    }
}
