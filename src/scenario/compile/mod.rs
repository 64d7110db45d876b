//! Turns what an author wrote into a checked [`Scenario`]: ids looked up, numbers in range, defaults filled in.
//!
//! It finds every fault it can and goes on; what takes meaning rather than shape is left to `check`.

mod map;
mod outcome;
mod play;
mod words;
mod world;

use std::collections::BTreeMap;

use super::{
    bits::Bits,
    diagnostic::{self as say, Diagnostic},
    format::{AudienceWord, Id, Number, ScenarioFile, Status, Text},
    model::{
        Actor, Audience, DeskMoves, Index, LadderId, LineKey, MoveKey, RuleId, RuleKey, RuleKind, Scenario, SourceId,
        limits,
    },
    program::{Code, Programs, place, settled},
    source::{Sources, Span, Table, nearest},
};

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
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Party => "party",
            Self::Channel => "channel",
            Self::Track => "track",
            Self::Fact => "fact or posture",
            Self::Ladder => "ladder",
            Self::Disposition => "disposition",
            Self::Move => "move",
            Self::Term => "term",
            Self::Offer => "offer",
            Self::Commitment => "commitment",
            Self::Line => "red line",
            Self::Rule => "event, party rule or drift",
            Self::Ending => "ending",
            Self::Aftermath => "aftermath item",
            Self::Aim => "aim",
            Self::Source => "source",
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
pub(super) struct Spot {
    /// Where.
    pub(super) span: Span,
    /// The data path, such as `moves.speech.requires`.
    pub(super) path: String,
}

/// The places of the items that later checks speak about, in the order of the scenario's lists.
#[derive(Clone, Debug, Default)]
pub(super) struct Spots {
    pub(super) moves: Vec<Spot>,
    pub(super) requires: Vec<Spot>,
    pub(super) terms: Vec<Spot>,
    pub(super) offers: Vec<Spot>,
    pub(super) lines: Vec<Spot>,
    pub(super) rules: Vec<Spot>,
    pub(super) endings: Vec<Spot>,
    pub(super) aims: Vec<Spot>,
    pub(super) intentions: Vec<Vec<Spot>>,
    pub(super) turns: Vec<Spot>,
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
    /// Every condition in the scenario, for the checks of what never or always holds.
    pub(super) conditions: Vec<(Spot, super::model::Condition)>,
    /// The spot of the title, for faults of the scenario as a whole.
    pub(super) whole: Option<Spot>,
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
    /// Effects counted in the list in hand.
    pub(super) effect_count: usize,
}

