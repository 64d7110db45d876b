//! Compiles what is for a class: cuts, the fictional twin, teaching notes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Compiler, CutSpot, Kind, Shown, Site, Spot, Time};
use crate::scenario::{
    diagnostic as say,
    format::{CutFile, StepFile, Text, VariantFile},
    load::missing_part,
    model::{
        ChannelId, Condition, CutData, CutId, FactId, MoveId, Original, ParentsData, RUNNING, RuleId, Scenario,
        SourceData, TeachingData, TrackId, TwinData, VariantData, limits,
    },
    overlay::Overlay,
    source::{SourceText, Span},
    tree,
};

impl Compiler<'_> {
    pub(super) fn class(&mut self) {
        self.sources_of_words();
        self.within("cuts", Self::cuts);
        self.within("variants", Self::variants);
        self.within("history", |c| c.within("cut", Self::cut_of_history));
        self.within("twin", Self::twin);
        self.within("teaching", Self::teaching);
    }

    /// A briefing of at most so many words.
    pub(super) fn briefing(&mut self, text: &Text, most: usize) -> String {
        let words = text.value.split_whitespace().count();
        if most < words {
            self.fault(text.span, |place, path| say::briefing_too_long(place, path, words, most));
        }
        self.text(text)
    }

    /// The date of a turn; the fictional twin counts days where its author does not say otherwise.
    pub(super) fn turn_date(&mut self, text: &Text, turn: usize) -> String {
        let plain = self.plain(text);
        let Some(overlay) = &self.spots.overlay else { return self.spoken(text.span, plain) };
        let invented = overlay.date(text.span, &plain, turn);
        if overlay.on(text.span, &plain) != plain {
            let spot = Spot { span: text.span, path: self.here() };
            self.spots.shown.push(Shown { spot, text: plain.clone() });
        }
        // A day that is counted is worded where it is counted.
        if self.twin && invented != overlay.on(text.span, &plain) {
            return invented;
        }
        self.spoken(text.span, if self.twin { invented } else { plain })
    }

    fn cuts(&mut self) {
        for (at, (id, data)) in self.file.cuts.entries.iter().enumerate() {
            self.within(id.value.clone(), |c| {
                c.id_shape(&id.value, id.span);
                if at == limits::CUTS {
                    c.fault(id.span, |place, path| say::too_many(place, path, tr!(of "kinds", "cuts"), limits::CUTS));
                }
                if at < limits::CUTS {
                    let spot = c.spot(id.span);
                    c.cut(id.value.clone(), data, spot);
                }
            });
        }
    }

    fn variants(&mut self) {
        for (at, (id, data)) in self.file.variants.entries.iter().enumerate() {
            self.within(id.value.clone(), |c| {
                c.id_shape(&id.value, id.span);
                if at == limits::VARIANTS {
                    c.fault(id.span, |place, path| {
                        say::too_many(place, path, tr!(of "kinds", "variants"), limits::VARIANTS)
                    });
                }
                if at < limits::VARIANTS {
                    let spot = c.spot(id.span);
                    c.variant(id.value.clone(), data, spot);
                }
            });
        }
    }

    fn variant(&mut self, id: String, data: &VariantFile, spot: Spot) {
        let mut variant =
            VariantData { id, title: self.text(&data.title), text: self.text(&data.text), ..VariantData::default() };
        for (track, value) in &data.tracks.entries {
            if let Some(at) = self.look_up(Kind::Track, track) {
                let (low, high) = self.scenario.tracks.get(at).map_or((0, 0), |track| (track.min, track.max));
                let to = self
                    .within(format!("tracks.{}", track.value), |c| c.number(value, i64::from(low), i64::from(high)));
                variant.tracks.push((TrackId::new(at), i32::try_from(to).unwrap_or(low)));
            }
        }
        for (fact, on) in data.facts.iter().map(|id| (id, true)).chain(data.not_facts.iter().map(|id| (id, false))) {
            if let Some(at) = self.look_up(Kind::Fact, fact) {
                if variant.facts.iter().any(|(known, _)| *known == FactId::new(at)) {
                    self.fault(fact.span, |place, path| {
                        say::duplicate_id(place, path, &fact.value, tr!(of "kind", "fact of a variant"))
                    });
                } else {
                    variant.facts.push((FactId::new(at), on));
                }
            }
        }
        variant.facts.sort_unstable();
        variant.tracks.sort_unstable();
        self.spots.variants.push(spot);
        self.scenario.variants.push(variant);
    }

    /// The cut in which history is played, known by now.
    fn cut_of_history(&mut self) {
        let Some(id) = self.file.history.as_ref().and_then(|history| history.cut.as_ref()) else { return };
        let found = self.scenario.cuts.iter().position(|cut| cut.id == id.value).map(CutId::new);
        if found.is_none() && !self.file.cuts.entries.iter().any(|(known, _)| known.value == id.value) {
            let known: Vec<&str> = self.file.cuts.entries.iter().map(|(known, _)| known.value.as_str()).collect();
            self.fault(id.span, |place, path| {
                say::unknown_id(place, path, tr!(of "kind", "cut"), &id.value, &known, "cuts")
            });
        }
        if let Some(history) = &mut self.scenario.history {
            history.cut = found;
        }
    }

    fn cut(&mut self, id: String, data: &CutFile, spot: Spot) {
        let last = self.last_turn();
        let mut kept = 0_u32;
        let mut turns: Vec<(usize, Spot)> = Vec::new();
        self.within("turns", |c| {
            for number in &data.turns {
                let turn = usize::try_from(c.number(number, 0, last)).unwrap_or(0);
                match turns.last() {
                    Some((before, _)) if turn <= *before => {
                        c.fault(number.span, |place, path| say::cut_turns_unordered(place, path, turn, *before));
                    }
                    _ => {
                        kept |= 1_u32.checked_shl(u32::try_from(turn).unwrap_or(0)).unwrap_or(0);
                        turns.push((turn, Spot { span: number.span, path: c.here() }));
                    }
                }
            }
            if data.turns.len() < limits::CUT_TURNS {
                let found = data.turns.len();
                c.fault(spot.span, |place, path| {
                    say::too_few(place, path, tr!(of "kind", "turn to keep"), found, limits::CUT_TURNS)
                });
            }
        });
        let mut briefings = vec![[String::new(), String::new()]; self.scenario.turns.len()];
        let mut briefed: BTreeSet<usize> = BTreeSet::new();
        for (at, entry) in data.briefings.entries.iter().enumerate() {
            self.within(format!("briefings.{at}"), |c| {
                let number = &entry.value.turn;
                let turn = usize::try_from(c.number(number, 0, last)).unwrap_or(0);
                if kept.checked_shr(u32::try_from(turn).unwrap_or(32)).unwrap_or(0) & 1 == 0 {
                    c.fault(number.span, |place, path| say::cut_briefing_unkept(place, path, turn));
                } else if !briefed.insert(turn) {
                    let name = tr!("turn {turn}", turn);
                    c.fault(number.span, |place, path| {
                        say::duplicate_id(place, path, &name, tr!(of "kind", "briefing of a cut"))
                    });
                }
                for (actor, text) in &entry.value.briefing.entries {
                    let told =
                        c.within(format!("briefing.{}", actor.value), |c| c.briefing(text, limits::BRIEFING_WORDS[1]));
                    if let (Some(actor), Some(briefing)) = (c.actor(actor), briefings.get_mut(turn)) {
                        briefing[actor.index()] = told;
                    }
                }
            });
        }
        let desks = data.desks.iter().filter_map(|desk| self.look_up(Kind::Channel, desk));
        let desks = desks.fold(0_u8, |set, desk| set | 1 << (ChannelId::new(desk).0 & 7));
        let mut moves = vec![Vec::new(); self.scenario.turns.len()];
        let mut listed: Vec<(usize, MoveId, Spot)> = Vec::new();
        for (at, entry) in data.moves.entries.iter().enumerate() {
            self.within(format!("moves.{at}"), |c| {
                let number = &entry.value.turn;
                let turn = usize::try_from(c.number(number, 0, last)).unwrap_or(0);
                let Some(choice) = moves.get_mut(turn) else { return };
                if !choice.is_empty() {
                    let name = tr!("turn {turn}", turn);
                    c.fault(number.span, |place, path| {
                        say::duplicate_id(place, path, &name, tr!(of "kind", "choice of moves of a cut"))
                    });
                }
                for id in &entry.value.keep {
                    if let Some(found) = c.look_up(Kind::Move, id) {
                        choice.push(MoveId::new(found));
                        listed.push((turn, MoveId::new(found), Spot { span: id.span, path: c.here() }));
                    }
                }
            });
        }
        let always = self.within("always", |c| {
            data.always.iter().filter_map(|id| c.look_up(Kind::Move, id)).map(MoveId::new).collect()
        });
        let mut sure: Vec<RuleId> = self
            .within("sure", |c| data.sure.iter().filter_map(|id| c.look_up(Kind::Rule, id)).map(RuleId::new).collect());
        sure.sort_unstable();
        sure.dedup();
        let cut = CutData {
            id,
            title: self.text(&data.title),
            minutes: u16::try_from(self.within("minutes", |c| c.number(&data.minutes, 10, 480))).unwrap_or(45),
            text: self.text(&data.text),
            summary: self.within("summary", |c| data.summary.as_ref().map_or_else(String::new, |text| c.text(text))),
            content_note: self
                .within("content_note", |c| data.content_note.as_ref().map_or_else(String::new, |text| c.text(text))),
            kept,
            briefings,
            recorded: self.within("recorded", |c| {
                let site = Site::other(Time::Orders, c.all_turns());
                c.when_or(data.recorded.as_ref(), Condition::Always, site)
            }),
            desks: if data.desks.is_empty() { u8::MAX } else { desks },
            moves,
            always,
            sure,
        };
        self.spots.cuts.push(CutSpot { spot, turns, listed });
        self.scenario.cuts.push(cut);
    }

    /// Makes the overlay of the twin ready, so that texts can be compiled under it.
    pub(super) fn lay_over(&mut self) {
        let Some(file) = &self.file.twin else { return };
        let mut texts: BTreeMap<Span, String> = BTreeMap::new();
        let mut trees: BTreeMap<&str, tree::Node<'_>> = BTreeMap::new();
        // Parts that the scenario does not have: how many texts lead into each, and where the first does.
        let mut missing: BTreeMap<&str, (usize, Span)> = BTreeMap::new();
        let sources = self.sources;
        self.within("texts", |c| {
            for (path, text) in &file.texts.entries {
                let invented = c.plain(text);
                let found = sources.files.iter().find_map(|source| {
                    let rest = within_part(source, &path.value)?;
                    let root = trees.entry(&source.name).or_insert_with(|| tree::read(&source.text).0);
                    let node = tree::find(root, rest)?;
                    matches!(node.kind, tree::Kind::Text(_)).then(|| Span::of(&source.text[node.start..node.end]))
                });
                match found {
                    Some(span) => {
                        texts.insert(span, invented);
                    }
                    None => match missing_part(c.file, &path.value) {
                        Some(part) if c.missing(part) => {}
                        Some(part) => {
                            let told = missing.entry(part).or_insert((0, path.span));
                            told.0 += 1;
                        }
                        None => c.fault(path.span, |place, here| say::twin_path_unknown(place, here, &path.value)),
                    },
                }
            }
            for (part, (texts, span)) in missing {
                c.fault(span, |place, here| say::twin_part_missing(place, here, part, texts));
            }
        });
        self.within("names", |c| {
            for (real, invented) in &file.names.entries {
                c.plain(invented);
                let spot = Spot { span: real.span, path: c.here() };
                c.spots.twin_names.push((real.value.clone(), spot));
            }
        });
        self.within("keep", |c| file.keep.iter().for_each(|word| drop(c.plain(word))));
        self.spots.overlay = Some(Overlay::of(file, texts));
    }

    fn twin(&mut self) {
        let Some(file) = &self.file.twin else { return };
        self.real_names();
        let title = self.within("title", |c| c.real(&file.title));
        let [subtitle, summary] = [("subtitle", &file.subtitle), ("summary", &file.summary)]
            .map(|(name, text)| text.as_ref().map(|text| self.within(name, |c| c.real(text))));
        let [real_subtitle, real_summary] = [&self.file.subtitle, &self.file.summary].map(|text| {
            let (overlay, text) = (self.spots.overlay.as_ref()?, text.as_ref()?);
            let invented = overlay.on(text.span, &text.value);
            Some(self.spoken(text.span, invented))
        });
        let twin = TwinData {
            title,
            subtitle: subtitle.or(real_subtitle).unwrap_or_default(),
            summary: summary.or(real_summary).unwrap_or_default(),
            map: file.map,
        };
        if self.twin {
            self.hide(&twin);
        }
        self.scenario.twin = Some(twin);
    }

    /// Gives the twin its own title, and puts aside what names the original until the last page of the debrief.
    fn hide(&mut self, twin: &TwinData) {
        let file = self.file;
        let mut real = |text: Option<&Text>| text.map(|text| self.real(text)).unwrap_or_default();
        let [title, subtitle, judgement] =
            [&file.title, &file.subtitle, &file.judgement].map(|text| real(text.as_ref()));
        let dates = file.turns.entries.iter().map(|turn| real(Some(&turn.value.date))).collect();
        let schools = file.readings.entries.iter().map(|(_, reading)| real(Some(&reading.who))).collect();
        let names = file.twin.iter().flat_map(|twin| &twin.names.entries);
        let scenario: &mut Scenario = &mut self.scenario;
        let hidden = scenario.sources.iter().map(|source| SourceData {
            reference: tr!("A source named on the last page of the debrief").to_owned(),
            note: String::new(),
            ..source.clone()
        });
        let hidden: Vec<SourceData> = hidden.collect();
        scenario.original = Some(Original {
            title,
            subtitle,
            judgement,
            dates,
            names: names.map(|(real, invented)| (real.value.clone(), invented.value.clone())).collect(),
            schools,
            sources: std::mem::replace(&mut scenario.sources, hidden),
        });
        scenario.title.clone_from(&twin.title);
        scenario.subtitle.clone_from(&twin.subtitle);
        scenario.summary.clone_from(&twin.summary);
    }

    /// Notes the names that must not be left over: those of actors and who decides, of parties, and of places.
    fn real_names(&mut self) {
        let file = self.file;
        let actors = file.actors.entries.iter().flat_map(|(_, data)| {
            [Some(&data.name), data.adjective.as_ref(), Some(&data.decider)].into_iter().flatten()
        });
        let parties = file.parties.entries.iter().map(|(_, data)| &data.name);
        let places = file.map.iter().flat_map(|map| {
            let theatres = map.theatres.entries.iter().map(|(_, data)| &data.name);
            theatres.chain(map.items.entries.iter().map(|(_, data)| &data.name))
        });
        let advocates = file.moves.entries.iter().flat_map(|(_, data)| &data.advocates);
        let names = actors.chain(parties).chain(places).chain(advocates);
        self.spots.real = names.map(|text| text.value.clone()).collect();
    }

    fn teaching(&mut self) {
        let Some(file) = &self.file.teaching else { return };
        let spot = match &file.parents {
            // The notes as a whole have no place of their own; what stands in them does.
            Some(parents) => self.spot(parents.purpose.span),
            None => {
                let span = file.aims.first().map_or_else(|| self.sources.span_of_file("teaching.ron"), |aim| aim.span);
                self.spot(span)
            }
        };
        self.spots.teaching = Some(spot);
        let running = [("running_45", &file.running_45), ("running_90", &file.running_90)];
        let running = std::array::from_fn(|at| {
            let (name, steps) = running[at];
            self.within(name, |c| c.running(steps, RUNNING[at]))
        });
        let texts = |c: &mut Self, name: &str, texts: &[Text]| -> Vec<String> {
            c.within(name, |c| texts.iter().map(|text| c.text(text)).collect())
        };
        let teaching = TeachingData {
            aims: texts(self, "aims", &file.aims),
            prior_knowledge: texts(self, "prior_knowledge", &file.prior_knowledge),
            running,
            warnings: texts(self, "warnings", &file.warnings),
            rubric: self.within("rubric", |c| {
                let lines = file.rubric.iter();
                lines
                    .map(|line| [&line.criterion, &line.weak, &line.sound, &line.strong].map(|text| c.text(text)))
                    .collect()
            }),
            notes: texts(self, "notes", &file.notes),
            // Under the real names in the twin too: parents and head should know what it is about.
            parents: file.parents.as_ref().map(|page| {
                self.within("parents", |c| ParentsData {
                    purpose: c.real(&page.purpose),
                    seats: c.real(&page.seats),
                    sources: c.real(&page.sources),
                    neutrality: c.real(&page.neutrality),
                    opt_out: c.real(&page.opt_out),
                    twin: c.real(&page.twin),
                })
            }),
            source: self.source(&file.source),
        };
        self.scenario.teaching = Some(teaching);
    }

    /// A running order; its minutes should add up to its name.
    fn running(&mut self, steps: &[StepFile], asked: u16) -> Vec<(u8, String)> {
        let compiled: Vec<(u8, String)> = steps
            .iter()
            .map(|step| (u8::try_from(self.number(&step.minutes, 1, 90)).unwrap_or(1), self.text(&step.what)))
            .collect();
        let sum: u16 = compiled.iter().map(|(minutes, _)| u16::from(*minutes)).sum();
        if let Some(first) = steps.first().filter(|_| sum != asked) {
            self.fault(first.minutes.span, |place, path| say::running_order(place, path, sum, asked));
        }
        compiled
    }
}

/// What is left of a data path within a file, if it leads there.
fn within_part<'p>(source: &SourceText, path: &'p str) -> Option<&'p str> {
    let part = source.part();
    let rest = path.strip_prefix(part.as_str())?;
    (part.is_empty() || rest.starts_with(['.', '['])).then_some(rest)
}
