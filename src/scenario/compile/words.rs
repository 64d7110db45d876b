//! Compiles conditions and effects.

use super::{Asked, Compiler, Decides, Kind, Site, Spot, Time};
use crate::scenario::{
    diagnostic::{self as say, Wanted},
    format::{AudienceWord, Id, MoveFile, Number, PhaseWord, SizeWord},
    model::{
        Actor, AftermathId, Audience, BlockId, ChanceData, ChanceId, CommitmentId, Condition, DispositionId, During,
        Effect, Effects, EndingId, FactId, LadderId, LadderKind, LineId, Manner, MoveId, OfferId, RuleId, TermId,
        TrackId, WhenId, limits,
    },
    source::{At, ReadFault, Span},
    words,
};

/// The largest size of a number in an effect.
const BIG: i64 = 1_000_000_000;

impl Compiler<'_> {
    /// A condition in a field, remembered for the checks of what never or always holds.
    pub(super) fn when(&mut self, condition: &At<words::Condition>, site: Site) -> Condition {
        let compiled = self.condition(&condition.value, condition.span);
        let words = std::mem::take(&mut self.words);
        let spot = Spot { span: condition.span, path: self.here() };
        self.spots.conditions.push(Asked { spot, condition: compiled.clone(), words, site });
        compiled
    }

    /// A condition in a field that may be missing.
    pub(super) fn when_or(
        &mut self,
        condition: Option<&At<words::Condition>>,
        default: Condition,
        site: Site,
    ) -> Condition {
        match condition {
            Some(condition) => self.when(condition, site),
            None => default,
        }
    }

    fn id<T>(
        &mut self,
        kind: Kind,
        id: &Id,
        make: impl FnOnce(usize) -> T,
        then: impl FnOnce(T) -> Condition,
    ) -> Condition {
        match self.look_up(kind, id) {
            Some(index) => then(make(index)),
            None => Condition::Never,
        }
    }

    fn line(&mut self, id: &Id, then: impl FnOnce(LineId) -> Condition) -> Condition {
        self.id(Kind::Line, id, LineId::new, then)
    }

    fn term(&mut self, id: &Id, then: impl FnOnce(TermId) -> Condition) -> Condition {
        self.id(Kind::Term, id, TermId::new, then)
    }

    fn offer(&mut self, id: &Id, then: impl FnOnce(OfferId) -> Condition) -> Condition {
        self.id(Kind::Offer, id, OfferId::new, then)
    }

    fn list(&mut self, conditions: &[words::Condition], span: Span, depth: usize) -> Box<[Condition]> {
        conditions.iter().map(|condition| self.word(condition, span, depth + 1)).collect()
    }

    fn track_value(&mut self, id: &Id, value: &Number, then: impl FnOnce(TrackId, i32) -> Condition) -> Condition {
        let value = i32::try_from(self.number(value, -BIG, BIG)).unwrap_or(0);
        self.id(Kind::Track, id, TrackId::new, |track| then(track, value))
    }

    fn rung_of(&mut self, ladder: &Id, rung: &Id, then: impl FnOnce(LadderId, u8) -> Condition) -> Condition {
        let Some(ladder) = self.look_up(Kind::Ladder, ladder).map(LadderId::new) else {
            return Condition::Never;
        };
        match self.rung(ladder, rung) {
            Some(rung) => then(ladder, rung),
            None => Condition::Never,
        }
    }

    /// Whether an actor acted in a manner; reported where it has no such deed.
    fn acted(&mut self, id: &Id, manner: Manner, during: During) -> Condition {
        let Some(actor) = self.actor(id) else { return Condition::Never };
        let moves = &self.file.moves;
        let deed = |data: &MoveFile| {
            let desk = self.file.channels.entries.iter().find(|(desk, _)| desk.value == data.channel.value);
            let phase = data.phase.or(desk.map(|(_, desk)| desk.phase)).unwrap_or_default();
            data.actor.value == id.value
                && phase == PhaseWord::Deeds
                && data.escalation.as_ref().is_some_and(|escalation| 0 < escalation.value)
                && data.through.is_some() == (manner == Manner::ByProxy)
        };
        // Moves that could not be read may be such deeds.
        let known = moves.broken.is_empty() && !self.missing("moves");
        if known && !moves.entries.iter().any(|(_, data)| deed(data)) {
            self.fault(id.span, |place, path| say::deed_missing(place, path, &id.value, manner == Manner::ByProxy));
            return Condition::Never;
        }
        Condition::Acted(actor, manner, during)
    }

    fn turn(&mut self, number: &Number) -> u8 {
        let last = self.last_turn();
        u8::try_from(self.number(number, 0, last)).unwrap_or(0)
    }

    /// A condition.
    pub(super) fn condition(&mut self, condition: &words::Condition, span: Span) -> Condition {
        self.words.clear();
        self.word_count = 0;
        let compiled = self.word(condition, span, 0);
        if limits::CONDITION_WORDS < self.word_count {
            let most = limits::CONDITION_WORDS;
            self.fault(span, |place, path| say::too_many(place, path, tr!(of "kinds", "words in one condition"), most));
        }
        let before = self.all_words;
        self.all_words += self.word_count;
        if before <= limits::ALL_CONDITION_WORDS && limits::ALL_CONDITION_WORDS < self.all_words {
            let most = limits::ALL_CONDITION_WORDS;
            self.fault(span, |place, path| {
                say::too_many(place, path, tr!(of "kinds", "words in all conditions together"), most)
            });
        }
        compiled
    }

    /// Lists may not stand inside each other without end.
    fn bounded(&mut self, depth: usize, span: Span) -> bool {
        if depth == limits::NESTING {
            let fault = ReadFault {
                span,
                code: "too-deep",
                message: tr!(
                    "conditions or lists of effects are nested more than {most} deep here",
                    most = limits::NESTING
                ),
                found: tr!("more than {most} deep", most = limits::NESTING),
                expected: tr!("at most {most} deep", most = limits::NESTING),
                help: Some(tr!("give part of it a fact of its own").to_owned()),
            };
            self.fault(span, |place, path| say::read(place, path, fault));
        }
        depth < limits::NESTING
    }

    /// A condition inside another, and the place of what is not made of others.
    fn word(&mut self, condition: &words::Condition, span: Span, depth: usize) -> Condition {
        self.word_count += 1;
        if !self.bounded(depth, span) {
            return Condition::Never;
        }
        let compiled = self.one_word(condition, span, depth);
        if !matches!(
            compiled,
            Condition::Always
                | Condition::Never
                | Condition::All(_)
                | Condition::Any(_)
                | Condition::Not(_)
                | Condition::AtLeast(..)
        ) && self.words.len() < limits::CONDITION_WORDS
        {
            self.words.push((place_of(condition).unwrap_or(span), compiled.clone()));
        }
        compiled
    }

    #[allow(clippy::too_many_lines, reason = "one arm for each word of the vocabulary")]
    fn one_word(&mut self, condition: &words::Condition, span: Span, depth: usize) -> Condition {
        use words::Condition as W;
        match condition {
            W::Always => Condition::Always,
            W::Never => Condition::Never,
            W::All(list) => Condition::All(self.list(list, span, depth)),
            W::Any(list) => Condition::Any(self.list(list, span, depth)),
            W::Not(inner) => Condition::Not(Box::new(self.word(inner, span, depth + 1))),
            W::AtLeast(count, list) => {
                let most = i64::try_from(list.len()).unwrap_or(1).max(1);
                let count = u8::try_from(self.number(count, 1, most)).unwrap_or(u8::MAX);
                let list = self.list(list, span, depth);
                // What stands there twice would count twice.
                if let Some(at) = (0..list.len()).find(|at| list[..*at].contains(&list[*at])) {
                    self.fault(span, |place, path| say::duplicate_condition(place, path, at + 1));
                }
                Condition::AtLeast(count, list)
            }
            W::Fact(id) => self.id(Kind::Fact, id, FactId::new, Condition::Fact),
            W::TrackAtLeast(id, value) => self.track_value(id, value, Condition::TrackAtLeast),
            W::TrackAtMost(id, value) => self.track_value(id, value, Condition::TrackAtMost),
            W::TrackAbove(left, right) => {
                let left = self.look_up(Kind::Track, left).map(TrackId::new);
                let right = self.look_up(Kind::Track, right).map(TrackId::new);
                match (left, right) {
                    (Some(left), Some(right)) => Condition::TrackAbove(left, right),
                    _ => Condition::Never,
                }
            }
            W::RungAtLeast(ladder, rung) => self.rung_of(ladder, rung, Condition::RungAtLeast),
            W::RungAtMost(ladder, rung) => self.rung_of(ladder, rung, Condition::RungAtMost),
            W::OwnRungAtLeast(actor, ladder, rung) => {
                let actor = self.actor(actor);
                self.rung_of(ladder, rung, |ladder, rung| match actor {
                    Some(actor) => Condition::OwnRungAtLeast(actor, ladder, rung),
                    None => Condition::Never,
                })
            }
            W::PeakAtLeast(ladder, rung) => self.rung_of(ladder, rung, Condition::PeakAtLeast),
            W::EscalatedFirst(ladder, actor) => {
                let ladder = self.look_up(Kind::Ladder, ladder).map(LadderId::new);
                match (ladder.filter(|ladder| ladder.index() < limits::LADDERS), self.actor(actor)) {
                    (Some(ladder), Some(actor)) => {
                        self.scenario.index.firsts |= 1 << ladder.index();
                        Condition::EscalatedFirst(ladder, actor)
                    }
                    _ => Condition::Never,
                }
            }
            W::TurnAtLeast(turn) => Condition::TurnAtLeast(self.turn(turn)),
            W::TurnAtMost(turn) => Condition::TurnAtMost(self.turn(turn)),
            W::TurnLimit => Condition::TurnLimit,
            W::Did(id) => self.id(Kind::Move, id, MoveId::new, Condition::Did),
            W::DidNow(id) => self.id(Kind::Move, id, MoveId::new, Condition::DidNow),
            W::DidLast(id) => self.id(Kind::Move, id, MoveId::new, Condition::DidLast),
            W::ActedDirectly(id) => self.acted(id, Manner::Directly, During::Ever),
            W::ActedByProxy(id) => self.acted(id, Manner::ByProxy, During::Ever),
            W::ActedDirectlyNow(id) => self.acted(id, Manner::Directly, During::Now),
            W::ActedByProxyNow(id) => self.acted(id, Manner::ByProxy, During::Now),
            W::Happened(id) => self.id(Kind::Rule, id, RuleId::new, Condition::Happened),
            W::HappenedNow(id) => self.id(Kind::Rule, id, RuleId::new, Condition::HappenedNow),
            W::Sent(id) => self.offer(id, Condition::Sent),
            W::OnTable(id) => self.offer(id, Condition::OnTable),
            W::InTransit(id) => self.offer(id, Condition::InTransit),
            W::Accepted(id) => self.offer(id, Condition::Accepted),
            W::AnyOnTable(id) => self.actor(id).map_or(Condition::Never, Condition::AnyOnTable),
            W::AnyInTransit(id) => self.actor(id).map_or(Condition::Never, Condition::AnyInTransit),
            W::AnyAgreement => Condition::AnyAgreement,
            W::Agreed(id) => self.term(id, Condition::Agreed),
            W::AgreedInPublic(id) => self.term(id, Condition::AgreedInPublic),
            W::AgreedInSecret(id) => self.term(id, Condition::AgreedInSecret),
            W::CarriedOut(id) => self.term(id, Condition::CarriedOut),
            W::Leaked(id) => self.term(id, Condition::Leaked),
            W::ConsentRefused(id) => self.term(id, Condition::ConsentRefused),
            W::Crossed(id) => self.line(id, Condition::Crossed),
            W::EverCrossed(id) => self.line(id, Condition::EverCrossed),
            W::CrossingKnown(id) => self.line(id, Condition::CrossingKnown),
            W::WindowOpen(id) => self.line(id, Condition::WindowOpen),
            W::Answered(id) => self.line(id, Condition::Answered),
            W::LetPass(id) => self.line(id, Condition::LetPass),
            W::Declared(id) => self.line(id, Condition::Declared),
            W::Redrawn(id) => self.line(id, Condition::Redrawn),
            W::ConductAtLeast(id, value) => {
                let value = u8::try_from(self.number(value, 0, 100)).unwrap_or(100);
                self.line(id, |line| Condition::ConductAtLeast(line, value))
            }
            W::WordsAre(id, said) => self.line(id, |line| Condition::WordsAre(line, *said)),
            W::Committed(id) => self.id(Kind::Commitment, id, CommitmentId::new, Condition::Committed),
            W::Kept(id) => self.id(Kind::Commitment, id, CommitmentId::new, Condition::Kept),
            W::Broken(id) => self.id(Kind::Commitment, id, CommitmentId::new, Condition::Broken),
            W::Disposition(id) => self.id(Kind::Disposition, id, DispositionId::new, Condition::Disposition),
            W::IncidentOpen => Condition::IncidentOpen,
            W::IncidentOf(id) => self.actor(id).map_or(Condition::Never, Condition::IncidentOf),
            W::LastTurn => Condition::LastTurn,
            W::Catastrophe => Condition::Catastrophe,
            W::Ended(id) => self.id(Kind::Ending, id, EndingId::new, Condition::Ended),
            W::EndedAs(category) => Condition::EndedAs(*category),
            W::Followed(id) => self.id(Kind::Aftermath, id, AftermathId::new, Condition::Followed),
        }
    }

    /// A list of effects. `actor` is whose act it is, when it is one's.
    pub(super) fn effects(&mut self, effects: &[words::Effect], actor: Option<Actor>) -> Effects {
        self.effect_count = 0;
        self.within("effects", |c| c.effect_list(effects, actor, 0))
    }

    fn effect_list(&mut self, effects: &[words::Effect], actor: Option<Actor>, depth: usize) -> Effects {
        let span = self.item_span;
        if !self.bounded(depth, span) {
            return Effects::default();
        }
        let mut list = Vec::with_capacity(effects.len());
        for effect in effects {
            self.effect_count += 1;
            if self.effect_count == limits::EFFECTS + 1 {
                self.fault(span, |place, path| say::too_many(place, path, tr!(of "kinds", "effects"), limits::EFFECTS));
            }
            if let Some(effect) = self.effect(effect, actor, depth) {
                list.push(effect);
            }
        }
        list.into()
    }

    fn step(&mut self, ladder: &Id, actor: Option<&Id>, acting: Option<Actor>) -> Option<(LadderId, Option<Actor>)> {
        let id = self.look_up(Kind::Ladder, ladder).map(LadderId::new)?;
        let named = match actor {
            Some(actor) => Some(self.actor(actor)?),
            None => acting,
        };
        let parallel = self.file.ladders.entries.get(id.index()).is_some_and(|(_, l)| l.kind == LadderKind::Parallel);
        if parallel && named.is_none() {
            self.fault(ladder.span, |place, path| say::whose_rung(place, path, &ladder.value));
            return None;
        }
        Some((id, named))
    }

    /// An offer of the actor whose act it is, or of the other side.
    fn offer_of(&mut self, id: &Id, acting: Option<Actor>, own: bool, word: &'static str) -> Option<OfferId> {
        let offer = self.look_up(Kind::Offer, id).map(OfferId::new)?;
        let from = self.file.offers.entries.get(offer.index()).map(|(_, data)| data.from.value.clone())?;
        let from = self.known(Kind::Actor, &from);
        if let (Some(acting), Some(from)) = (acting, from)
            && (acting.index() == from) != own
            && self.all_actors()
        {
            let wanted = if own { Wanted::OwnOffer } else { Wanted::TheirOffer };
            self.fault(id.span, |place, path| say::wrong_side(place, path, word, &id.value, wanted));
            return None;
        }
        Some(offer)
    }

    /// A red line on which the actor whose act it is may act so: of its own, or one that binds it. A line that a party
    /// draws is declared and answered by whoever its rules say.
    fn line_of(&mut self, id: &Id, acting: Option<Actor>, wanted: Wanted, word: &'static str) -> Option<LineId> {
        let line = self.look_up(Kind::Line, id).map(LineId::new)?;
        let data = self.file.red_lines.entries.get(line.index()).map(|(_, data)| data)?;
        let owner = self.known(Kind::Actor, &data.owner.value);
        let bound = match &data.binds {
            Some(binds) => self.known(Kind::Actor, &binds.value),
            None => owner.map(|owner| 1 - owner.min(1)),
        };
        let whose = if wanted == Wanted::OwnLine { owner } else { bound };
        if let (Some(acting), Some(whose)) = (acting, whose)
            && acting.index() != whose
            && self.all_actors()
        {
            self.fault(id.span, |place, path| say::wrong_side(place, path, word, &id.value, wanted));
            return None;
        }
        Some(line)
    }

    /// What a size comes to in this scenario; reported where it does not say.
    fn size(&mut self, size: &At<SizeWord>) -> Option<i8> {
        let Some(sizes) = &self.file.sizes else {
            if !self.missing("sizes") {
                self.fault(size.span, |place, path| say::size_unmapped(place, path, size.value));
            }
            return None;
        };
        let number = match size.value {
            SizeWord::Slight => &sizes.slight,
            SizeWord::Clear => &sizes.clear,
            SizeWord::Heavy => &sizes.heavy,
        };
        // Out of range, it has been reported where it stands.
        Some(i8::try_from(number.value.clamp(1, 100)).unwrap_or(100))
    }

    #[allow(clippy::too_many_lines, reason = "one arm for each word of the vocabulary")]
    fn effect(&mut self, effect: &words::Effect, acting: Option<Actor>, depth: usize) -> Option<Effect> {
        use words::Effect as W;
        Some(match effect {
            W::Change(id, by) => {
                let by = i32::try_from(self.number(by, -BIG, BIG)).unwrap_or(0);
                Effect::Change(self.look_up(Kind::Track, id).map(TrackId::new)?, by)
            }
            W::Raise(id, size) => {
                let by = i32::from(self.size(size)?);
                Effect::Change(self.look_up(Kind::Track, id).map(TrackId::new)?, by)
            }
            W::Lower(id, size) => {
                let by = i32::from(self.size(size)?);
                Effect::Change(self.look_up(Kind::Track, id).map(TrackId::new)?, -by)
            }
            W::SetTo(id, to) => {
                let track = self.look_up(Kind::Track, id).map(TrackId::new);
                let (least, most) = track
                    .and_then(|track| self.scenario.tracks.get(track.index()))
                    .map_or((-BIG, BIG), |data| (i64::from(data.min), i64::from(data.max)));
                let to = i32::try_from(self.number(to, least, most)).unwrap_or(0);
                Effect::SetTo(track?, to)
            }
            W::Become(id) => Effect::Become(self.look_up(Kind::Fact, id).map(FactId::new)?),
            W::Cease(id) => Effect::Cease(self.look_up(Kind::Fact, id).map(FactId::new)?),
            W::Reveal(id, word) => {
                let audience = self.audience(Some(word), Audience::NOBODY);
                if let Some(track) = self.known(Kind::Track, &id.value) {
                    Effect::RevealTrack(TrackId::new(track), audience)
                } else {
                    Effect::RevealFact(self.look_up(Kind::Fact, id).map(FactId::new)?, audience)
                }
            }
            W::Climb { ladder, to, actor } => {
                let (ladder, actor) = self.step(ladder, actor.as_ref(), acting)?;
                Effect::Climb { ladder, to: self.rung(ladder, to)?, actor }
            }
            W::ClimbBy { ladder, steps, actor } => {
                let steps = u8::try_from(self.number(steps, 1, 48)).unwrap_or(1);
                let (ladder, actor) = self.step(ladder, actor.as_ref(), acting)?;
                Effect::ClimbBy { ladder, steps, actor }
            }
            W::Descend { ladder, to, actor } => {
                let (ladder, actor) = self.step(ladder, actor.as_ref(), acting)?;
                Effect::Descend { ladder, to: self.rung(ladder, to)?, actor }
            }
            W::DescendBy { ladder, steps, actor } => {
                let steps = u8::try_from(self.number(steps, 1, 48)).unwrap_or(1);
                let (ladder, actor) = self.step(ladder, actor.as_ref(), acting)?;
                Effect::DescendBy { ladder, steps, actor }
            }
            W::Offer(id) => Effect::Offer(self.offer_of(id, acting, true, "Offer")?),
            W::Accept(id) => Effect::Accept(self.offer_of(id, acting, false, "Accept")?),
            W::Counter(id, with) => {
                let with = self.offer_of(with, acting, true, "Counter");
                Effect::Counter(self.offer_of(id, acting, false, "Counter")?, with?)
            }
            W::Refuse(id) => Effect::Refuse(self.offer_of(id, acting, false, "Refuse")?),
            W::Withdraw(id) => Effect::Withdraw(self.offer_of(id, acting, true, "Withdraw")?),
            W::CarryOut(id) => Effect::CarryOut(self.look_up(Kind::Term, id).map(TermId::new)?),
            W::Disclose(id) => Effect::Disclose(self.look_up(Kind::Term, id).map(TermId::new)?),
            W::Declare(id) => Effect::Declare(self.line_of(id, acting, Wanted::OwnLine, "Declare")?),
            W::Answer(id) => Effect::Answer(self.line_of(id, acting, Wanted::OwnLine, "Answer")?),
            W::LetPass(id) => Effect::LetPass(self.line_of(id, acting, Wanted::OwnLine, "LetPass")?),
            W::Redraw(id, new) => {
                let new = match new {
                    Some(new) => Some(self.line_of(new, acting, Wanted::OwnLine, "Redraw")?),
                    None => None,
                };
                Effect::Redraw(self.line_of(id, acting, Wanted::OwnLine, "Redraw")?, new)
            }
            W::Say(id, said) => Effect::Say(self.line_of(id, acting, Wanted::BindingLine, "Say")?, *said),
            W::Conduct(id, by) => {
                let by = i8::try_from(self.number(by, -100, 100)).unwrap_or(0);
                Effect::Conduct(self.look_up(Kind::Line, id).map(LineId::new)?, by)
            }
            W::Respect(id, size) => {
                let by = self.size(size)?;
                Effect::Conduct(self.look_up(Kind::Line, id).map(LineId::new)?, by)
            }
            W::Disregard(id, size) => {
                let by = self.size(size)?;
                Effect::Conduct(self.look_up(Kind::Line, id).map(LineId::new)?, -by)
            }
            W::Commit(id) => Effect::Commit(self.look_up(Kind::Commitment, id).map(CommitmentId::new)?),
            W::Release(id) => Effect::Release(self.look_up(Kind::Commitment, id).map(CommitmentId::new)?),
            W::Explain => Effect::Explain,
            W::AnswerIncident => Effect::AnswerIncident,
            W::After(turns, effects) => {
                let turns_span = turns.span;
                if matches!(self.path.first().map(String::as_str), Some("endings" | "aftermath")) {
                    self.fault(turns_span, say::effect_too_late);
                }
                let turns = u8::try_from(self.number(turns, 1, 16)).unwrap_or(1);
                let block = self.effect_list(effects, acting, depth + 1);
                if self.scenario.blocks.len() == limits::BLOCKS {
                    let most = limits::BLOCKS;
                    self.fault(turns_span, |place, path| {
                        say::too_many(place, path, tr!(of "kinds", "uses of `After`"), most)
                    });
                    return None;
                }
                self.scenario.blocks.push(block);
                Effect::After(turns, BlockId::new(self.scenario.blocks.len() - 1))
            }
            W::When(condition, then, otherwise) => {
                let span = condition.span;
                let condition =
                    self.when(condition, Site { time: Time::Any, turns: self.all_turns(), decides: Decides::Effects });
                if self.scenario.whens.len() == limits::WHENS {
                    let most = limits::WHENS;
                    self.fault(span, |place, path| say::too_many(place, path, tr!(of "kinds", "uses of `When`"), most));
                    return None;
                }
                self.scenario.whens.push(condition);
                let when = WhenId::new(self.scenario.whens.len() - 1);
                let then = self.effect_list(then, acting, depth + 1);
                let otherwise = self.effect_list(otherwise, acting, depth + 1);
                Effect::When(Box::new((when, then, otherwise)))
            }
            W::Chance { label, title, odds, then, otherwise } => {
                let odds = u32::try_from(self.number(odds, 1, 99_999)).unwrap_or(1);
                self.id_shape(&label.value, label.span);
                if self.scenario.chances.len() == limits::CHANCES {
                    let most = limits::CHANCES;
                    self.fault(label.span, |place, path| {
                        say::too_many(place, path, tr!(of "kinds", "uses of `Chance`"), most)
                    });
                    return None;
                }
                if !self.labels.insert(label.value.clone()) {
                    self.fault(label.span, |place, path| {
                        say::duplicate_id(place, path, &label.value, tr!(of "kind", "draw"))
                    });
                }
                let title = self.maybe(title.as_ref());
                self.scenario.chances.push(ChanceData { label: label.value.clone(), title });
                let chance = ChanceId::new(self.scenario.chances.len() - 1);
                let then = self.effect_list(then, acting, depth + 1);
                let otherwise = self.effect_list(otherwise, acting, depth + 1);
                Effect::Chance(Box::new((chance, odds, then, otherwise)))
            }
            W::Tell(word, text) => {
                let audience = self.audience(Some(word), Audience::WORLD);
                Effect::Tell(audience, self.text(text).into())
            }
        })
    }

    /// A word for an audience that is not a plain optional field.
    pub(super) fn audience_or(&mut self, word: Option<&AudienceWord>, default: Audience) -> Audience {
        self.audience(word, default)
    }
}

