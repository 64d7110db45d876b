//! Compiles what comes out: endings, aftermath, aims, readings, sources, history.

use super::{Compiler, Kind, Site, Spot, Time};
use crate::scenario::{
    diagnostic as say,
    format::{AheadWord, DrawFile, HorizonWord, LedgerWord, VerdictFile},
    model::{
        Actor, AftermathData, Ahead, AimData, AimId, Audience, Condition, DispositionId, EndingData, EndingId,
        Expectations, FactId, HistoryData, HistoryTurn, Horizon, IntentionData, LadderId, Ledger, LineId, MoveId,
        Owner, ReadingData, ReadingQuestion, Saying, ScriptedDraw, SourceData, TrackId, VerdictRule, limits,
    },
    source::Table,
};

const fn horizon(word: HorizonWord) -> Horizon {
    match word {
        HorizonWord::AtOnce => Horizon::AtOnce,
        HorizonWord::Later => Horizon::Later,
    }
}

const fn ledger(word: LedgerWord) -> Ledger {
    match word {
        LedgerWord::World => Ledger::World,
        LedgerWord::Known => Ledger::Known,
    }
}

impl Compiler<'_> {
    pub(super) fn outcome(&mut self) {
        self.within("endings", Self::endings);
        self.within("aftermath", Self::aftermath);
        self.within("aims", Self::aims);
        self.within("readings", Self::readings);
        self.within("history", Self::history);
    }

    /// The sources; `our-judgement`, `fictional` and `unverified` need not be declared.
    pub(super) fn source_list(&mut self) {
        for (id, data) in &self.file.sources.entries {
            let source = self.within(id.value.clone(), |c| SourceData {
                id: id.value.clone(),
                reference: c.cited(&data.reference),
                kind: data.kind,
                grade: data.grade,
                perspective: data.perspective.as_ref().and_then(|owner| c.owner(owner)),
                note: data.note.as_ref().map(|note| c.real(note)).unwrap_or_default(),
                unverified: data.unverified,
            });
            self.scenario.sources.push(source);
        }
        for (id, reference) in [
            ("our-judgement", tr!("The authors' judgement: see the scenario's note on its numbers.")),
            ("fictional", tr!("Invented for this scenario.")),
            (
                SourceData::UNVERIFIED,
                tr!("Told from general knowledge or reports of the day: no single document was looked up."),
            ),
        ] {
            if self.known(Kind::Source, id).is_none() {
                self.names.entry(Kind::Source).or_default().insert(id.to_owned(), self.scenario.sources.len());
                self.scenario.sources.push(SourceData {
                    id: id.to_owned(),
                    reference: reference.to_owned(),
                    kind: if id == SourceData::UNVERIFIED {
                        crate::scenario::model::SourceKind::Reporting
                    } else {
                        crate::scenario::model::SourceKind::Judgement
                    },
                    grade: crate::scenario::model::Grade::C,
                    perspective: None,
                    note: String::new(),
                    unverified: id == SourceData::UNVERIFIED,
                });
            }
        }
    }

    /// Sources that are declared and that nothing names.
    pub(super) fn unused_sources(&mut self) {
        for (at, (id, _)) in self.file.sources.entries.iter().enumerate() {
            if !self.used.contains(&at) {
                self.within(id.value.clone(), |c| {
                    c.fault(id.span, |place, path| say::source_unused(place, path, &id.value));
                });
            }
        }
    }

    fn endings(&mut self) {
        for (id, data) in self.file.endings.entries.iter().take(limits::ENDINGS) {
            let ending = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.endings.push(spot);
                c.allow(&data.allow);
                EndingData {
                    id: id.value.clone(),
                    title: c.text(&data.title),
                    category: data.category,
                    text: c.text(&data.text),
                    when: data
                        .when
                        .as_ref()
                        .map(|when| c.within("when", |c| c.when(when, Site::gate(Time::Turn, c.all_turns())))),
                    effects: c.effects(&data.effects, None),
                    source: c.source(&data.source),
                }
            });
            self.scenario.endings.push(ending);
        }
    }

    fn aftermath(&mut self) {
        for (id, data) in self.file.aftermath.entries.iter().take(limits::AFTERMATH) {
            let item = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.aftermath.push(spot);
                AftermathData {
                    id: id.value.clone(),
                    date: c.text(&data.date),
                    horizon: horizon(data.horizon),
                    text: c.text(&data.text),
                    when: c.within("when", |c| {
                        c.when_or(data.when.as_ref(), Condition::Always, Site::gate(Time::After, c.all_turns()))
                    }),
                    odds: c.within("odds", |c| c.odds(data.odds.as_ref(), 1, 100_000)),
                    audience: c.audience(data.audience.as_ref(), Audience::WORLD),
                    effects: c.effects(&data.effects, None),
                    source: c.source(&data.source),
                }
            });
            self.scenario.aftermath.push(item);
        }
    }

    fn verdict_rules(&mut self, rules: &[VerdictFile]) -> Vec<VerdictRule> {
        let rule = |c: &mut Self, (at, rule)| c.within(usize::to_string(&at), |c| c.verdict_rule(rule));
        self.within("verdicts", |c| rules.iter().enumerate().map(|one| rule(c, one)).collect())
    }

    fn verdict_rule(&mut self, rule: &VerdictFile) -> VerdictRule {
        let verdict = self.verdict(&rule.verdict);
        let up_to = rule.up_to.as_ref().map(|number| self.verdict(number));
        if let (Some(up_to), Some(number)) = (up_to, &rule.up_to)
            && up_to <= verdict
        {
            self.fault(number.span, |place, path| {
                say::bounds_reversed(place, path, i64::from(verdict), i64::from(up_to))
            });
        }
        VerdictRule {
            verdict,
            up_to,
            disputed: rule.disputed,
            when: self.within("when", |c| {
                c.when_or(rule.when.as_ref(), Condition::Always, Site::gate(Time::After, c.all_turns()))
            }),
            horizon: rule.horizon.map(horizon),
            ledger: rule.ledger.map(ledger),
            because: self.text(&rule.because),
            source: self.source(&rule.source),
        }
    }

    fn verdict(&mut self, number: &crate::scenario::format::Number) -> u8 {
        match u8::try_from(number.value) {
            Ok(value @ (0 | 25 | 50 | 75 | 100)) => value,
            _ => {
                self.fault(number.span, |place, path| say::verdict_value(place, path, number.value));
                0
            }
        }
    }

    fn aims(&mut self) {
        for (id, data) in self.file.aims.entries.iter().take(limits::AIMS) {
            let aim = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.aims.push(spot);
                c.allow(&data.allow);
                let intention_spots: Vec<Spot> = data
                    .intentions
                    .entries
                    .iter()
                    .map(|(intention, _)| {
                        c.within(format!("intentions.{}", intention.value), |c| {
                            c.id_shape(&intention.value, intention.span);
                            c.spot(intention.span)
                        })
                    })
                    .collect();
                c.spots.intentions.push(intention_spots);
                AimData {
                    id: id.value.clone(),
                    owner: c.owner(&data.owner).unwrap_or(Owner::Actor(Actor::First)),
                    title: c.text(&data.title),
                    text: c.text(&data.text),
                    kind: data.kind,
                    weight: c.within("weight", |c| c.byte(Some(&data.weight), 10, 0)),
                    headline: ledger(data.headline),
                    verdicts: c.verdict_rules(&data.verdicts),
                    intentions: data
                        .intentions
                        .entries
                        .iter()
                        .map(|(id, data)| {
                            c.within(format!("intentions.{}", id.value), |c| IntentionData {
                                id: id.value.clone(),
                                text: c.text(&data.text),
                                support: c.maybe(data.support.as_ref()),
                                verdicts: c.verdict_rules(&data.verdicts),
                            })
                        })
                        .collect(),
                    source: c.source(&data.source),
                    note: c.note(data.note.as_ref()),
                }
            });
            self.scenario.aims.push(aim);
        }
    }

    fn readings(&mut self) {
        for (at, (id, data)) in self.file.readings.entries.iter().enumerate() {
            if at == limits::READINGS {
                self.fault(id.span, |place, path| {
                    say::too_many(place, path, tr!(of "kinds", "readings"), limits::READINGS)
                });
                break;
            }
            let reading = self.within(id.value.clone(), |c| {
                let spot = c.spot(id.span);
                c.spots.readings.push(spot);
                c.allow(&data.allow);
                ReadingData {
                    id: id.value.clone(),
                    name: c.text(&data.name),
                    who: c.note(Some(&data.who)),
                    claim: c.text(&data.claim),
                    ledger: data.ledger.map_or(Ledger::Known, ledger),
                    horizon: horizon(data.horizon),
                    weights: data
                        .weights
                        .entries
                        .iter()
                        .filter_map(|(aim, weight)| {
                            let weight = c.within("weights", |c| c.byte(Some(weight), 20, 0));
                            c.look_up(Kind::Aim, aim).map(|aim| (AimId::new(aim), weight))
                        })
                        .collect(),
                    questions: data
                        .questions
                        .iter()
                        .filter_map(|question| {
                            c.within("questions", |c| {
                                let text = c.text(&question.text);
                                let when = c.when(&question.when, Site::gate(Time::After, c.all_turns()));
                                let points = i16::try_from(c.number(&question.points, -100, 100)).unwrap_or(0);
                                let actor = c.actor(&question.actor)?;
                                Some(ReadingQuestion { text, when, actor, points })
                            })
                        })
                        .collect(),
                    says: data
                        .says
                        .iter()
                        .map(|saying| {
                            c.within("says", |c| Saying {
                                when: c.when_or(
                                    saying.when.as_ref(),
                                    Condition::Always,
                                    Site::gate(Time::After, c.all_turns()),
                                ),
                                ahead: saying.ahead.as_ref().and_then(|word| match word {
                                    AheadWord::Actor(id) => c.actor(id).map(Ahead::Actor),
                                    AheadWord::Neither => Some(Ahead::Neither),
                                    AheadWord::BothLost => Some(Ahead::BothLost),
                                }),
                                text: c.text(&saying.text),
                            })
                        })
                        .collect(),
                    conduct: data
                        .conduct
                        .entries
                        .iter()
                        .filter_map(|(line, value)| {
                            let value = c.within("conduct", |c| c.byte(Some(value), 100, 0));
                            c.look_up(Kind::Line, line).map(|line| (LineId::new(line), value))
                        })
                        .collect(),
                    conduct_when: c.within("conduct_when", |c| {
                        let after = Site::gate(Time::After, c.all_turns());
                        c.when_or(data.conduct_when.as_ref(), Condition::Always, after)
                    }),
                    source: c.source(&data.source),
                }
            });
            self.scenario.readings.push(reading);
        }
    }

    fn draws(&mut self, table: &Table<DrawFile>) -> (Vec<(String, ScriptedDraw)>, Vec<Spot>) {
        table
            .entries
            .iter()
            .map(|(label, draw)| {
                let scripted = match draw {
                    DrawFile::Yes => ScriptedDraw::Yes,
                    DrawFile::No => ScriptedDraw::No,
                    DrawFile::Pick(id) => ScriptedDraw::Pick(id.value.clone()),
                };
                ((label.value.clone(), scripted), self.within("draws", |c| c.spot(label.span)))
            })
            .unzip()
    }

    fn history(&mut self) {
        let Some(data) = &self.file.history else { return };
        let mut history = HistoryData::default();
        for (actor, disposition) in &data.dispositions.entries {
            let disposition = self.look_up(Kind::Disposition, disposition).map(DispositionId::new);
            if let Some(actor) = self.actor(actor) {
                history.dispositions[actor.index()] = disposition;
            }
        }
        // Turns that could not be read may be any number, and those after them stand elsewhere.
        let whole = self.file.turns.broken == 0 && !self.missing("turns");
        let most = if whole { self.scenario.turns.len() } else { limits::TURNS };
        for (at, turn) in data.turns.entries.iter().enumerate() {
            if at == most {
                self.fault(turn.span, |place, path| {
                    say::too_many(place, path, tr!(of "kinds", "turns of history"), most)
                });
                break;
            }
            let compiled = self.within(format!("turns.{at}"), |c| {
                let spot = c.spot(turn.span);
                c.spots.history.push(spot);
                if whole && c.scenario.turns.get(at).is_some_and(|turn| turn.hypothetical) {
                    c.fault(turn.span, |place, path| say::history_hypothetical(place, path, at));
                }
                let mut compiled = HistoryTurn::default();
                for (actor, moves) in &turn.value.orders.entries {
                    let moves: Vec<MoveId> = c.within(format!("orders.{}", actor.value), |c| {
                        for id in moves {
                            let spot = Spot { span: id.span, path: c.here() };
                            c.spots.expectations.push((format!("turns.{at}.orders.{}", id.value), spot));
                        }
                        moves.iter().filter_map(|id| c.look_up(Kind::Move, id)).map(MoveId::new).collect()
                    });
                    if let Some(actor) = c.actor(actor) {
                        compiled.orders[actor.index()] = moves;
                    }
                }
                let (draws, spots) = c.draws(&turn.value.draws);
                compiled.draws = draws;
                c.spots.history_draws.push(spots);
                for (ladder, rung) in &turn.value.rungs.entries {
                    c.within("rungs", |c| {
                        let spot = Spot { span: rung.span, path: c.here() };
                        c.spots.expectations.push((format!("turns.{at}.rungs.{}", ladder.value), spot));
                        if let Some(ladder) = c.look_up(Kind::Ladder, ladder).map(LadderId::new)
                            && let Some(rung) = c.rung(ladder, rung)
                        {
                            compiled.rungs.push((ladder, rung));
                        }
                    });
                }
                compiled.note = c.maybe(turn.value.note.as_ref());
                compiled
            });
            history.turns.push(compiled);
        }
        history.answers = self.within("answers", |c| {
            let answers = data.answers.entries.iter().filter_map(|(id, when)| {
                let spot = Spot { span: id.span, path: c.here() };
                c.spots.expectations.push((format!("answers.{}", id.value), spot));
                let of = c.look_up(Kind::Move, id).map(MoveId::new);
                let when = c.within(id.value.clone(), |c| c.when(when, Site::other(Time::Orders, c.all_turns())));
                of.map(|of| (of, when))
            });
            answers.collect()
        });
        history.never = self.within("never", |c| {
            data.never.iter().filter_map(|id| c.look_up(Kind::Move, id).map(MoveId::new)).collect()
        });
        let (aftermath, spots) = self.draws(&data.aftermath);
        history.aftermath = aftermath;
        self.spots.history_draws.push(spots);
        history.expect = self.within("expect", Self::expectations);
        self.scenario.history = Some(history);
    }

    fn expectations(&mut self) -> Expectations {
        let mut expect = Expectations::default();
        let Some(history) = &self.file.history else { return expect };
        let data = &history.expect;
        if let Some(ending) = &data.ending {
            expect.ending = self.look_up(Kind::Ending, ending).map(EndingId::new);
            self.expected("ending", ending.span);
        }
        for (track, value) in &data.tracks.entries {
            self.expected(&format!("tracks.{}", track.value), track.span);
            let value = i32::try_from(self.number(value, i64::from(i32::MIN), i64::from(i32::MAX))).unwrap_or(0);
            if let Some(track) = self.look_up(Kind::Track, track) {
                expect.tracks.push((TrackId::new(track), value));
            }
        }
        for (fact, on) in data.facts.iter().map(|id| (id, true)).chain(data.not_facts.iter().map(|id| (id, false))) {
            self.expected(&format!("facts.{}", fact.value), fact.span);
            if let Some(fact) = self.look_up(Kind::Fact, fact) {
                expect.facts.push((FactId::new(fact), on));
            }
        }
        for (aim, (at_once, later)) in &data.verdicts.entries {
            self.expected(&format!("verdicts.{}", aim.value), aim.span);
            let verdicts = [self.verdict(at_once), self.verdict(later)];
            if let Some(aim) = self.look_up(Kind::Aim, aim) {
                expect.verdicts.push((AimId::new(aim), verdicts));
            }
        }
        for (actor, (at_once, later)) in &data.scores.entries {
            self.expected(&format!("scores.{}", actor.value), actor.span);
            let scores = [self.byte(Some(at_once), 100, 0), self.byte(Some(later), 100, 0)];
            if let Some(actor) = self.actor(actor) {
                expect.scores.push((actor, scores));
            }
        }
        for (line, data) in &data.lines.entries {
            self.expected(&format!("lines.{}", line.value), line.span);
            let conduct = self.byte(Some(&data.conduct), 100, 0);
            if let Some(line) = self.look_up(Kind::Line, line) {
                expect.lines.push((LineId::new(line), data.words, conduct));
            }
        }
        expect
    }

    fn expected(&mut self, what: &str, span: crate::scenario::source::Span) {
        let spot = self.within(what, |c| c.spot(span));
        self.spots.expectations.push((what.to_owned(), spot));
    }
}
