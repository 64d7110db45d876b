//! Turns what an author wrote into a checked [`Scenario`]: ids looked up, numbers in range, defaults filled in.
//!
//! It finds every fault it can and goes on; what takes meaning rather than shape is left to `check`.

mod class;
mod head;
mod index;
mod map;
mod names;
mod outcome;
mod play;
mod sieve;
mod words;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    bits::Bits,
    diagnostic::{self as say, Diagnostic, Severity},
    format::{AudienceWord, Id, Number, ScenarioFile, Status, Text},
    model::{Audience, Index, MoveId, Scenario, SourceId, limits},
    overlay::Overlay,
    source::{Sources, Span, Table},
    translation::{Readable, Tongue, Way},
};
use crate::language;

/// What an id can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Actor,
    Party,
    Channel,
    Track,
    Fact,
    Ladder,
    Disposition,
    Move,
    Term,
    Offer,
    Commitment,
    Line,
    Rule,
    Ending,
    Aftermath,
    Aim,
    Source,
}

impl Kind {
    /// What an author calls it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Actor => tr!(of "kind", "actor"),
            Self::Party => tr!(of "kind", "party"),
            Self::Channel => tr!(of "kind", "channel"),
            Self::Track => tr!(of "kind", "track"),
            Self::Fact => tr!(of "kind", "fact or posture"),
            Self::Ladder => tr!(of "kind", "ladder"),
            Self::Disposition => tr!(of "kind", "disposition"),
            Self::Move => tr!(of "kind", "move"),
            Self::Term => tr!(of "kind", "term"),
            Self::Offer => tr!(of "kind", "offer"),
            Self::Commitment => tr!(of "kind", "commitment"),
            Self::Line => tr!(of "kind", "red line"),
            Self::Rule => tr!(of "kind", "event, party rule or drift"),
            Self::Ending => tr!(of "kind", "ending"),
            Self::Aftermath => tr!(of "kind", "aftermath item"),
            Self::Aim => tr!(of "kind", "aim"),
            Self::Source => tr!(of "kind", "source"),
        }
    }

    /// What several are called in a sentence.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Actor => tr!(of "kinds", "actors"),
            Self::Party => tr!(of "kinds", "parties"),
            Self::Channel => tr!(of "kinds", "channels"),
            Self::Track => tr!(of "kinds", "tracks"),
            Self::Fact => tr!(of "kinds", "facts and postures"),
            Self::Ladder => tr!(of "kinds", "ladders"),
            Self::Disposition => tr!(of "kinds", "dispositions"),
            Self::Move => tr!(of "kinds", "moves"),
            Self::Term => tr!(of "kinds", "terms"),
            Self::Offer => tr!(of "kinds", "offers"),
            Self::Commitment => tr!(of "kinds", "commitments"),
            Self::Line => tr!(of "kinds", "red lines"),
            Self::Rule => tr!(of "kinds", "events, party rules and drift together"),
            Self::Ending => tr!(of "kinds", "endings"),
            Self::Aftermath => tr!(of "kinds", "aftermath items"),
            Self::Aim => tr!(of "kinds", "aims"),
            Self::Source => tr!(of "kinds", "sources"),
        }
    }
}

impl Kind {
    /// The parts of a scenario that declare it.
    const fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Actor => &["actors"],
            Self::Party => &["parties"],
            Self::Channel => &["channels"],
            Self::Track => &["tracks"],
            Self::Fact => &["facts", "postures"],
            Self::Ladder => &["ladders"],
            Self::Disposition => &["dispositions"],
            Self::Move => &["moves"],
            Self::Term => &["terms"],
            Self::Offer => &["offers"],
            Self::Commitment => &["commitments"],
            Self::Line => &["red_lines"],
            Self::Rule => &["events", "parties", "drift"],
            Self::Ending => &["endings"],
            Self::Aftermath => &["aftermath"],
            Self::Aim => &["aims"],
            Self::Source => &["sources"],
        }
    }
}

/// A place in an author's file to which a check can point later.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// Where.
    pub(super) span: Span,
    /// The data path, such as `moves.speech.requires`.
    pub(super) path: String,
}

