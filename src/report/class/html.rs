//! The pages of a class: one for all of it, one for each group, one for each pupil. No scripts, nothing fetched.

use maud::{Markup, PreEscaped, html};

use super::{ClassReport, GroupPart, Pupil, Reason, Reflection, counted, export::nameless};
use crate::{
    report::{
        chart,
        debrief::{KNOWS_NOTHING, OrderPart},
        graph::Parting,
        html::{Section, dots, emphasis, rubric, sections, shape, whole},
        words,
    },
    transcript::Forecast,
};

/// The debrief of a class as one page of HTML. It names no pupil.
#[must_use]
pub fn class(report: &ClassReport) -> String {
    let mut list = Vec::new();
    let mut put = |id: &'static str, title: &str, fresh: bool, there: bool, body: &dyn Fn() -> Markup| {
        if there {
            list.push(Section { id, title: title.to_owned(), fresh, body: body() });
        }
    };
    let reflections = report.groups.iter().any(|group| !group.notes.reflections.is_empty());
    put("glance", tr!("All groups beside each other"), false, true, &|| glance(report));
    put("parted", tr!("Where they parted, and why"), false, true, &|| parted(report));
    put("ladders", tr!("How high each climbed"), true, true, &|| ladders(report));
    put("court", tr!("The aims court"), true, true, &|| court(report));
    put("lines", tr!("Red lines, group by group"), true, !report.groups.is_empty(), &|| lines(report));
    put("guesses", tr!("What was forecast, and what came"), false, has_forecasts(report), &|| forecasts(report));
    put("reflections", tr!("What the class made of it"), true, reflections, &|| reflected(report));
    let title = tr!("{title}: the class", title = report.title);
    let top = html! {
        header.top {
            p.eyebrow { (tr!("Debrief of a class")) }
            h1 { (report.title) }
            @if !report.subtitle.is_empty() { p.subtitle { (report.subtitle) } }
            ul.facts { li { b { (trn!(report.groups.len(); "{count} group", "{count} groups", count = report.groups.len())) } } }
        }
        p.intro { (tr!("Every group began where the others did. What they made of it stands side by side here, beside what really happened. No pupil is named on this page.")) }
    };
    whole(&report.language, &title, &top, &list, &bottom(report))
}

fn bottom(report: &ClassReport) -> Markup {
    html! { footer { p { (tr!("Made by Brinkmanship from the scenario ")) code { (report.scenario) } (tr!(" and the records of the groups.")) } } }
}

/// A share in hundreds, as people say it.
fn in_hundred(share: f64) -> String {
    match 100.0 * share {
        0.0 => tr!("none").to_owned(),
        little if little < 0.1 => tr!("under 0.1 in 100").to_owned(),
        some if some < 9.95 => tr!("{some:.1} in 100", some),
        more => tr!("{more:.0} in 100", more),
    }
}

fn glance(report: &ClassReport) -> Markup {
    let names = report.all().next().map(|group| group.debrief.actors.clone().map(|actor| actor.name));
    html! {
        @if let Some(nearest) = report.nearest.first().and_then(|at| report.groups.get(*at)) {
            p.lead {
                @if nearest.brink.struck { (tr!("{name} went over the brink.", name = nearest.name)) }
                @else if report.groups.len() == 1 { (tr!("At its worst {name} stood at “{rung}”.", name = nearest.name, rung = words::bare(&nearest.brink.rung))) }
                @else { (tr!("Nearest the brink came {name}: at its worst it stood at “{rung}”, and over the whole course a catastrophe would have struck with a chance of {odds}.", name = nearest.name, rung = words::bare(&nearest.brink.rung), odds = in_hundred(nearest.brink.risk))) }
            }
        }
        div.scroll tabindex="0" role="region" aria-label=(tr!("All groups beside each other")) {
            table.beside-all {
                thead { tr {
                    th scope="col" { (tr!("Group")) }
                    th scope="col" { (tr!("How it ended")) }
                    @if let Some([first, second]) = &names {
                        th.num scope="col" { (shape(0)) (first) } th.num scope="col" { (shape(1)) (second) }
                    }
                    th scope="col" { (tr!("Gravest rung")) }
                    th.num scope="col" { (tr!("Chance of catastrophe")) }
                    th scope="col" { (tr!("Human cost")) }
                } }
                tbody { @for group in report.all() { (glance_row(report, group)) } }
            }
        }
        p.legend { (tr!("Scores are of 100, by the scenario's own weights and the program's verdicts; nobody wins a crisis by them. The chance of catastrophe is taken over the whole course, from the odds at which it was really drawn turn by turn.")) }
    }
}

