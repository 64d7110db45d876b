//! Compiles what is played with: moves, terms, offers, commitments, red lines, rules.

use super::{Compiler, Decides, Kind, Site, Spot, Time};
use crate::scenario::{
    diagnostic as say,
    format::{CarryWord, DeclaredWord, EventTime, LegFile, PhaseWord},
    model::{
        Actor, Audience, Carry, ChannelId, CommitmentData, Condition, ConductData, ConsentData, Declared, Legs,
        LineData, LineId, MoveData, MoveId, OfferData, Owner, PartyId, RuleData, RuleKind, TermData, limits,
    },
};

impl Compiler<'_> {
    pub(super) fn play(&mut self) {
        self.within("terms", Self::terms);
        self.within("offers", Self::offers);
        self.within("moves", Self::moves);
        self.within("commitments", Self::commitments);
        self.within("red_lines", Self::lines);
        self.within("events", Self::events);
        self.within("parties", Self::party_rules);
        self.within("drift", Self::drift);
        self.scenario.rules.truncate(limits::RULES);
    }

    fn moves(&mut self) {
        for (id, data) in self.file.moves.entries.iter().take(limits::MOVES) {
            let compiled = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.moves.push(spot);
                c.allow(&data.allow);
                let requires_spot = data.requires.as_ref().map_or(id.span, |requires| requires.span);
                let spot = Spot { span: requires_spot, path: c.here() };
                c.spots.requires.push(spot);
                let actor = c.actor(&data.actor).unwrap_or(Actor::First);
                let channel = ChannelId::new(c.look_up(Kind::Channel, &data.channel).unwrap_or(0));
                let desk = c.file.channels.entries.get(channel.index()).map(|(_, desk)| desk);
                let phase = data.phase.or(desk.map(|desk| desk.phase)).unwrap_or_default();
                let default = c.scenario.channels.get(channel.index()).map_or(Audience::WORLD, |desk| desk.audience);
                let mut excludes: Vec<MoveId> =
                    data.excludes.iter().filter_map(|other| c.look_up(Kind::Move, other)).map(MoveId::new).collect();
                excludes.sort_unstable();
                excludes.dedup();
                let turns = c.within("turns", |c| c.turn_range(data.turns.as_ref()));
                let site = Site::gate(Time::Orders, turns);
                MoveData {
                    id: id.value.clone(),
                    actor,
                    channel,
                    through: data.through.as_ref().and_then(|id| c.look_up(Kind::Party, id)).map(PartyId::new),
                    words: phase == PhaseWord::Words,
                    turns,
                    standing: data.turns.is_none(),
                    repeat: data.repeat,
                    tempo: c.byte(data.tempo.as_ref(), 9, 5),
                    audience: c.audience(data.audience.as_ref(), default).and(Audience::only(actor)),
                    title: c.text(&data.title),
                    text: c.text(&data.text),
                    told: c.maybe(data.told.as_ref()),
                    requires: c.within("requires", |c| c.when_or(data.requires.as_ref(), Condition::Always, site)),
                    // Known once the terms are.
                    gate: Condition::Always,
                    refused: data.refused.as_ref().map(|text| c.text(text)),
                    excludes,
                    escalation: i8::try_from(c.small(data.escalation.as_ref(), -3, 3, 0)).unwrap_or(0),
                    effects: c.effects(&data.effects, Some(actor)),
                    advocates: data.advocates.iter().map(|text| c.text(text)).collect(),
                    record: data.record.iter().map(|text| c.plain(text)).collect(),
                    hypothetical: data.hypothetical,
                    source: c.source(&data.source),
                    note: c.note(data.note.as_ref()),
                }
            });
            self.scenario.moves.push(compiled);
        }
        // Exclusion works both ways.
        let pairs: Vec<(usize, MoveId)> = self
            .scenario
            .moves
            .iter()
            .enumerate()
            .flat_map(|(at, data)| data.excludes.iter().map(move |other| (at, *other)))
            .collect();
        for (at, other) in pairs {
            if let Some(data) = self.scenario.moves.get_mut(other.index())
                && !data.excludes.contains(&MoveId::new(at))
            {
                data.excludes.push(MoveId::new(at));
            }
        }
    }

    fn terms(&mut self) {
        for (id, data) in self.file.terms.entries.iter().take(limits::TERMS) {
            let term = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.terms.push(spot);
                let giver = c.actor(&data.giver).unwrap_or(Actor::First);
                let public_cost = c.within("public_cost", |c| c.effects(&data.public_cost, Some(giver)));
                let leaked = match &data.leaked {
                    Some(leaked) => c.within("leaked", |c| c.effects(leaked, Some(giver))),
                    None => public_cost.clone(),
                };
                let consent = data.consent.as_ref().and_then(|consent| {
                    c.within("consent", |c| {
                        let when = c.within("when", |c| c.when(&consent.when, Site::other(Time::Turn, c.all_turns())));
                        let refused = c.within("refused", |c| c.effects(&consent.refused, None));
                        let text = c.maybe(consent.text.as_ref());
                        let granted = c.maybe(consent.granted.as_ref());
                        let party = c.look_up(Kind::Party, &consent.party).map(PartyId::new)?;
                        Some(ConsentData { party, when, refused, text, granted })
                    })
                });
                TermData {
                    id: id.value.clone(),
                    giver,
                    title: c.text(&data.title),
                    text: c.text(&data.text),
                    requires: c.within("requires", |c| {
                        c.when_or(data.requires.as_ref(), Condition::Always, Site::gate(Time::Orders, c.all_turns()))
                    }),
                    refused: c.maybe(data.refused.as_ref()),
                    excludes: {
                        let moves = data.excludes.iter().filter_map(|other| c.look_up(Kind::Move, other));
                        moves.map(MoveId::new).collect()
                    },
                    excludes_terms: data
                        .excludes_terms
                        .iter()
                        .filter_map(|other| c.look_up(Kind::Term, other))
                        .fold(0, |mask, other| mask | 1 << (other & 31)),
                    read: c.within("read", |c| c.effects(&data.read, Some(giver))),
                    done: c.within("done", |c| {
                        c.when_or(data.done.as_ref(), Condition::Always, Site::other(Time::Turn, c.all_turns()))
                    }),
                    stopped: c.within("stopped", |c| {
                        c.when_or(data.stopped.as_ref(), Condition::Never, Site::other(Time::Turn, c.all_turns()))
                    }),
                    public_cost,
                    secret_cost: c.within("secret_cost", |c| c.effects(&data.secret_cost, Some(giver))),
                    leaked,
                    leak: c.odds(data.leak.as_ref(), 0, 0),
                    carry: match &data.carry {
                        None | Some(CarryWord::Now) => Carry::Now,
                        Some(CarryWord::After(turns)) => {
                            Carry::After(u8::try_from(c.number(turns, 1, 16)).unwrap_or(1))
                        }
                        Some(CarryWord::ByMove) => Carry::ByMove,
                    },
                    effects: c.effects(&data.effects, Some(giver)),
                    consent,
                    needs: data
                        .needs
                        .iter()
                        .filter_map(|term| c.look_up(Kind::Term, term))
                        .map(crate::scenario::model::TermId::new)
                        .collect(),
                    settles: data
                        .settles
                        .iter()
                        .filter_map(|line| c.look_up(Kind::Line, line))
                        .map(LineId::new)
                        .collect(),
                    source: c.source(&data.source),
                }
            });
            self.scenario.terms.push(term);
        }
        // Exclusion works both ways.
        let apart: Vec<u32> = self.scenario.terms.iter().map(|term| term.excludes_terms).collect();
        for (at, term) in self.scenario.terms.iter_mut().enumerate() {
            let named_by = apart.iter().enumerate().filter(|(_, mask)| **mask >> at & 1 != 0);
            term.excludes_terms |= named_by.fold(0, |mask, (other, _)| mask | 1 << other);
        }
    }

    fn offers(&mut self) {
        for (id, data) in self.file.offers.entries.iter().take(limits::OFFERS) {
            let offer = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.offers.push(spot);
                let mut legs = Legs::default();
                if data.legs.is_empty() {
                    c.fault(id.span, |place, path| say::too_few(place, path, tr!(of "kind", "leg"), 0, 1));
                }
                for (at, leg) in data.legs.iter().enumerate() {
                    let (term, secret) = match leg {
                        LegFile::Public(term) => (term, false),
                        LegFile::Secret(term) => (term, true),
                    };
                    if at == limits::LEGS {
                        c.fault(term.span, |place, path| {
                            say::too_many(place, path, tr!(of "kinds", "legs"), limits::LEGS)
                        });
                    }
                    let Some(index) = c.look_up(Kind::Term, term) else { continue };
                    let apart = c.scenario.terms.get(index).map_or(0, |data| data.excludes_terms) & legs.all();
                    if let Some(other) = c.scenario.terms.get(apart.trailing_zeros() as usize) {
                        let other = other.id.clone();
                        c.fault(term.span, |place, path| say::legs_exclude(place, path, &term.value, &other));
                    }
                    if legs.all() >> index & 1 != 0 {
                        c.fault(term.span, |place, path| {
                            say::duplicate_id(place, path, &term.value, tr!(of "kind", "leg"))
                        });
                    } else if secret {
                        legs.secret |= 1 << index;
                    } else {
                        legs.public |= 1 << index;
                    }
                }
                OfferData {
                    id: id.value.clone(),
                    from: c.actor(&data.from).unwrap_or(Actor::First),
                    channel: ChannelId::new(c.look_up(Kind::Channel, &data.channel).unwrap_or(0)),
                    title: c.text(&data.title),
                    text: c.text(&data.text),
                    legs,
                    overtakes: data
                        .overtakes
                        .iter()
                        .filter_map(|other| c.look_up(Kind::Offer, other))
                        .fold(0, |set, at| set | 1 << at),
                    source: c.source(&data.source),
                }
            });
            self.scenario.offers.push(offer);
        }
    }

    fn commitments(&mut self) {
        for (id, data) in self.file.commitments.entries.iter().take(limits::COMMITMENTS) {
            let commitment = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.commitments.push(spot);
                let turn = Site::other(Time::Turn, c.all_turns());
                CommitmentData {
                    id: id.value.clone(),
                    owner: c.actor(&data.owner).unwrap_or(Actor::First),
                    text: c.text(&data.text),
                    audience: c.audience(data.audience.as_ref(), Audience::WORLD),
                    stake: i16::from(c.byte(Some(&data.stake), 100, 0)),
                    growth: i16::from(c.byte(data.growth.as_ref(), 100, 0)),
                    kept: c.within("kept", |c| c.when_or(data.kept.as_ref(), Condition::Never, turn)),
                    broken: c.within("broken", |c| c.when_or(data.broken.as_ref(), Condition::Never, turn)),
                    source: c.source(&data.source),
                }
            });
            self.scenario.commitments.push(commitment);
        }
    }

    /// An actor or a party.
    pub(super) fn owner(&mut self, id: &crate::scenario::format::Id) -> Option<Owner> {
        if let Some(party) = self.known(Kind::Party, &id.value) {
            return Some(Owner::Party(PartyId::new(party)));
        }
        self.actor(id).map(Owner::Actor)
    }

    fn lines(&mut self) {
        for (at, (id, data)) in self.file.red_lines.entries.iter().take(limits::LINES).enumerate() {
            let line = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.lines.push(spot);
                c.allow(&data.allow);
                let turn = Site::other(Time::Turn, c.all_turns());
                let crossing = Site { decides: Decides::Line(at), ..turn };
                let owner = c.owner(&data.owner).unwrap_or(Owner::Actor(Actor::First));
                let binds = match (&data.binds, owner) {
                    (Some(binds), _) => c.actor(binds).unwrap_or(Actor::First),
                    (None, Owner::Actor(actor)) => actor.other(),
                    (None, Owner::Party(_)) => {
                        c.fault(id.span, |place, path| say::line_binds_no_one(place, path, &id.value));
                        Actor::First
                    }
                };
                let by = data.by.as_ref().and_then(|by| c.look_up(Kind::Party, by)).map(PartyId::new);
                let stake = c.byte(data.stake.as_ref(), 100, 8);
                let conduct = &data.conduct;
                LineData {
                    id: id.value.clone(),
                    owner,
                    binds,
                    by,
                    text: c.text(&data.text),
                    declared: match &data.declared {
                        DeclaredWord::Private => Declared::Private,
                        DeclaredWord::ByMove => Declared::ByMove,
                        DeclaredWord::At(turn) => {
                            let last = c.last_turn();
                            Declared::At(u8::try_from(c.number(turn, 0, last)).unwrap_or(0))
                        }
                    },
                    crossed: c.within("crossed", |c| c.when(&data.crossed, crossing)),
                    probed: c.within("probed", |c| c.when_or(data.probed.as_ref(), Condition::Never, crossing)),
                    chance: c.within("chance", |c| c.when_or(data.chance.as_ref(), Condition::Never, turn)),
                    known_when: c
                        .within("known_when", |c| c.when_or(data.known_when.as_ref(), Condition::Always, turn)),
                    undone_when: c
                        .within("undone_when", |c| c.when_or(data.undone_when.as_ref(), Condition::Always, crossing)),
                    consequence: data.consequence,
                    window: c.byte(data.window.as_ref(), 16, 2),
                    stake: i16::from(stake),
                    fade: c.byte(data.fade.as_ref(), 100, 25),
                    answer_danger: c.byte(data.answer_danger.as_ref(), 100, 4),
                    conduct: c.within("conduct", |c| {
                        let signed = |c: &mut Self, number: Option<&_>, least, most, default: i8| {
                            i8::try_from(c.small(number, least, most, i64::from(default))).unwrap_or(default)
                        };
                        ConductData {
                            start: c.byte(conduct.start.as_ref(), 100, 50),
                            crossed: signed(c, conduct.crossed.as_ref(), -100, 0, -40),
                            probed: signed(c, conduct.probed.as_ref(), -100, 0, -10),
                            respected: signed(c, conduct.respected.as_ref(), 0, 100, 10),
                            answered: signed(c, conduct.answered.as_ref(), 0, 100, 10),
                            undone: signed(c, conduct.undone.as_ref(), 0, 100, 40),
                        }
                    }),
                    words: data.words,
                    quality: data.quality.as_ref().map(|quality| {
                        c.within("quality", |c| {
                            [&quality.focal, &quality.precise, &quality.verifiable, &quality.complete]
                                .map(|number| c.byte(Some(number), 3, 0))
                        })
                    }),
                    source: c.source(&data.source),
                    note: c.note(data.note.as_ref()),
                }
            });
            self.scenario.lines.push(line);
        }
    }

    fn events(&mut self) {
        for (id, data) in &self.file.events.entries {
            let rule = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.rules.push(spot);
                c.allow(&data.allow);
                let mut seen_as = [None, None];
                for (actor, text) in &data.seen_as.entries {
                    let text = c.within("seen_as", |c| c.text(text));
                    if let Some(actor) = c.actor(actor) {
                        seen_as[actor.index()] = Some(text);
                    }
                }
                let unordered = data.unordered.as_ref().and_then(|actor| c.actor(actor));
                let kind = match data.at {
                    EventTime::Opening => RuleKind::Opening,
                    EventTime::Closing => RuleKind::Closing,
                    EventTime::Incident => RuleKind::Incident,
                };
                let default = if kind == RuleKind::Incident { 0 } else { 100_000 };
                let odds = c.within("odds", |c| c.odds(data.odds.as_ref(), 0, default));
                let weight = u32::try_from(c.small(data.weight.as_ref(), 0, 10_000, 0)).unwrap_or(0);
                if kind == RuleKind::Incident && weight == 0 {
                    c.fault(id.span, |place, path| say::incident_without_weight(place, path, &id.value));
                }
                let audience = c.audience(data.audience.as_ref(), Audience::WORLD);
                let turns = c.within("turns", |c| c.turn_range(data.turns.as_ref()));
                let time = if kind == RuleKind::Opening { Time::Opening } else { Time::Turn };
                RuleData {
                    id: id.value.clone(),
                    kind,
                    title: c.text(&data.title),
                    text: c.text(&data.text),
                    cause: String::new(),
                    turns,
                    when: c
                        .within("when", |c| c.when_or(data.when.as_ref(), Condition::Always, Site::gate(time, turns))),
                    odds,
                    weight,
                    unordered,
                    repeat: data.repeat,
                    grave: data.grave,
                    audience: unordered.map_or(audience, |actor| audience.and(Audience::only(actor))),
                    seen_as,
                    effects: c.effects(&data.effects, None),
                    source: c.source(&data.source),
                    note: c.note(data.note.as_ref()),
                }
            });
            self.scenario.rules.push(rule);
        }
    }

    fn party_rules(&mut self) {
        for (at, (party, data)) in self.file.parties.entries.iter().enumerate() {
            for (id, data) in &data.rules.entries {
                let rule = self.within(format!("{}.rules.{}", party.value, id.value), |c| {
                    let spot = c.spot(id.span);
                    c.spots.rules.push(spot);
                    let turns = c.within("turns", |c| c.turn_range(data.turns.as_ref()));
                    RuleData {
                        id: format!("{}.{}", party.value, id.value),
                        kind: RuleKind::Party(PartyId::new(at)),
                        title: String::new(),
                        text: c.maybe(data.text.as_ref()),
                        cause: c.maybe(data.cause.as_ref()),
                        turns,
                        when: c.within("when", |c| c.when(&data.when, Site::gate(Time::Turn, turns))),
                        odds: c.within("odds", |c| c.odds(data.odds.as_ref(), 1, 100_000)),
                        weight: 0,
                        unordered: None,
                        repeat: data.repeat,
                        grave: false,
                        audience: c.audience_or(data.audience.as_ref(), Audience::WORLD),
                        seen_as: [None, None],
                        effects: c.effects(&data.effects, None),
                        source: c.source(&data.source),
                        note: String::new(),
                    }
                });
                self.scenario.rules.push(rule);
            }
        }
    }

    fn drift(&mut self) {
        for (id, data) in &self.file.drift.entries {
            let rule = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.rules.push(spot);
                let turns = c.within("turns", |c| c.turn_range(data.turns.as_ref()));
                RuleData {
                    id: id.value.clone(),
                    kind: RuleKind::Drift,
                    title: String::new(),
                    text: c.maybe(data.text.as_ref()),
                    cause: c.maybe(data.cause.as_ref()),
                    turns,
                    when: c.within("when", |c| {
                        c.when_or(data.when.as_ref(), Condition::Always, Site::gate(Time::Turn, turns))
                    }),
                    odds: 100_000,
                    weight: 0,
                    unordered: None,
                    repeat: !data.once,
                    grave: data.grave,
                    audience: c.audience_or(data.audience.as_ref(), Audience::WORLD),
                    seen_as: [None, None],
                    effects: c.effects(&data.effects, None),
                    source: c.source(&data.source),
                    note: String::new(),
                }
            });
            self.scenario.rules.push(rule);
        }
    }
}