/// The places of the items that later checks speak about, in the order of the scenario's lists.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spots {
    pub(super) moves: Vec<Spot>,
    pub(super) requires: Vec<Spot>,
    pub(super) parties: Vec<Spot>,
    pub(super) map_items: Vec<Spot>,
    /// Whether each horizon of the scenario is given with its year.
    pub(super) dated: [bool; 2],
    pub(super) terms: Vec<Spot>,
    pub(super) offers: Vec<Spot>,
    pub(super) lines: Vec<Spot>,
    pub(super) rules: Vec<Spot>,
    pub(super) endings: Vec<Spot>,
    pub(super) aims: Vec<Spot>,
    pub(super) intentions: Vec<Vec<Spot>>,
    pub(super) turns: Vec<Spot>,
    pub(super) instead: Vec<Spot>,
    /// The warnings that the author allows.
    pub(super) allowed: Vec<Allowed>,
    pub(super) ladders: Vec<Spot>,
    pub(super) tracks: Vec<Spot>,
    pub(super) facts: Vec<Spot>,
    pub(super) readings: Vec<Spot>,
    pub(super) aftermath: Vec<Spot>,
    pub(super) channels: Vec<Spot>,
    pub(super) commitments: Vec<Spot>,
    pub(super) dispositions: Vec<Spot>,
    pub(super) history: Vec<Spot>,
    pub(super) expectations: Vec<(String, Spot)>,
    pub(super) history_draws: Vec<Vec<Spot>>,
    /// The rungs of each ladder.
    pub(super) rungs: Vec<Vec<Spot>>,
    /// Every condition in the scenario, for the checks of what never or always holds.
    pub(super) conditions: Vec<Asked>,
    pub(super) actors: Vec<Spot>,
    /// Where the scenario begins, for faults of it as a whole.
    pub(super) whole: Span,
    pub(super) cuts: Vec<CutSpot>,
    pub(super) variants: Vec<Spot>,
    pub(super) teaching: Option<Spot>,
    /// Where the names of the twin stand, in the author's order.
    pub(super) twin_names: Vec<(String, Spot)>,
    /// Every text that a player may read, where the scenario has a twin.
    pub(super) shown: Vec<Shown>,
    /// The names that must not be left over in the twin, as they are written in the scenario.
    pub(super) real: Vec<String>,
    /// The twin's overlay, where the scenario has a twin.
    pub(super) overlay: Option<Overlay>,
}

/// A warning that is meant to be where it is.
#[derive(Clone, Debug)]
pub(super) struct Allowed {
    /// The data path of the item.
    pub(super) item: String,
    /// The code of the warning.
    pub(super) code: String,
    pub(super) spot: Spot,
}

/// The places of a cut: itself, and the turns that it keeps.
#[derive(Clone, Debug)]
pub(super) struct CutSpot {
    pub(super) spot: Spot,
    pub(super) turns: Vec<(usize, Spot)>,
    /// The moves that are named for a turn.
    pub(super) listed: Vec<(usize, MoveId, Spot)>,
}

/// A text that a player may read.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) spot: Spot,
    pub(super) text: String,
}

/// When in a crisis a condition is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// Before orders, after the turn has opened.
    Orders,
    /// While the turn opens.
    Opening,
    /// While the turn is adjudicated.
    Turn,
    /// After the end.
    After,
    /// At any time.
    Any,
}

/// What a condition decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decides {
    /// Whether something can happen at all.
    Gate,
    /// Whether a red line is crossed or probed; which line.
    Line(usize),
    /// Which of two lists of effects is applied.
    Effects,
    /// Something that may well never come about.
    Other,
}

/// Where a condition is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    pub(super) time: Time,
    /// First and last turn.
    pub(super) turns: (u8, u8),
    pub(super) decides: Decides,
}

impl Site {
    /// Something that can happen at all only if the condition holds.
    pub(super) const fn gate(time: Time, turns: (u8, u8)) -> Self {
        Self { time, turns, decides: Decides::Gate }
    }

    /// Something that may well never come about.
    pub(super) const fn other(time: Time, turns: (u8, u8)) -> Self {
        Self { time, turns, decides: Decides::Other }
    }
}

/// A condition and where it is asked.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) spot: Spot,
    pub(super) condition: super::model::Condition,
    /// The places of its words that are not made of others.
    pub(super) words: Vec<(Span, super::model::Condition)>,
    pub(super) site: Site,
}