fn glance_row(report: &ClassReport, group: &GroupPart) -> Markup {
    let debrief = &group.debrief;
    let is_history = report.history.as_ref().is_some_and(|real| std::ptr::eq(real, group));
    html! {
        tr .real[is_history] {
            th scope="row" {
                (group.name)
                @if let Some(variant) = &group.notes.variant { " " span.soft { (tr!("({variant})", variant)) } }
            }
            td {
                @if let Some(forked) = forked(group) { span.soft { (forked) } br; }
                @if let Some(undone) = undone(group) { span.soft { (undone) } br; }
                @match &debrief.ending {
                    Some(ending) => { b { (words::bare(&ending.title)) } br; span.soft { (ending.category) ", " (tr!("turn {turn}", turn = report.nth(ending.turn.turn))) } }
                    None => span.none { (trn!(debrief.played(); "It is not over: {count} turn played", "It is not over: {count} turns played", count = debrief.played())) },
                }
            }
            @for side in 0..2 { td.num {
                @match &debrief.scores {
                    Some(scores) if scores.lost => (tr!("lost")),
                    Some(scores) => (scores.points[side][1]),
                    None => "–",
                }
            } }
            td { (words::bare(&group.brink.rung)) @if let Some(turn) = group.brink.turn { " " span.soft { (tr!("(turn {turn})", turn = report.nth(turn.turn))) } } }
            td.num { @if group.brink.struck { b { (tr!("it struck")) } } @else { (in_hundred(group.brink.risk)) } }
            td { @for line in debrief.screen.human_cost.iter().take(3) { p { (line) } } }
        }
    }
}

/// Where a group was forked from another, in words.
fn forked(group: &GroupPart) -> Option<String> {
    let forked = group.notes.forked.as_ref()?;
    Some(tr!(
        "forked from {group} on turn {turn}, one course up to there",
        group = forked.from,
        turn = group.debrief.count.nth(forked.turn)
    ))
}

/// How many turns of a group were taken back, in words.
fn undone(group: &GroupPart) -> Option<String> {
    let count = group.notes.undone;
    (0 < count).then(|| trn!(count; "the teacher took {count} turn back", "the teacher took {count} turns back", count))
}

/// The names of some groups, history among them.
fn named(report: &ClassReport, part: &[usize]) -> String {
    let names: Vec<String> =
        part.iter().filter_map(|at| report.all().nth(*at)).map(|group| group.name.clone()).collect();
    words::listed(&names, "and")
}

fn parted(report: &ClassReport) -> Markup {
    html! {
        p.intro { (tr!("Every turn on which they ordered otherwise, the groups beside each other and beside history. It says where those part that had ordered the same until then. Under each stands what was ordered, and the reasons that were written down for it.")) }
        @if report.partings.is_empty() { p { (tr!("They never parted: every group ordered the same throughout.")) } }
        @for parting in report.beside.iter().filter(|turn| played(report, turn)) { (self::parting(report, parting)) }
    }
}

/// Whether people played a turn: what passed was nobody's decision.
fn played(report: &ClassReport, parting: &Parting) -> bool {
    report.groups.first().is_none_or(|group| {
        let kept = group.debrief.count.turns();
        kept.is_empty() || kept.contains(&parting.turn)
    })
}

fn parting(report: &ClassReport, parting: &Parting) -> Markup {
    let here = report.partings.iter().filter(|one| one.turn == parting.turn).flat_map(|one| &one.parts).flatten();
    let here = here.copied().collect::<std::collections::BTreeSet<usize>>();
    let date =
        report.all().filter_map(|group| group.debrief.turns.get(parting.turn)).map(|turn| turn.date.as_str()).next();
    html! {
        div.card {
            h3 { (tr!("Turn {turn}", turn = report.nth(parting.turn))) @if let Some(date) = date { ", " (date) } }
            @if here.is_empty() { p.soft { (tr!("They had parted before, and stand here beside each other.")) } }
            @else { p { b { (tr!("Here they part: {names}.", names = named(report, &here.iter().copied().collect::<Vec<_>>()))) } } }
            div.parts {
                @for (part, orders) in parting.parts.iter().zip(&parting.orders) {
                    div {
                        h4 { (named(report, part)) }
                        p { (orders) }
                        @let reasons: Vec<&Reason> = part.iter().filter_map(|at| report.groups.get(*at)).flat_map(|group| &group.notes.reasons).filter(|reason| reason.turn == parting.turn).collect();
                        @if !reasons.is_empty() { ul.plain { @for reason in reasons.iter().take(8) { li { (shape(reason.seat)) (self::reason(reason, &|text| nameless(report, text))) } } } }
                    }
                }
            }
        }
    }
}