/// Compiles a whole scenario. The scenario is fit for play only if no fault is an error.
pub(super) fn compile(
    id: &str,
    file: &ScenarioFile,
    sources: &Sources,
    fingerprint: String,
    failed: &[String],
) -> (Scenario, Spots, Vec<Diagnostic>) {
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
        effect_count: 0,
    };
    compiler.name_everything();
    compiler.head();
    compiler.world();
    compiler.play();
    compiler.outcome();
    compiler.map();
    compiler.index();
    (compiler.scenario, compiler.spots, compiler.faults)
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

    /// A place to come back to.
    pub(super) fn spot(&self, span: Span) -> Spot {
        Spot { span, path: self.here() }
    }

    /// Records a fault at a span.
    pub(super) fn fault(&mut self, span: Span, make: impl FnOnce(super::source::Place, String) -> Diagnostic) {
        let place = self.sources.place(span);
        let path = self.here();
        self.faults.push(make(place, path));
    }

    /// Gives every id its index, so that references can point forward.
    fn name_everything(&mut self) {
        let file = self.file;
        self.table("actors", Kind::Actor, &file.actors, 2);
        self.table("parties", Kind::Party, &file.parties, limits::PARTIES);
        self.table("channels", Kind::Channel, &file.channels, limits::CHANNELS);
        self.table("tracks", Kind::Track, &file.tracks, limits::TRACKS);
        self.table("facts", Kind::Fact, &file.facts, limits::FACTS);
        self.table("postures", Kind::Fact, &file.postures, limits::FACTS);
        self.table("ladders", Kind::Ladder, &file.ladders, limits::LADDERS);
        self.table("dispositions", Kind::Disposition, &file.dispositions, limits::DISPOSITIONS);
        self.table("moves", Kind::Move, &file.moves, limits::MOVES);
        self.table("terms", Kind::Term, &file.terms, limits::TERMS);
        self.table("offers", Kind::Offer, &file.offers, limits::OFFERS);
        self.table("commitments", Kind::Commitment, &file.commitments, limits::COMMITMENTS);
        self.table("red_lines", Kind::Line, &file.red_lines, limits::LINES);
        self.table("events", Kind::Rule, &file.events, limits::RULES);
        for (party, data) in &file.parties.entries {
            for (rule, _) in &data.rules.entries {
                let id = format!("{}.{}", party.value, rule.value);
                self.name(Kind::Rule, &id, rule.span, limits::RULES);
            }
            self.read_faults("parties", &data.rules);
            self.read_faults("parties", &data.trust);
        }
        self.table("drift", Kind::Rule, &file.drift, limits::RULES);
        self.table("endings", Kind::Ending, &file.endings, limits::ENDINGS);
        self.table("aftermath", Kind::Aftermath, &file.aftermath, limits::AFTERMATH);
        self.table("aims", Kind::Aim, &file.aims, limits::AIMS);
        self.table("sources", Kind::Source, &file.sources, 4096);
        self.read_faults("readings", &file.readings);
        self.read_faults("glossary", &file.glossary);
        self.listing_faults("turns", &file.turns);
        self.listing_faults("questions", &file.questions);
        let tracks = self.names.get(&Kind::Track).cloned().unwrap_or_default();
        for (id, _) in file
            .facts
            .entries
            .iter()
            .map(|(id, f)| (id, f.start))
            .chain(file.postures.entries.iter().map(|(id, p)| (id, p.start)))
        {
            if tracks.contains_key(&id.value) {
                self.within("facts", |c| {
                    c.fault(id.span, |place, path| say::duplicate_id(place, path, &id.value, "a track and a fact"));
                });
            }
        }
    }

    fn table<T>(&mut self, part: &str, kind: Kind, table: &Table<T>, most: usize) {
        self.read_faults(part, table);
        self.path.push(part.to_owned());
        for (id, _) in &table.entries {
            self.name(kind, &id.value, id.span, most);
        }
        for id in &table.broken {
            self.names.entry(kind).or_default().entry(id.clone()).or_insert(0);
        }
        self.path.pop();
    }

    fn name(&mut self, kind: Kind, id: &str, span: Span, most: usize) {
        let shape = !id.is_empty()
            && id.len() <= 64
            && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._".contains(&byte));
        if !shape {
            self.fault(span, |place, path| say::id_shape(place, path, id));
        }
        let next = self.counts.get(&kind).copied().unwrap_or(0);
        if next == most {
            self.fault(span, |place, path| say::too_many(place, path, kind.word(), most));
        }
        let names = self.names.entry(kind).or_default();
        if names.contains_key(id) {
            self.fault(span, |place, path| say::duplicate_id(place, path, id, kind.word()));
            return;
        }
        self.counts.insert(kind, next + 1);
        // Beyond the limit everything shares the last index: the scenario is refused, but the checks go on.
        names.insert(id.to_owned(), next.min(most.saturating_sub(1)));
    }

    /// Takes over the faults that were found while a table was read.
    pub(super) fn read_faults<T>(&mut self, part: &str, table: &Table<T>) {
        for fault in &table.faults {
            let place = self.sources.place(fault.span);
            self.faults.push(say::read(place, part.to_owned(), fault));
        }
    }

    /// Takes over the faults that were found while a list was read.
    pub(super) fn listing_faults<T>(&mut self, part: &str, listing: &super::source::Listing<T>) {
        for fault in &listing.faults {
            let place = self.sources.place(fault.span);
            self.faults.push(say::read(place, part.to_owned(), fault));
        }
    }

    /// The index of an id, or a fault.
    pub(super) fn look_up(&mut self, kind: Kind, id: &Id) -> Option<usize> {
        let names = self.names.get(&kind);
        if let Some(index) = names.and_then(|names| names.get(&id.value)) {
            return Some(*index);
        }
        if kind.parts().iter().any(|part| self.failed.iter().any(|failed| failed == part)) {
            return None;
        }
        let near = names.and_then(|names| nearest(&id.value, names.keys().map(String::as_str))).map(str::to_owned);
        self.fault(id.span, |place, path| say::unknown_id(place, path, kind.word(), &id.value, near.as_deref()));
        None
    }

    /// Whether an id is declared, without a fault.
    pub(super) fn known(&self, kind: Kind, id: &str) -> Option<usize> {
        self.names.get(&kind)?.get(id).copied()
    }

    /// An actor.
    pub(super) fn actor(&mut self, id: &Id) -> Option<Actor> {
        self.look_up(Kind::Actor, id).map(|index| if index == 0 { Actor::First } else { Actor::Second })
    }

    /// A rung of a ladder, by its id.
    pub(super) fn rung(&mut self, ladder: LadderId, id: &Id) -> Option<u8> {
        let rungs: Vec<&str> = self
            .file
            .ladders
            .entries
            .get(ladder.index())
            .map(|(_, data)| data.rungs.entries.iter().map(|rung| rung.value.id.value.as_str()).collect())
            .unwrap_or_default();
        if let Some(at) = rungs.iter().position(|rung| *rung == id.value) {
            return u8::try_from(at).ok();
        }
        let gaps = self.file.ladders.entries.get(ladder.index()).is_none_or(|(_, data)| !data.rungs.faults.is_empty());
        if gaps {
            return None;
        }
        let near = nearest(&id.value, rungs.iter().copied()).map(str::to_owned);
        self.fault(id.span, |place, path| say::unknown_id(place, path, "rung", &id.value, near.as_deref()));
        None
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

    /// A text fit to be shown.
    pub(super) fn text(&mut self, text: &Text) -> String {
        if limits::TEXT_BYTES < text.value.len() {
            self.fault(text.span, |place, path| say::text_too_long(place, path, text.value.len(), limits::TEXT_BYTES));
        }
        if let Some(bad) = text.value.chars().find(|c| unsafe_character(*c)) {
            self.fault(text.span, |place, path| say::unsafe_text(place, path, bad));
        }
        text.value.chars().filter(|c| !unsafe_character(*c)).collect()
    }

    /// A text that may be missing.
    pub(super) fn maybe(&mut self, text: Option<&Text>) -> String {
        text.map(|text| self.text(text)).unwrap_or_default()
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
        ids.iter().filter_map(|id| self.look_up(Kind::Source, id)).map(SourceId::new).collect()
    }

    /// First and last turn, or all.
    pub(super) fn turn_range(&mut self, turns: Option<&(Number, Number)>) -> (u8, u8) {
        let last = i64::try_from(self.file.turns.entries.len()).unwrap_or(1).clamp(1, 32) - 1;
        let Some((from, to)) = turns else {
            return (0, u8::try_from(last).unwrap_or(0));
        };
        let first = self.number(from, 0, last);
        let end = self.number(to, 0, last);
        if end < first {
            self.fault(to.span, |place, path| say::turns_reversed(place, path, first, end));
        }
        (u8::try_from(first).unwrap_or(0), u8::try_from(end).unwrap_or(0))
    }

    /// The facts about the scenario as a whole.
    fn head(&mut self) {
        let file = self.file;
        let whole = file.title.as_ref().map_or_else(|| self.sources.span_of_file("scenario.ron"), |title| title.span);
        self.spots.whole = Some(Spot { span: whole, path: "title".to_owned() });
        match &file.format {
            Some(format) if format.value == 1 => {}
            Some(format) => {
                self.within("format", |c| {
                    c.fault(format.span, |place, path| say::format_unknown(place, path, Some(format.value)));
                });
            }
            None => {
                let span = self.sources.span_of_file("scenario.ron");
                self.fault(span, |place, _| say::format_unknown(place, "format".to_owned(), None));
            }
        }
        self.scenario.status = file.status;
        self.scenario.living = file.living;
        let text = |c: &mut Self, name: &str, text: Option<&Text>| c.within(name, |c| c.maybe(text));
        self.scenario.title = text(self, "title", file.title.as_ref());
        self.scenario.subtitle = text(self, "subtitle", file.subtitle.as_ref());
        self.scenario.summary = text(self, "summary", file.summary.as_ref());
        self.scenario.content_note = text(self, "content_note", file.content_note.as_ref());
        self.scenario.judgement = text(self, "judgement", file.judgement.as_ref());
        if let Some(language) = &file.language {
            self.scenario.language = self.within("language", |c| c.text(language));
        }
        self.scenario.prologue = self.within("prologue", |c| c.byte(file.prologue.as_ref(), 3, 0));
        if let Some(handicap) = &file.handicap {
            self.within("handicap", |c| {
                let actor = c.actor(&handicap.actor);
                let points = c.byte(Some(&handicap.points), 10, 0);
                let why = c.text(&handicap.why);
                c.scenario.handicap = actor.map(|actor| (actor, points, why));
            });
        }
        if let Some(horizons) = &file.horizons {
            self.within("horizons", |c| {
                c.scenario.horizons = [c.text(&horizons.at_once), c.text(&horizons.later)];
                if let Some(known) = &horizons.known {
                    c.scenario.known = c.text(known);
                }
            });
        }
        let questions: Vec<String> = self
            .within("questions", |c| c.file.questions.entries.iter().map(|question| c.text(&question.value)).collect());
        self.scenario.questions = questions;
        let glossary: Vec<(String, String)> = self.within("glossary", |c| {
            c.file.glossary.entries.iter().map(|(word, text)| (word.value.clone(), c.text(text))).collect()
        });
        self.scenario.glossary = glossary;
    }

    /// Makes what play needs in a handy shape.
    fn index(&mut self) {
        let scenario = &mut self.scenario;
        let mut index = Index { facts: scenario.index.facts, ..Index::default() };
        for eyes in 0..3 {
            for (at, fact) in scenario.facts.iter().enumerate() {
                index.facts_seen[eyes].set(at, fact.audience.has(eyes));
            }
            for (at, track) in scenario.tracks.iter().enumerate() {
                index.tracks_seen[eyes].set(at, track.audience.has(eyes));
            }
            for (at, data) in scenario.moves.iter().enumerate() {
                index.moves_seen[eyes].set(at, data.audience.has(eyes) || data.actor.index() == eyes);
            }
            for (at, rule) in scenario.rules.iter().enumerate() {
                let seen = rule.audience.has(eyes) || rule.seen_as.get(eyes).is_some_and(Option::is_some);
                index.rules_seen[eyes].set(at, seen);
            }
        }
        let turns = scenario.turns.len();
        for actor in Actor::BOTH {
            index.moves_by_turn[actor.index()] = (0..turns)
                .map(|turn| {
                    let mut moves: Vec<_> = (0..scenario.moves.len().min(limits::MOVES))
                        .map(super::model::MoveId::new)
                        .filter(|id| {
                            let data = &scenario.moves[id.index()];
                            data.actor == actor
                                && usize::from(data.turns.0) <= turn
                                && turn <= usize::from(data.turns.1)
                        })
                        .collect();
                    moves.sort_by_key(|id| (scenario.moves[id.index()].channel, *id));
                    moves
                })
                .collect();
        }
        index.incidents_by_turn = (0..turns)
            .map(|turn| {
                let mut rules = rules_on(scenario, turn, |kind| !matches!(kind, RuleKind::Drift | RuleKind::Party(_)));
                rules.retain(|rule| 0 < scenario.rules[rule.index()].weight);
                rules
            })
            .collect();
        index.postures = (0..scenario.facts.len())
            .filter(|at| !scenario.facts[*at].upkeep.is_empty())
            .map(super::model::FactId::new)
            .collect();
        index.danger = scenario
            .tracks
            .iter()
            .position(|track| track.role == super::model::RoleWord::Danger)
            .map(super::model::TrackId::new);
        index.bits[place::FACTS..place::SEEN].copy_from_slice(index.facts.words());
        for eyes in 0..3 {
            let from = place::SEEN + 4 * eyes;
            index.bits[from..from + 4].copy_from_slice(index.facts_seen[eyes].words());
        }
        index.must = scenario.channels.iter().any(|channel| channel.must);
        scenario.index = index;
        programs(scenario);
    }
}

