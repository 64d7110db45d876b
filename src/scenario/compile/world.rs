//! Compiles the world: actors, parties, desks, tracks, facts, ladders, dispositions, turns.

use super::{Compiler, Kind, Site, Time};
use crate::scenario::{
    diagnostic as say,
    format::{FactorFile, Id},
    model::{
        Actor, ActorData, Audience, ChannelData, Condition, DispositionData, DispositionId, FactData, FactId, Factor,
        InsteadData, LadderData, MoveId, PartyData, PartyId, RoleWord, RungData, TrackData, TrackId, TurnData, limits,
    },
    source::Table,
};

/// What is said of a turn beyond the record, wherever its date stands.
const HYPOTHETICAL: &str = mark!("HYPOTHETICAL");

impl Compiler<'_> {
    pub(super) fn world(&mut self) {
        self.actors();
        self.within("sources", Self::source_list);
        self.within("parties", Self::parties);
        self.within("tracks", Self::tracks);
        self.within("facts", Self::facts);
        self.within("ladders", Self::ladders);
        self.within("channels", Self::channels);
        self.within("hazards", Self::hazards);
        self.within("postures", Self::postures);
        self.within("dispositions", Self::dispositions);
        self.within("turns", Self::turns);
        self.within("instead", Self::instead);
    }

    /// Whether a part could not be read at all.
    pub(super) fn missing(&self, part: &str) -> bool {
        self.failed.iter().any(|failed| failed == part)
    }

    fn actors(&mut self) {
        let entries = &self.file.actors.entries;
        if entries.len() != 2 && self.file.actors.broken.is_empty() && !self.missing("actors") {
            let span = entries.get(2).map(|(id, _)| id.span).unwrap_or(self.spots.whole);
            let found = entries.len();
            self.within("actors", |c| c.fault(span, |place, path| say::actors_not_two(place, path, found)));
        }
        for (at, (id, data)) in self.file.actors.entries.iter().take(2).enumerate() {
            let actor = self.within(format!("actors.{}", id.value), |c| {
                let spot = c.spot(id.span);
                c.spots.actors.push(spot);
                let name = c.text(&data.name);
                ActorData {
                    id: id.value.clone(),
                    adjective: data.adjective.as_ref().map_or_else(|| name.clone(), |adjective| c.text(adjective)),
                    name,
                    decider: c.text(&data.decider),
                    seat: c.maybe(data.seat.as_ref()),
                    standing: None,
                    credibility: None,
                    dispositions: Vec::new(),
                }
            });
            self.scenario.actors[at] = actor;
        }
    }

    fn parties(&mut self) {
        for (id, data) in &self.file.parties.entries {
            let party = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.parties.push(spot);
                let mut trust = [None; 2];
                for (actor, track) in &data.trust.entries {
                    let track = c.look_up(Kind::Track, track).map(TrackId::new);
                    if let Some(actor) = c.actor(actor) {
                        trust[actor.index()] = track;
                    }
                }
                PartyData {
                    id: id.value.clone(),
                    name: c.text(&data.name),
                    text: c.maybe(data.text.as_ref()),
                    will: data.will.as_ref().and_then(|track| c.look_up(Kind::Track, track)).map(TrackId::new),
                    trust,
                    inside: data.inside.as_ref().and_then(|actor| c.actor(actor)),
                    source: c.source(&data.source),
                }
            });
            self.scenario.parties.push(party);
        }
    }

    fn tracks(&mut self) {
        for (id, data) in &self.file.tracks.entries {
            let track = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.tracks.push(spot);
                const BIG: i64 = 1_000_000_000;
                let min = c.small(data.min.as_ref(), -BIG, BIG, 0);
                let max = c.small(data.max.as_ref(), -BIG, BIG, 100);
                if max <= min {
                    c.fault(id.span, |place, path| say::bounds_reversed(place, path, min, max));
                }
                let start = c.number(&data.start, min.min(max), max.max(min));
                let mut owner = None;
                let mut party = None;
                if let Some(id) = &data.owner {
                    if let Some(index) = c.known(Kind::Party, &id.value) {
                        party = Some(PartyId::new(index));
                    } else {
                        owner = c.actor(id);
                    }
                }
                TrackData {
                    id: id.value.clone(),
                    name: c.text(&data.name),
                    text: c.maybe(data.text.as_ref()),
                    owner,
                    party,
                    role: data.role,
                    start: i32::try_from(start).unwrap_or(0),
                    min: i32::try_from(min.min(max)).unwrap_or(0),
                    max: i32::try_from(max.max(min)).unwrap_or(100),
                    unit: match &data.unit {
                        Some(unit) => c.unit(unit),
                        None if data.role == RoleWord::HumanCost => "people".to_owned(),
                        None => "points".to_owned(),
                    },
                    audience: c.audience(data.audience.as_ref(), Audience::WORLD),
                    estimates: c.estimates(&data.estimates),
                    estimate_of: [None; 2],
                    source: c.source(&data.source),
                    note: c.note(data.note.as_ref()),
                }
            });
            let at = TrackId::new(self.scenario.tracks.len().min(limits::TRACKS - 1));
            // With more than two actors, which is a fault of its own, seats are not told apart.
            let seated = self.file.actors.entries.len() <= 2;
            let seat = track.owner.filter(|_| seated).map(Actor::index);
            let taken = match (track.role, seat) {
                (RoleWord::Standing, Some(seat)) => self.scenario.actors[seat].standing.replace(at).is_some(),
                (RoleWord::Credibility, Some(seat)) => self.scenario.actors[seat].credibility.replace(at).is_some(),
                (RoleWord::Danger, _) => self.scenario.tracks.iter().any(|other| other.role == RoleWord::Danger),
                // An owner that is not known has been reported.
                (RoleWord::Standing | RoleWord::Credibility, None)
                    if !seated || (data.owner.is_some() && track.party.is_none()) =>
                {
                    false
                }
                (RoleWord::Standing | RoleWord::Credibility, None) => {
                    self.within(id.value.clone(), |c| {
                        c.fault(id.span, |place, path| say::role_without_owner(place, path, &id.value));
                    });
                    false
                }
                _ => false,
            };
            if taken {
                self.within(id.value.clone(), |c| {
                    c.fault(id.span, |place, path| say::role_twice(place, path, &id.value));
                });
            }
            self.scenario.tracks.push(track);
        }
        self.scenario.tracks.truncate(limits::TRACKS);
        self.fit_estimates();
    }

    /// The tracks that actors see in place of one.
    fn estimates(&mut self, file: &Table<Id>) -> [Option<TrackId>; 2] {
        let mut estimates = [None; 2];
        self.within("estimates", |c| {
            for (actor, track) in &file.entries {
                let track = c.look_up(Kind::Track, track).map(TrackId::new);
                if let Some(actor) = c.actor(actor) {
                    estimates[actor.index()] = track.filter(|track| track.index() < limits::TRACKS);
                }
            }
        });
        estimates
    }

    /// Notes of each estimate what it stands for, and reports those that cannot.
    fn fit_estimates(&mut self) {
        for (at, (id, data)) in self.file.tracks.entries.iter().enumerate().take(self.scenario.tracks.len()) {
            for (name, track) in &data.estimates.entries {
                let Some(actor) = self.known(Kind::Actor, &name.value).and_then(|at| Actor::BOTH.get(at).copied())
                else {
                    continue;
                };
                let seat = actor.index();
                let Some(estimate) = self.scenario.tracks[at].estimates[seat] else { continue };
                let (of, by) = (&self.scenario.tracks[at], &self.scenario.tracks[estimate.index()]);
                let why = if of.audience.includes(actor) {
                    tr!("`{actor}` sees `{track}` itself", actor = name.value, track = id.value)
                } else if by.audience.world() {
                    tr!(
                        "the world sees `{track}`; say `audience: Only(\"{actor}\")` or `audience: Nobody`",
                        track = by.id,
                        actor = name.value
                    )
                } else if estimate.index() == at {
                    tr!("a track cannot be an estimate of itself").to_owned()
                } else if by.estimates[seat].is_some() {
                    tr!("`{actor}` sees an estimate in place of `{track}` too", actor = name.value, track = by.id)
                } else if by.estimate_of[seat].is_some() {
                    tr!("`{track}` stands in place of another track already", track = by.id)
                } else if (by.min, by.max) != (of.min, of.max) {
                    tr!(
                        "`{estimate}` goes from {min} to {max}, and `{track}` from {least} to {most}",
                        estimate = by.id,
                        min = by.min,
                        max = by.max,
                        track = of.id,
                        least = of.min,
                        most = of.max
                    )
                } else {
                    self.scenario.tracks[estimate.index()].estimate_of[seat] = Some(TrackId::new(at));
                    continue;
                };
                self.scenario.tracks[at].estimates[seat] = None;
                self.within(format!("{}.estimates.{}", id.value, name.value), |c| {
                    c.fault(track.span, |place, path| say::estimate_unfit(place, path, &why));
                });
            }
        }
    }

    fn facts(&mut self) {
        for (id, data) in &self.file.facts.entries {
            let fact = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.facts.push(spot);
                FactData {
                    id: id.value.clone(),
                    text: c.text(&data.text),
                    audience: c.audience(data.audience.as_ref(), Audience::WORLD),
                    shows: Vec::new(),
                    posture: None,
                    upkeep: Box::default(),
                }
            });
            self.start_fact(data.start);
            self.scenario.facts.push(fact);
        }
    }

    fn start_fact(&mut self, start: bool) {
        let at = self.scenario.facts.len();
        if at < limits::FACTS {
            self.scenario.index.facts.set(at, start);
        }
    }

    /// Postures come after ladders and channels because their upkeep may speak of them.
    fn postures(&mut self) {
        for (id, data) in &self.file.postures.entries {
            let fact = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.facts.push(spot);
                let owner = c.actor(&data.owner);
                let upkeep = c.within("upkeep", |c| c.effects(&data.upkeep, owner));
                FactData {
                    id: id.value.clone(),
                    text: c.text(&data.text),
                    audience: {
                        let audience = c.audience(data.audience.as_ref(), Audience::WORLD);
                        owner.map_or(audience, |owner| audience.and(Audience::only(owner)))
                    },
                    shows: Vec::new(),
                    posture: owner,
                    upkeep,
                }
            });
            self.start_fact(data.start);
            self.scenario.facts.push(fact);
        }
        self.scenario.facts.truncate(limits::FACTS);
        self.within("facts", Self::shown);
    }

    /// What gives a fact away, kept with what gives it away.
    fn shown(&mut self) {
        for (at, (id, data)) in self.file.facts.entries.iter().take(limits::FACTS).enumerate() {
            self.within(format!("{}.shown_by", id.value), |c| {
                for by in &data.shown_by {
                    if let Some(by) = c.look_up(Kind::Fact, by)
                        && let Some(by) = c.scenario.facts.get_mut(by)
                    {
                        by.shows.push(FactId::new(at));
                    }
                }
            });
        }
    }

    fn ladders(&mut self) {
        for (at, (id, data)) in self.file.ladders.entries.iter().take(limits::LADDERS).enumerate() {
            let ladder = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.ladders.push(spot);
                let mut rungs: Vec<RungData> = Vec::new();
                let mut spots = Vec::new();
                let ladder_id = crate::scenario::model::LadderId::new(at);
                if data.rungs.entries.len() + data.rungs.broken < 2 {
                    c.fault(id.span, |place, path| {
                        say::too_few(place, path, tr!(of "kind", "rung"), data.rungs.entries.len(), 2)
                    });
                }
                for (at, rung) in data.rungs.entries.iter().enumerate() {
                    let rung = &rung.value;
                    if at == limits::RUNGS {
                        c.fault(rung.id.span, |place, path| {
                            say::too_many(place, path, tr!(of "kinds", "rungs"), limits::RUNGS)
                        });
                        break;
                    }
                    c.within(format!("rungs.{}", rung.id.value), |c| {
                        spots.push(c.spot(rung.id.span));
                        c.id_shape(&rung.id.value, rung.id.span);
                        if rungs.iter().any(|other| other.id == rung.id.value) {
                            c.fault(rung.id.span, |place, path| {
                                say::duplicate_id(place, path, &rung.id.value, tr!(of "kind", "rung"))
                            });
                        }
                        let severity = c.byte(Some(&rung.severity), 100, 0);
                        if let Some(below) = rungs.last()
                            && severity < below.severity
                        {
                            c.fault(rung.severity.span, |place, path| {
                                say::rungs_out_of_order(place, path, severity, &below.id, below.severity)
                            });
                        }
                        rungs.push(RungData {
                            id: rung.id.value.clone(),
                            name: c.text(&rung.name),
                            text: c.maybe(rung.text.as_ref()),
                            severity,
                            incident: c.odds(rung.incident.as_ref(), 0, 0),
                            catastrophe: c.odds(rung.catastrophe.as_ref(), 0, 0),
                            threshold: rung.threshold.as_ref().map(|text| c.text(text)),
                            reversible: rung.reversible,
                            absorbing: rung.absorbing,
                            unanswered: rung
                                .unanswered
                                .as_ref()
                                .and_then(|to| c.rung(ladder_id, to))
                                .unwrap_or_else(|| u8::try_from(at + 1).unwrap_or(u8::MAX)),
                            source: c.source(&rung.source),
                        });
                    });
                }
                c.spots.rungs.push(spots);
                let start = data.start.as_ref().and_then(|rung| c.rung(ladder_id, rung)).unwrap_or(0);
                let catastrophe_rung = data.catastrophe_rung.as_ref().and_then(|rung| c.rung(ladder_id, rung));
                if catastrophe_rung.is_none() && rungs.iter().any(|rung| 0 < rung.catastrophe) {
                    c.fault(id.span, |place, path| say::catastrophe_without_rung(place, path, &id.value));
                }
                LadderData {
                    id: id.value.clone(),
                    name: data.name.as_ref().map_or_else(|| id.value.clone(), |name| c.text(name)),
                    kind: data.kind,
                    start,
                    catastrophe_rung,
                    incidents: data.incidents.unwrap_or(at == 0),
                    rungs,
                }
            });
            self.scenario.ladders.push(ladder);
        }
        if self.file.ladders.is_empty() && !self.missing("ladders") {
            let span = self.spots.whole;
            self.fault(span, |place, path| say::too_few(place, path, tr!(of "kind", "ladder"), 0, 1));
        }
    }

    fn channels(&mut self) {
        for (id, data) in self.file.channels.entries.iter().take(limits::CHANNELS) {
            let channel = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.channels.push(spot);
                ChannelData {
                    id: id.value.clone(),
                    title: c.text(&data.title),
                    text: c.maybe(data.text.as_ref()),
                    audience: c.audience(data.audience.as_ref(), Audience::WORLD),
                    delay: c.byte(data.delay.as_ref(), 4, 0),
                    open: c.within("open", |c| {
                        c.when_or(data.open.as_ref(), Condition::Always, Site::other(Time::Orders, c.all_turns()))
                    }),
                    closed: data
                        .closed
                        .as_ref()
                        .map_or_else(|| tr!("The desk is closed").to_owned(), |text| c.text(text)),
                    must: data.must,
                    talks: data.talks,
                }
            });
            self.scenario.channels.push(channel);
        }
        if self.file.channels.is_empty() && !self.missing("channels") {
            let span = self.spots.whole;
            self.fault(span, |place, path| say::too_few(place, path, tr!(of "kind", "channel"), 0, 1));
        }
    }

    fn hazards(&mut self) {
        let file = self.file;
        self.scenario.incident_factors = self.within("incident", |c| c.factors(&file.hazards.incident));
        self.scenario.catastrophe_factors = self.within("catastrophe", |c| c.factors(&file.hazards.catastrophe));
    }

    fn factors(&mut self, factors: &[FactorFile]) -> Vec<Factor> {
        let mut list = Vec::new();
        if let Some(FactorFile::When(_, number, _) | FactorFile::Track(_, number, _)) = factors.get(limits::FACTORS) {
            let span = number.span;
            self.fault(span, |place, path| say::too_many(place, path, tr!(of "kinds", "factors"), limits::FACTORS));
        }
        for factor in factors.iter().take(limits::FACTORS) {
            match factor {
                FactorFile::When(condition, times, over) => {
                    let times = u32::try_from(self.number(times, 0, 1000)).unwrap_or(1);
                    let over = u32::try_from(self.number(over, 1, 1000)).unwrap_or(1);
                    let site = Site::other(Time::Turn, self.all_turns());
                    list.push(Factor::When(self.when(condition, site), times, over));
                }
                FactorFile::Track(track, plus, over) => {
                    let plus = u32::try_from(self.number(plus, 0, 10_000)).unwrap_or(0);
                    let over = u32::try_from(self.number(over, 1, 10_000)).unwrap_or(1);
                    if let Some(track) = self.look_up(Kind::Track, track) {
                        list.push(Factor::Track(TrackId::new(track), plus, over));
                    }
                }
            }
        }
        list
    }

    fn dispositions(&mut self) {
        for (id, data) in self.file.dispositions.entries.iter().take(limits::DISPOSITIONS) {
            let disposition = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.dispositions.push(spot);
                let actor = c.actor(&data.actor);
                DispositionData {
                    id: id.value.clone(),
                    actor: actor.unwrap_or(Actor::First),
                    name: c.text(&data.name),
                    text: c.text(&data.text),
                    weight: u32::try_from(c.small(data.weight.as_ref(), 1, 10_000, 1)).unwrap_or(1),
                    effects: c.effects(&data.effects, actor),
                    patience: c.byte(data.patience.as_ref(), 100, 50),
                    risk: c.byte(data.risk.as_ref(), 100, 50),
                    candour: c.byte(data.candour.as_ref(), 100, 50),
                    source: c.source(&data.source),
                    note: c.note(data.note.as_ref()),
                }
            });
            let at = DispositionId::new(self.scenario.dispositions.len());
            self.scenario.actors[disposition.actor.index()].dispositions.push(at);
            self.scenario.dispositions.push(disposition);
        }
    }

    fn turns(&mut self) {
        let turns = &self.file.turns.entries;
        if (self.file.turns.is_empty() && !self.missing("turns")) || limits::TURNS < turns.len() {
            let span = self.spots.whole;
            let found = turns.len();
            self.fault(span, |place, path| {
                if found == 0 {
                    say::too_few(place, path, tr!(of "kind", "turn"), 0, 1)
                } else {
                    say::too_many(place, path, tr!(of "kinds", "turns"), limits::TURNS)
                }
            });
        }
        for (at, turn) in self.file.turns.entries.iter().take(limits::TURNS).enumerate() {
            let turn = self.within(at.to_string(), |c| {
                let spot = c.spot(turn.span);
                c.spots.turns.push(spot);
                let data = &turn.value;
                c.allow(&data.allow);
                let mut briefing = [String::new(), String::new()];
                for (actor, text) in &data.briefing.entries {
                    c.within(format!("briefing.{}", actor.value), |c| {
                        let text = c.briefing(text, limits::BRIEFING_WORDS[0]);
                        if let Some(actor) = c.actor(actor) {
                            briefing[actor.index()] = text;
                        }
                    });
                }
                let mut decision = [Vec::new(), Vec::new()];
                for (actor, moves) in &data.decision.entries {
                    c.within(format!("decision.{}", actor.value), |c| {
                        let moves = moves.iter().filter_map(|id| c.look_up(Kind::Move, id)).map(MoveId::new).collect();
                        if let Some(actor) = c.actor(actor) {
                            decision[actor.index()] = moves;
                        }
                    });
                }
                if !data.hypothetical && c.scenario.turns.last().is_some_and(|before| before.hypothetical) {
                    c.fault(turn.span, |place, path| say::hypothetical_gap(place, path, at));
                }
                let date = c.turn_date(&data.date, at);
                TurnData {
                    date: if data.hypothetical {
                        format!("{date} ({})", crate::language::plain(HYPOTHETICAL))
                    } else {
                        date
                    },
                    headline: c.text(&data.headline),
                    briefing,
                    decision,
                    hypothetical: data.hypothetical,
                    source: c.source(&data.source),
                }
            });
            self.scenario.turns.push(turn);
        }
    }

    /// Briefings that take the place of those of the turns.
    fn instead(&mut self) {
        let entries = &self.file.instead.entries;
        if let Some(beyond) = entries.get(limits::INSTEAD) {
            self.fault(beyond.span, |place, path| {
                say::too_many(place, path, tr!(of "kinds", "briefings"), limits::INSTEAD)
            });
        }
        for (at, entry) in entries.iter().take(limits::INSTEAD).enumerate() {
            let instead = self.within(at.to_string(), |c| {
                let spot = c.spot(entry.span);
                c.spots.instead.push(spot);
                c.allow(&entry.value.allow);
                let turns = c.within("turns", |c| c.turn_range(entry.value.turns.as_ref()));
                let site = Site::gate(Time::Orders, turns);
                let when = c.within("when", |c| c.when(&entry.value.when, site));
                let headline = c.within("headline", |c| c.maybe(entry.value.headline.as_ref()));
                let mut briefing = [String::new(), String::new()];
                for (actor, text) in &entry.value.briefing.entries {
                    c.within(format!("briefing.{}", actor.value), |c| {
                        let text = c.briefing(text, limits::BRIEFING_WORDS[1]);
                        if let Some(actor) = c.actor(actor) {
                            briefing[actor.index()] = text;
                        }
                    });
                }
                InsteadData { turns, when, headline, briefing, source: c.source(&entry.value.source) }
            });
            self.scenario.instead.push(instead);
        }
    }
}