/// A reason with what it was founded on, without who gave it.
fn reason(reason: &Reason, clean: &dyn Fn(&str) -> String) -> Markup {
    html! {
        "“" (clean(reason.text.trim())) "”"
        @if !reason.about.is_empty() { " " span.soft { (tr!("(for: {about})", about = clean(words::bare(&reason.about)))) } }
        @if !reason.expects.is_empty() { " " span.soft { (tr!("Expected of the other side: “{expects}”", expects = clean(reason.expects.trim()))) } }
        (founded(&reason.evidence, clean))
    }
}

/// What something was founded on: one sentence, whether its pieces are sentences or not.
fn founded(evidence: &[String], clean: &dyn Fn(&str) -> String) -> Markup {
    let pieces: Vec<String> = evidence.iter().map(|piece| clean(words::bare(piece))).collect();
    html! {
        @if !pieces.is_empty() { " " span.soft { (tr!("Founded on {evidence}.", evidence = words::listed(&pieces, "and"))) } }
    }
}

fn ladders(report: &ClassReport) -> Markup {
    html! {
        @for group in &report.groups {
            h3 { (group.name) }
            @let debrief = &group.debrief;
            @let [first, second] = &debrief.actors;
            @for ladder in &debrief.ladders {
                figure { (chart::ladder(ladder, &debrief.turns, [&first.name, &second.name], None, false)) figcaption { (tr!("{name}: the rung at the end of each turn, beside the real course where it was another.", name = ladder.name)) } }
            }
        }
    }
}

fn court(report: &ClassReport) -> Markup {
    let Some(first) = report.all().next() else { return html! {} };
    html! {
        p.intro { (tr!("The program judges every aim by the scenario's rules, and lists its evidence. A team may argue that it judged wrongly; the teacher may overrule it, with a reason. What was overruled is marked, and both verdicts are kept.")) }
        @for (which, of) in first.debrief.aims.iter().enumerate() {
            h3 { @if let Some(actor) = of.actor { (shape(actor)) } (of.owner) }
            @for (at, aim) in of.aims.iter().enumerate() {
                div.card {
                    h4 { (aim.title) }
                    p { (aim.text) }
                    div.scroll tabindex="0" role="region" aria-label=(aim.title) { table {
                        thead { tr { th scope="col" { (tr!("Group")) } th scope="col" { (tr!("Verdict")) } th scope="col" { (tr!("Why")) } th scope="col" { (tr!("Evidence")) } } }
                        tbody { @for group in report.all() { (heard(report, group, which, at)) } }
                    } }
                }
            }
        }
    }
}

fn heard(report: &ClassReport, group: &GroupPart, which: usize, at: usize) -> Markup {
    let aim = group.debrief.aims.get(which).and_then(|of| of.aims.get(at));
    let id = group.aims.get(which).and_then(|ids| ids.get(at)).map_or("", String::as_str);
    let ruling = group.ruling(id);
    html! {
        @if let Some(aim) = aim {
            tr {
                th scope="row" { (group.name) }
                td {
                    @match counted(aim, ruling) {
                        Some((words, value)) => { b { (words) } " " (dots(value)) },
                        None => span.none { (tr!("not judged")) },
                    }
                    @if ruling.is_some() { br; span.tag.chance { (tr!("overruled")) } @if let Some(judged) = aim.judged(1) { br; span.soft { (tr!("the program: {verdict}", verdict = judged.short())) } } }
                }
                td {
                    (aim.why())
                    @for one in group.notes.arguments.iter().filter(|one| one.aim == id) {
                        p {
                            @if let Some(seat) = one.seat { (shape(seat)) }
                            "“" (nameless(report, &one.text)) "”"
                            (founded(&one.evidence, &|text| nameless(report, text)))
                        }
                    }
                    @if let Some(ruling) = ruling { p { b { (tr!("Overruled: ")) } (nameless(report, &ruling.reason)) } }
                }
                td {
                    @let cell = (1, aim.headline);
                    @if let Some(reason) = aim.reasons.iter().find(|reason| reason.cells.contains(&cell)) {
                        ul { @for (when, what) in &reason.evidence { li { @if !when.is_empty() { b { (when) ": " } } (what) } } }
                    }
                }
            }
        }
    }
}