/// Makes the programs of the conditions that are asked every turn, those of one kind beside each other.
fn programs(scenario: &mut Scenario) {
    let mut programs = Programs::default();
    let channels = scenario
        .channels
        .iter()
        .map(|data| Actor::BOTH.map(|actor| programs.add(scenario, &data.open, Some(actor.index()))))
        .collect();
    let moves = scenario
        .moves
        .iter()
        .map(|data| MoveKey {
            requires: programs.add(scenario, &data.requires, Some(data.actor.index())),
            channel: data.channel,
            actor: data.actor,
            turns: data.turns,
            tempo: data.tempo,
            words: data.words,
            repeat: data.repeat,
            excludes: !data.excludes.is_empty(),
            escalation: data.escalation,
        })
        .collect();
    let rules = scenario
        .rules
        .iter()
        .map(|data| RuleKey { when: programs.add(scenario, &data.when, None), odds: data.odds, repeat: data.repeat })
        .collect();
    let lines = scenario
        .lines
        .iter()
        .map(|data| LineKey {
            crossed: programs.add(scenario, &data.crossed, None),
            probed: programs.add(scenario, &data.probed, None),
            chance: programs.add(scenario, &data.chance, None),
        })
        .collect();
    let endings = scenario
        .endings
        .iter()
        .map(|data| data.when.as_ref().map_or(Code::NO, |when| programs.add(scenario, when, None)))
        .collect();
    let effects = scenario.whens.iter().map(|when| programs.add(scenario, when, None)).collect();
    let index = &mut scenario.index;
    index.channels = channels;
    index.moves = moves;
    index.rules = rules;
    index.lines = lines;
    index.endings = endings;
    index.effects = effects;
    index.programs = programs;
    by_rung(scenario);
}