/// Where a word stands, by the first id or number in it.
const fn place_of(condition: &words::Condition) -> Option<Span> {
    use words::Condition as W;
    match condition {
        W::Fact(id)
        | W::TrackAtLeast(id, _)
        | W::TrackAtMost(id, _)
        | W::TrackAbove(id, _)
        | W::RungAtLeast(id, _)
        | W::RungAtMost(id, _)
        | W::OwnRungAtLeast(id, _, _)
        | W::PeakAtLeast(id, _)
        | W::Did(id)
        | W::DidNow(id)
        | W::DidLast(id)
        | W::ActedDirectly(id)
        | W::ActedByProxy(id)
        | W::ActedDirectlyNow(id)
        | W::ActedByProxyNow(id)
        | W::EscalatedFirst(id, _)
        | W::Happened(id)
        | W::HappenedNow(id)
        | W::Sent(id)
        | W::OnTable(id)
        | W::InTransit(id)
        | W::Accepted(id)
        | W::AnyOnTable(id)
        | W::AnyInTransit(id)
        | W::Agreed(id)
        | W::AgreedInPublic(id)
        | W::AgreedInSecret(id)
        | W::CarriedOut(id)
        | W::Leaked(id)
        | W::ConsentRefused(id)
        | W::Crossed(id)
        | W::EverCrossed(id)
        | W::CrossingKnown(id)
        | W::WindowOpen(id)
        | W::Answered(id)
        | W::LetPass(id)
        | W::Declared(id)
        | W::Redrawn(id)
        | W::ConductAtLeast(id, _)
        | W::WordsAre(id, _)
        | W::Committed(id)
        | W::Kept(id)
        | W::Broken(id)
        | W::Disposition(id)
        | W::Ended(id)
        | W::Followed(id) => Some(id.span),
        W::TurnAtLeast(turn) | W::TurnAtMost(turn) => Some(turn.span),
        W::IncidentOf(id) => Some(id.span),
        W::Always
        | W::Never
        | W::TurnLimit
        | W::All(_)
        | W::Any(_)
        | W::Not(_)
        | W::AtLeast(..)
        | W::AnyAgreement
        | W::IncidentOpen
        | W::LastTurn
        | W::Catastrophe
        | W::EndedAs(_) => None,
    }
}