fn lines(report: &ClassReport) -> Markup {
    let Some(first) = report.all().next() else { return html! {} };
    html! {
        p.intro { (tr!("Words beside conduct: what the bound side says of a line, and the figure of 100 that its acts alone come to.")) }
        div.scroll tabindex="0" role="region" aria-label=(tr!("Red lines, group by group")) { table {
            thead { tr { th scope="col" { (tr!("Red line")) } @for group in report.all() { th scope="col" { (group.name) } } } }
            tbody { @for (at, line) in first.debrief.lines.iter().enumerate() { tr {
                th scope="row" { (line.text) br; span.soft { (line.owner) } }
                @for group in report.all() { td { @if let Some(line) = group.debrief.lines.get(at) {
                    (words::sentence(&line.state)) br; span.soft { (tr!("{words}; conduct {conduct}", words = line.words, conduct = line.conduct)) }
                } } }
            } } }
        } }
    }
}

fn has_forecasts(report: &ClassReport) -> bool {
    report.groups.iter().any(|group| !group.notes.forecasts.is_empty())
}

fn forecasts(report: &ClassReport) -> Markup {
    let score = |score: Option<f64>| score.map_or_else(|| "–".to_owned(), |score| format!("{score:.2}"));
    html! {
        p.intro { (tr!("How far forecasts were from what came (Brier 1950): 0 is sure and right, 2 is sure and wrong; who says a third for each gets {score}.", score = format!("{KNOWS_NOTHING:.2}"))) }
        table { thead { tr {
            th scope="col" { (tr!("Group")) }
            th.num scope="col" { (tr!("Forecasts")) }
            @if let Some(group) = report.groups.first() { @for (side, actor) in group.debrief.actors.iter().enumerate() { th.num scope="col" { (shape(side)) (actor.name) } } }
            th scope="col" { (tr!("What came")) }
        } } tbody {
            @for group in &report.groups { tr {
                th scope="row" { (group.name) }
                td.num { (group.notes.forecasts.len()) }
                @for side in 0..2 { td.num { (score(group.mean_brier(|one| one.seat == side))) } }
                td { (group.came.map_or("–", words::kind)) }
            } }
        } }
    }
}

fn reflected(report: &ClassReport) -> Markup {
    let mut questions: Vec<&str> = Vec::new();
    for one in report.groups.iter().flat_map(|group| &group.notes.reflections) {
        if !questions.contains(&one.question.as_str()) {
            questions.push(&one.question);
        }
    }
    html! {
        p.intro { (tr!("Answers are anonymous, unless a pupil signed one.")) }
        @for question in questions {
            h3 { (emphasis(question)) }
            ul.plain {
                @for (group, one) in answers(report, question) {
                    li {
                        "“" (nameless(report, &one.answer)) "”"
                        @if let Some(pupil) = one.signed.as_ref().and_then(|id| group.pupil(id)) { " " span.soft { "– " (pupil.nickname) } }
                    }
                }
            }
        }
    }
}

/// The answers to a question, in the order of their words: that of their coming would tell whose they are.
fn answers<'r>(report: &'r ClassReport, question: &str) -> Vec<(&'r GroupPart, &'r Reflection)> {
    let all = report.groups.iter().flat_map(|group| group.notes.reflections.iter().map(move |one| (group, one)));
    let mut found: Vec<_> = all.filter(|(_, one)| one.question == question && !one.answer.trim().is_empty()).collect();
    found.sort_by_key(|(_, one)| one.answer.trim());
    found
}