/// The work in hand.
pub(super) struct Compiler<'a> {
    pub(super) file: &'a ScenarioFile,
    pub(super) sources: &'a Sources,
    pub(super) faults: Vec<Diagnostic>,
    pub(super) names: BTreeMap<Kind, BTreeMap<String, usize>>,
    pub(super) counts: BTreeMap<Kind, usize>,
    pub(super) path: Vec<String>,
    pub(super) scenario: Scenario,
    pub(super) spots: Spots,
    /// Parts that could not be read at all.
    pub(super) failed: &'a [String],
    /// The place of the item in hand.
    pub(super) item_span: Span,
    /// Effects counted in the list in hand.
    pub(super) effect_count: usize,
    /// Words that are not made of others in the condition in hand, with their places.
    pub(super) words: Vec<(Span, super::model::Condition)>,
    /// Words counted in the condition in hand.
    pub(super) word_count: usize,
    /// Words counted in all conditions.
    pub(super) all_words: usize,
    /// The labels of draws so far.
    pub(super) labels: BTreeSet<String>,
    /// The sources that something names.
    pub(super) used: BTreeSet<usize>,
    /// Whether the fictional twin is compiled, and not the scenario under its real names.
    pub(super) twin: bool,
    /// What is laid over texts last, where another language is asked for.
    pub(super) tongue: Option<Tongue<'a>>,
}

/// Compiles a whole scenario, of which reading found no fault if it is `sound`, under its real names or as its `twin`.
/// The scenario is fit for play only if no fault is an error. With a `tongue` come the texts that a person reads.
pub(super) fn compile(
    id: &str,
    file: &ScenarioFile,
    sources: &Sources,
    fingerprint: String,
    failed: &[String],
    (sound, twin): (bool, bool),
    tongue: Option<Tongue<'_>>,
) -> (Scenario, Spots, Vec<Diagnostic>, Vec<Readable>) {
    let mut compiler = Compiler {
        file,
        sources,
        faults: Vec::new(),
        names: BTreeMap::new(),
        counts: BTreeMap::new(),
        path: Vec::new(),
        scenario: empty(id, fingerprint),
        spots: Spots::default(),
        failed,
        item_span: Span::default(),
        effect_count: 0,
        words: Vec::new(),
        word_count: 0,
        all_words: 0,
        labels: BTreeSet::new(),
        used: BTreeSet::new(),
        twin: twin && file.twin.is_some(),
        tongue,
    };
    compiler.name_everything();
    compiler.within("twin", Compiler::lay_over);
    compiler.head();
    compiler.world();
    compiler.play();
    compiler.outcome();
    compiler.map();
    compiler.class();
    // What is refused is never played.
    if sound && compiler.faults.iter().all(|fault| fault.severity != Severity::Error) {
        compiler.within("sources", Compiler::unused_sources);
        compiler.index();
    }
    let readable = compiler.tongue.take().map(|tongue| tongue.readable(sources)).unwrap_or_default();
    (compiler.scenario, compiler.spots, compiler.faults, readable)
}

/// What is left where the head of a scenario cannot be read.
pub(super) fn blind(id: &str, fingerprint: String) -> (Scenario, Spots, Vec<Diagnostic>, Vec<Readable>) {
    (empty(id, fingerprint), Spots::default(), Vec::new(), Vec::new())
}