/// Sorts moves and rules by turn and rung, leaving out what these two alone rule out.
fn by_rung(scenario: &mut Scenario) {
    let rungs = scenario.ladders.first().map_or(1, |ladder| ladder.rungs.len().max(1));
    let rungs = || (0_u8..).take(rungs);
    let turns = || (0_u8..).take(scenario.turns.len());
    let moves_by_rung = Actor::BOTH.map(|actor| {
        let by_turn = turns().zip(&scenario.index.moves_by_turn[actor.index()]);
        by_turn
            .map(|(turn, moves)| {
                rungs()
                    .map(|rung| {
                        let mut desks: Vec<DeskMoves> = Vec::new();
                        for id in moves {
                            let data = &scenario.moves[id.index()];
                            let code = match settled(&data.requires, LadderId(0), rung, turn) {
                                Some(false) => continue,
                                Some(true) => Code::YES,
                                None => scenario.index.moves[id.index()].requires,
                            };
                            let entry = (*id, code, !data.repeat);
                            match desks.last_mut() {
                                Some(desk) if desk.channel == data.channel => desk.moves.push(entry),
                                _ => desks.push(DeskMoves { channel: data.channel, moves: vec![entry] }),
                            }
                        }
                        desks
                    })
                    .collect()
            })
            .collect()
    });
    let rules_by_turn = std::array::from_fn(|slot| {
        turns()
            .map(|turn| {
                let rules = rules_on(scenario, usize::from(turn), |kind| match kind {
                    RuleKind::Opening => slot == 0,
                    RuleKind::Closing => slot == 1,
                    RuleKind::Party(_) => slot == 2,
                    RuleKind::Drift => slot == 3,
                    RuleKind::Incident => false,
                });
                rungs()
                    .map(|rung| {
                        let can = |id: &RuleId| {
                            let data = &scenario.rules[id.index()];
                            0 < data.odds && settled(&data.when, LadderId(0), rung, turn) != Some(false)
                        };
                        rules.iter().copied().filter(can).collect()
                    })
                    .collect()
            })
            .collect()
    });
    scenario.index.moves_by_rung = moves_by_rung;
    scenario.index.rules_by_turn = rules_by_turn;
}

fn rules_on(scenario: &Scenario, turn: usize, wanted: impl Fn(RuleKind) -> bool) -> Vec<super::model::RuleId> {
    (0..scenario.rules.len().min(limits::RULES))
        .filter(|at| {
            let rule = &scenario.rules[*at];
            wanted(rule.kind) && usize::from(rule.turns.0) <= turn && turn <= usize::from(rule.turns.1)
        })
        .map(super::model::RuleId::new)
        .collect()
}

/// Control characters and those that turn the direction of writing can hide what a text says.
fn unsafe_character(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

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
        horizons: ["At the end".to_owned(), "Two years later".to_owned()],
        known: "As known today".to_owned(),
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
        blocks: Vec::new(),
        chances: Vec::new(),
        whens: Vec::new(),
        fingerprint,
        index: Index { facts: Bits::default(), ..Index::default() },
    }
}