/// The debrief of one group: its whole debrief, with what was written beside play in front.
#[must_use]
pub fn group(report: &ClassReport, group: &GroupPart) -> String {
    let debrief = &group.debrief;
    let mut list = Vec::new();
    if let Some(map) = &group.map {
        list.push(Section {
            id: "map",
            title: tr!("The map where it stopped").to_owned(),
            fresh: false,
            body: html! { (PreEscaped(map)) },
        });
    }
    if !group.notes.reasons.is_empty() || !group.notes.votes.is_empty() {
        list.push(Section {
            id: "reasons",
            title: tr!("What was argued, and how it was voted").to_owned(),
            fresh: false,
            body: argued(report, group),
        });
    }
    // The first screen of a debrief stays first.
    let mut all = sections(debrief);
    let rest = all.split_off(all.len().min(1));
    all.extend(list);
    all.extend(rest);
    let title = tr!("{name}: debrief", name = group.name);
    let top = html! {
        header.top {
            p.eyebrow { (tr!("Debrief of a group")) " · " (report.title) }
            h1 { (group.name) }
            @if let Some(variant) = &group.notes.variant { p.subtitle { (variant) } }
            @if let Some(forked) = forked(group) { p.subtitle { (forked) } }
            @if let Some(undone) = undone(group) { p.subtitle { (undone) } }
            ul.facts { @for (actor, player) in debrief.actors.iter().zip(&debrief.players) { li { b { (actor.name) } @if !player.is_empty() { (tr!(", played by {player}", player)) } } } }
        }
    };
    whole(&report.language, &title, &top, &all, &bottom(report))
}

fn argued(report: &ClassReport, group: &GroupPart) -> Markup {
    let debrief = &group.debrief;
    let last =
        debrief.turns.len().max(group.notes.reasons.iter().map(|reason| reason.turn + 1).max().unwrap_or(0).min(1_000));
    let on = |turn: usize, side: usize| {
        let reasons: Vec<&Reason> =
            group.notes.reasons.iter().filter(|one| one.turn == turn && one.seat == side).collect();
        let mut votes: Vec<(&str, &str, u32)> = Vec::new();
        for vote in group.notes.votes.iter().filter(|one| one.turn == turn && one.seat == side) {
            match votes.iter_mut().find(|(on, choice, _)| *on == vote.on && *choice == vote.choice) {
                Some((_, _, hands)) => *hands = hands.saturating_add(vote.hands.max(1)),
                None => votes.push((&vote.on, &vote.choice, vote.hands.max(1))),
            }
        }
        (reasons, votes)
    };
    html! {
        @for turn in 0..last { @for side in 0..2 {
            @let (reasons, votes) = on(turn, side);
            @if !reasons.is_empty() || !votes.is_empty() {
                h4 { (shape(side)) (debrief.actors[side].name) ", " (tr!("turn {turn}", turn = debrief.count.nth(turn))) @if let Some(turn) = debrief.turns.get(turn) { ", " (turn.date) } }
                @if !votes.is_empty() { ul.plain { @for (what, choice, hands) in votes { li { (words::bare(what)) ": " b { (choice) } " " span.soft { (trn!(hands; "{hands} vote", "{hands} votes", hands)) } } } } }
                @if !reasons.is_empty() { ul.plain { @for one in reasons { li { (reason(one, &|text| nameless(report, text))) } } } }
            }
        } }
    }
}

/// One pupil's page: reasons, forecasts with their scores and the evidence used, beside the rubric. What the pupil wrote
/// without signing is not on it.
#[must_use]
pub fn pupil(report: &ClassReport, group: &GroupPart, pupil: &Pupil) -> String {
    let mut list = Vec::new();
    let mut put = |id: &'static str, title: &str, body: Markup| {
        list.push(Section { id, title: title.to_owned(), fresh: false, body })
    };
    let mine: Vec<&Reason> = group.notes.reasons.iter().filter(|one| one.pupil == pupil.id).collect();
    put("reasons", tr!("Reasons given, and what they were founded on"), own_reasons(group, &mine));
    put("guesses", tr!("Forecasts, and what came"), own_forecasts(group, pupil));
    let argued: Vec<_> = group.notes.arguments.iter().filter(|one| one.pupil == pupil.id).collect();
    if !argued.is_empty() {
        let titles: Vec<(&str, &str)> = group
            .debrief
            .aims
            .iter()
            .zip(&group.aims)
            .flat_map(|(of, ids)| of.aims.iter().zip(ids).map(|(aim, id)| (id.as_str(), aim.title.as_str())))
            .collect();
        let title = |id: &str| titles.iter().find(|(of, _)| *of == id).map_or("", |(_, title)| title);
        put(
            "argued",
            tr!("Argued in the aims court"),
            html! { ul.plain { @for one in argued { li {
                b { (words::bare(title(&one.aim))) ": " } (one.text)
                @if !one.evidence.is_empty() { ul { @for piece in &one.evidence { li { (piece) } } } }
            } } } },
        );
    }
    let marks: Vec<_> = group.notes.marks.iter().filter(|mark| mark.pupil == pupil.id).collect();
    if !marks.is_empty() {
        put(
            "marks",
            tr!("The teacher's notes"),
            html! { ul.plain { @for mark in marks { li { @if let Some(turn) = mark.turn { b { (tr!("Turn {turn}: ", turn = group.debrief.count.nth(turn))) } } (mark.text) } } } },
        );
    }
    let signed: Vec<_> =
        group.notes.reflections.iter().filter(|one| one.signed.as_deref() == Some(pupil.id.as_str())).collect();
    if !signed.is_empty() {
        put(
            "reflections",
            tr!("Answers that were signed"),
            html! { @for one in signed { h4 { (emphasis(&one.question)) } p { (one.answer) } } },
        );
    }
    if let Some(notes) = report.teaching.as_ref().filter(|notes| !notes.rubric.is_empty()) {
        put("rubric", tr!("How work is marked: by reasoning and evidence, never by winning"), rubric(notes));
    }
    let title = tr!("{name}: {title}", name = pupil.nickname, title = report.title);
    let side = pupil.seat.and_then(|seat| group.debrief.actors.get(seat));
    let top = html! {
        header.top {
            p.eyebrow { (report.title) " · " (group.name) }
            h1 { (pupil.nickname) }
            ul.facts {
                li { b { (side.map_or_else(|| tr!("Observer").to_owned(), |side| side.name.clone())) } }
                @if !pupil.role.is_empty() { li { (pupil.role) } }
                @if let Some(ending) = &group.debrief.ending { li { (words::bare(&ending.title)) } }
            }
        }
    };
    whole(&report.language, &title, &top, &list, &bottom(report))
}