impl Compiler<'_> {
    /// The data path in hand.
    pub(super) fn here(&self) -> String {
        self.path.join(".")
    }

    /// Runs a step one level down the data path.
    pub(super) fn within<T>(&mut self, part: impl Into<String>, step: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(part.into());
        let result = step(self);
        self.path.pop();
        result
    }

    /// The place of an item, to come back to.
    pub(super) fn spot(&mut self, span: Span) -> Spot {
        self.item_span = span;
        Spot { span, path: self.here() }
    }

    /// Records a fault at a span.
    pub(super) fn fault(&mut self, span: Span, make: impl FnOnce(super::source::Place, String) -> Diagnostic) {
        if self.full() {
            return;
        }
        let place = self.sources.place(span);
        let path = self.here();
        self.faults.push(make(place, path));
    }

    /// Whether more faults were found than are listed; there is no use in looking closely at the rest.
    pub(super) fn full(&self) -> bool {
        limits::FAULTS < self.faults.len()
    }

    /// All turns.
    pub(super) fn all_turns(&self) -> (u8, u8) {
        (0, u8::try_from(self.last_turn()).unwrap_or(0))
    }

    /// The last turn.
    pub(super) fn last_turn(&self) -> i64 {
        let most = i64::try_from(limits::TURNS).unwrap_or(1);
        // Turns that could not be read may be any number.
        if self.file.turns.broken != 0 || self.missing("turns") {
            return most - 1;
        }
        i64::try_from(self.file.turns.entries.len()).unwrap_or(1).clamp(1, most) - 1
    }

    /// A number in its range, or a fault and the nearest number in range.
    pub(super) fn number(&mut self, number: &Number, least: i64, most: i64) -> i64 {
        if number.value < least || most < number.value {
            self.fault(number.span, |place, path| say::number_out_of_range(place, path, number.value, least, most));
        }
        number.value.clamp(least, most)
    }

    /// A number in a small range, or a default.
    pub(super) fn small(&mut self, number: Option<&Number>, least: i64, most: i64, default: i64) -> i64 {
        number.map_or(default, |number| self.number(number, least, most))
    }

    /// A byte in its range, or a default.
    pub(super) fn byte(&mut self, number: Option<&Number>, most: u8, default: u8) -> u8 {
        u8::try_from(self.small(number, 0, i64::from(most), i64::from(default))).unwrap_or(default)
    }

    /// Parts per 100,000, or a default.
    pub(super) fn odds(&mut self, number: Option<&Number>, least: i64, default: u32) -> u32 {
        u32::try_from(self.small(number, least, 100_000, i64::from(default))).unwrap_or(default)
    }

    /// A text that a player may read. In the fictional twin it is another.
    pub(super) fn text(&mut self, text: &Text) -> String {
        let plain = self.plain(text);
        let Some(overlay) = &self.spots.overlay else { return self.spoken(text.span, plain) };
        let twin = if self.twin { overlay.on(text.span, &plain) } else { plain.clone() };
        let spot = Spot { span: text.span, path: self.here() };
        self.spots.shown.push(Shown { spot, text: plain });
        self.spoken(text.span, twin)
    }

    /// A text as it is shown, in the language that is asked for.
    pub(super) fn spoken(&mut self, span: Span, text: String) -> String {
        match &mut self.tongue {
            Some(tongue) => tongue.on(span, text, Way::Plain),
            None => text,
        }
    }

    /// A text that a person reads under real names in the fictional twin too.
    pub(super) fn real(&mut self, text: &Text) -> String {
        let plain = self.plain(text);
        self.spoken(text.span, plain)
    }

    /// A text that the twin leaves out, since it speaks of sources.
    pub(super) fn note(&mut self, text: Option<&Text>) -> String {
        let plain = text.map(|text| self.real(text)).unwrap_or_default();
        if self.twin { String::new() } else { plain }
    }

    /// The unit of a track. In another language it is all forms of its plural; what rules of wording ask for stays.
    pub(super) fn unit(&mut self, text: &Text) -> String {
        let english = match self.tongue.take() {
            Some(tongue) => {
                let english = self.text(text);
                self.tongue = Some(tongue);
                english
            }
            None => return self.text(text),
        };
        let Some(tongue) = &mut self.tongue else { return english };
        tongue.unit(text.span, english)
    }

    /// A reference, which may well stay in the language in which it is written.
    pub(super) fn cited(&mut self, text: &Text) -> String {
        let plain = self.plain(text);
        match &mut self.tongue {
            Some(tongue) => tongue.on(text.span, plain, Way::Optional),
            None => plain,
        }
    }

    /// A text fit to be shown, as it is written.
    pub(super) fn plain(&mut self, text: &Text) -> String {
        if limits::TEXT_BYTES < text.value.len() {
            self.fault(text.span, |place, path| say::text_too_long(place, path, text.value.len(), limits::TEXT_BYTES));
        }
        if text.value.chars().all(|c| c.is_whitespace() || unsafe_character(c)) {
            self.fault(text.span, say::text_empty);
        }
        // What stands in the file as it is has been reported there; what is left was written with a backslash.
        let written = self.sources.text_of(text.span);
        if let Some(bad) = text.value.chars().find(|c| unsafe_character(*c))
            && !written.contains(crate::language::po::hidden)
        {
            self.fault(text.span, |place, path| say::unsafe_text(place, path, bad));
        }
        text.value.chars().filter(|c| !unsafe_character(*c)).collect()
    }

    /// A text that may be missing.
    pub(super) fn maybe(&mut self, text: Option<&Text>) -> String {
        text.map(|text| self.text(text)).unwrap_or_default()
    }

    /// What the author allows at the item at hand. That the reason is not empty is seen to here; whether the code is one
    /// is for the lint to say, which knows them.
    pub(super) fn allow(&mut self, allow: &Table<Text>) {
        let item = self.here();
        for (code, reason) in &allow.entries {
            self.within(format!("allow.{}", code.value), |c| {
                c.plain(reason);
                let spot = Spot { span: code.span, path: c.here() };
                c.spots.allowed.push(Allowed { item: item.clone(), code: code.value.clone(), spot });
            });
        }
    }

    /// Who sees something.
    pub(super) fn audience(&mut self, word: Option<&AudienceWord>, default: Audience) -> Audience {
        match word {
            None => default,
            Some(AudienceWord::World) => Audience::WORLD,
            Some(AudienceWord::Both) => Audience::BOTH,
            Some(AudienceWord::Nobody) => Audience::NOBODY,
            Some(AudienceWord::Only(id)) => self.actor(id).map_or(Audience::NOBODY, Audience::only),
        }
    }

    /// Where something comes from.
    pub(super) fn source(&mut self, ids: &[Id]) -> Vec<SourceId> {
        let found: Vec<usize> = ids.iter().filter_map(|id| self.look_up(Kind::Source, id)).collect();
        self.used.extend(&found);
        found.into_iter().map(SourceId::new).collect()
    }

    /// First and last turn, or all.
    pub(super) fn turn_range(&mut self, turns: Option<&(Number, Number)>) -> (u8, u8) {
        let last = self.last_turn();
        let Some((from, to)) = turns else { return self.all_turns() };
        let first = self.number(from, 0, last);
        let end = self.number(to, 0, last);
        if end < first {
            self.fault(to.span, |place, path| say::turns_reversed(place, path, first, end));
        }
        (u8::try_from(first).unwrap_or(0), u8::try_from(end).unwrap_or(0))
    }
}