fn ordered(orders: &[OrderPart]) -> String {
    let titles: Vec<String> = orders.iter().map(|order| words::bare(&order.title).to_owned()).collect();
    if titles.is_empty() { tr!("nothing").to_owned() } else { titles.join("; ") }
}

fn own_reasons(group: &GroupPart, mine: &[&Reason]) -> Markup {
    if mine.is_empty() {
        return html! { p.none { (tr!("None was written down.")) } };
    }
    html! {
        div.scroll tabindex="0" role="region" aria-label=(tr!("Reasons given, and what they were founded on")) { table {
            thead { tr { th scope="col" { (tr!("Turn")) } th scope="col" { (tr!("Reason")) } th scope="col" { (tr!("Founded on")) } th scope="col" { (tr!("What the side ordered")) } } }
            tbody { @for one in mine { tr {
                @let turn = group.debrief.turns.get(one.turn);
                th scope="row" { (group.debrief.count.nth(one.turn)) @if let Some(turn) = turn { br; span.soft { (turn.date) } } }
                td { (one.text) @if !one.about.is_empty() { br; span.soft { (tr!("(for: {about})", about = words::bare(&one.about))) } }
                    @if !one.expects.is_empty() { br; span.soft { (tr!("Expected of the other side: “{expects}”", expects = one.expects)) } } }
                td { @if one.evidence.is_empty() { span.none { (tr!("nothing named")) } } @else { ul { @for piece in &one.evidence { li { (piece) } } } } }
                td { @if let Some(orders) = turn.and_then(|turn| turn.orders.get(one.seat)) { (ordered(orders)) } }
            } } }
        } }
    }
}

fn own_forecasts(group: &GroupPart, pupil: &Pupil) -> Markup {
    let mine: Vec<_> = group.notes.forecasts.iter().filter(|one| one.pupil == pupil.id).collect();
    if mine.is_empty() {
        return html! { p.none { (tr!("None was written down.")) } };
    }
    html! {
        table {
            thead { tr { th scope="col" { (tr!("Turn")) } th scope="col" { (tr!("What was said")) } th.num scope="col" { (tr!("Brier score")) } } }
            tbody { @for one in &mine { tr {
                th scope="row" { (group.debrief.count.nth(one.turn)) }
                td { (Forecast::of(one.agreed, one.war).map_or_else(String::new, words::forecast)) }
                td.num { (group.came.and_then(|came| one.brier(came)).map_or_else(|| "–".to_owned(), |score| format!("{score:.2}"))) }
            } } }
        }
        @if let Some(mean) = group.mean_brier(|one| one.pupil == pupil.id) {
            p { (tr!("On the whole {mean}: 0 is sure and right, 2 is sure and wrong; who says a third for each gets {score}.", mean = format!("{mean:.2}"), score = format!("{KNOWS_NOTHING:.2}"))) }
        }
        @if let Some(came) = group.came { p.soft { (tr!("What came: {came}.", came = words::kind(came))) } }
    }
}