/// Control characters and those that turn the direction of writing can hide what a text says.
fn unsafe_character(c: char) -> bool {
    crate::language::po::hidden(c) || c == '\t'
}

/// The horizons in words, where the author names none.
pub(super) const HORIZONS: [&str; 2] = [mark!("At the end"), mark!("Two years later")];

fn empty(id: &str, fingerprint: String) -> Scenario {
    let actor = || super::model::ActorData {
        id: String::new(),
        name: String::new(),
        adjective: String::new(),
        decider: String::new(),
        seat: String::new(),
        standing: None,
        credibility: None,
        dispositions: Vec::new(),
    };
    Scenario {
        id: id.to_owned(),
        status: Status::Draft,
        language: "en".to_owned(),
        title: String::new(),
        subtitle: String::new(),
        summary: String::new(),
        content_note: String::new(),
        living: false,
        judgement: String::new(),
        prologue: 0,
        handicap: None,
        counted: String::new(),
        counted_source: Vec::new(),
        grades: None,
        horizons: HORIZONS.map(|text| language::plain(text).to_owned()),
        known: tr!("As known today").to_owned(),
        actors: [actor(), actor()],
        parties: Vec::new(),
        channels: Vec::new(),
        tracks: Vec::new(),
        facts: Vec::new(),
        ladders: Vec::new(),
        incident_factors: Vec::new(),
        catastrophe_factors: Vec::new(),
        dispositions: Vec::new(),
        turns: Vec::new(),
        instead: Vec::new(),
        moves: Vec::new(),
        terms: Vec::new(),
        offers: Vec::new(),
        commitments: Vec::new(),
        lines: Vec::new(),
        rules: Vec::new(),
        endings: Vec::new(),
        aftermath: Vec::new(),
        aims: Vec::new(),
        readings: Vec::new(),
        sources: Vec::new(),
        questions: Vec::new(),
        glossary: Vec::new(),
        history: None,
        map: None,
        cuts: Vec::new(),
        variants: Vec::new(),
        twin: None,
        original: None,
        teaching: None,
        card: None,
        blocks: Vec::new(),
        chances: Vec::new(),
        whens: Vec::new(),
        fingerprint,
        index: Index { facts: Bits::default(), ..Index::default() },
    }
}
