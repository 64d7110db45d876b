//! Explains diagnostic codes, with an example of how each is mended.

use anyhow::bail;
use brinkmanship::{
    lint::{LINTS, Lint},
    scenario::{CODES, source::nearest},
};

use crate::{CLEAN, args::ExplainArgs, colour::Ink, page::Page};

/// Explains a code, or lists them all.
///
/// # Errors
/// There is no such code, or standard output cannot be written to.
pub fn run(page: &mut Page, args: &ExplainArgs) -> anyhow::Result<u8> {
    let Some(code) = &args.code else {
        for (code, severity, text) in CODES {
            let label = format!("{} ({})", page.ink(Ink::Bold, code), severity.word());
            page.line(&label)?;
            page.para(4, text)?;
        }
        for lint in LINTS {
            let label = format!("{} ({})", page.ink(Ink::Bold, lint.code), kind(lint));
            page.line(&label)?;
            page.para(4, lint.about)?;
        }
        return Ok(CLEAN);
    };
    let code = code.trim_matches(['[', ']']);
    if let Some(lint) = LINTS.iter().find(|lint| lint.code == code) {
        return shown(page, code, &kind(lint), lint.about, Some(lint.example));
    }
    let Some((code, severity, text)) = CODES.iter().find(|(name, _, _)| *name == code) else {
        let known = CODES.iter().map(|(name, _, _)| *name).chain(LINTS.iter().map(|lint| lint.code));
        match nearest(code, known) {
            Some(like) => bail!("there is no code `{code}`; did you mean `{like}`?"),
            None => bail!("there is no code `{code}`; `crisis explain` lists them"),
        }
    };
    shown(page, code, severity.word(), text, mend(code))
}

/// How much a warning of the lint matters, and how sure it is.
fn kind(lint: &Lint) -> String {
    format!("lint, {}, {}", lint.level.word(), lint.confidence.word())
}

/// One code, with an example of how it is mended.
fn shown(page: &mut Page, code: &str, kind: &str, about: &str, mend: Option<&str>) -> anyhow::Result<u8> {
    let title = page.ink(Ink::Bold, code);
    page.line(&format!("{title} ({kind})"))?;
    page.gap()?;
    page.para(0, about)?;
    if let Some(mend) = mend {
        page.heading("An example")?;
        for line in mend.lines() {
            page.line(&format!("  {line}"))?;
        }
    }
    Ok(CLEAN)
}

/// An example of a fault and its mend.
const fn examples() -> &'static [(&'static str, &'static str)] {
    &[
        (
            "syntax",
            "\"speech\": (title: \"Tell the world\" text: \"...\")   a comma is missing\n\"speech\": (title: \"Tell the world\", text: \"...\")  mended",
        ),
        ("unknown-field", "titel: \"Tell the world\"   no such field\ntitle: \"Tell the world\"   mended"),
        (
            "unknown-word",
            "effects: [ Raise(\"danger\", 4) ]    no such word\neffects: [ Change(\"danger\", 4) ]   mended",
        ),
        (
            "missing-field",
            "\"speech\": (actor: \"usa\", channel: \"public\")   a move needs a title and a text\n\"speech\": (actor: \"usa\", channel: \"public\", title: \"Tell the world\", text: \"...\")   mended",
        ),
        ("duplicate-field", "(title: \"One\", title: \"Two\")   which is meant?\n(title: \"Two\")   mended"),
        ("wrong-type", "start: 61.5   numbers are whole\nstart: 61     mended"),
        ("too-deep", "Not(Not(Not(Not( ... ))))   say it with fewer brackets: All, Any and Not are enough"),
        ("file-unreadable", "Save the file as UTF-8, and see that you may read it."),
        ("file-too-large", "Take the largest part out of `scenario.ron` into a file of its own, such as `moves.ron`."),
        (
            "too-many-files",
            "Keep notes and pictures out of the scenario folder, or give them another ending than .ron.",
        ),
        (
            "folder-too-large",
            "Keep what is not the scenario out of the folder; a text that fills a file is not read at a table.",
        ),
        ("too-many-faults", "Mend those that are shown, the first ones first, and check again."),
        (
            "consent-loop",
            "A term's `refused` effects carry out another term, whose own come back to the first: let one of them end there.",
        ),
        (
            "calendar-full",
            "Let fewer effects wait at once: a repeated move with `After(...)` can fill the calendar. Use a fact and drift.",
        ),
        (
            "effects-idle",
            "When(TrackAtLeast(\"danger\", 0), [Become(\"alarm\")])    danger is never below 0\nBecome(\"alarm\")                                         mended, if that is meant",
        ),
        (
            "effect-too-late",
            "effects: [ After(2, [Become(\"hotline\")]) ]   in an ending: no turn is left\neffects: [ Become(\"hotline\") ]             mended",
        ),
        ("weights-empty", "weights: {}                     weighs nothing\nweights: { \"usa.peace\": 10 }   mended"),
        (
            "verdict-missing",
            "verdicts: [ (verdict: 100, when: Fact(\"gone\"), because: \"It went.\"), (verdict: 0, because: \"It stands.\") ]",
        ),
        ("unknown-file", "redlines.ron    no such part\nred-lines.ron   mended"),
        ("duplicate-part", "`moves: { ... }` in scenario.ron and a moves.ron beside it   keep one of them"),
        ("chosen-extension", "#![enable(implicit_some)]   leave the line out; all scenario files are read alike"),
        ("format-unknown", "format: 1,   the first field of scenario.ron"),
        ("id-shape", "\"Speech to the Nation\"   spaces and capitals\n\"speech-to-the-nation\"   mended"),
        ("duplicate-id", "Two moves are called \"speech\"; call one of them \"speech-at-the-un\"."),
        (
            "unknown-id",
            "Fact(\"missiles-found\")   no fact is called so\nDeclare it in `facts`, or mend the spelling: the help names the nearest id.",
        ),
        ("number-out-of-range", "escalation: 7   from -3 to 3\nescalation: 3   mended"),
        ("bounds-reversed", "min: 100, max: 0   the wrong way round\nmin: 0, max: 100   mended"),
        (
            "too-many",
            "Keep within the limits that the message names; moves that differ in a word can often be one move.",
        ),
        (
            "too-few",
            "A ladder needs at least two rungs, an `Any` at least one condition; the message says what is asked.",
        ),
        ("text-too-long", "Say it shorter; what is left over belongs in `note`, which is shown on request."),
        ("text-empty", "title: \"\"                      blank on the screen\ntitle: \"Cross all the same\"    mended"),
        ("unsafe-text", "Type the text again rather than pasting it: an unseen character came along."),
        (
            "actors-not-two",
            "actors: { \"usa\": (...), \"ussr\": (...), \"cuba\": (...) }   three\nactors: { \"usa\": (...), \"ussr\": (...) }, parties: { \"cuba\": (...) }   mended",
        ),
        ("turns-reversed", "turns: (6, 3)   ends before it begins\nturns: (3, 6)   mended"),
        ("rungs-out-of-order", "Put the rungs lowest first; severity may stay the same on the way up, but not fall."),
        ("role-twice", "Two tracks with `role: Danger`; leave it on the one that scales the hazards."),
        (
            "role-without-owner",
            "\"standing\": (name: \"Standing\", role: Standing, start: 60)   whose?\n\"usa.standing\": (name: \"Standing\", role: Standing, owner: \"usa\", start: 60)   mended",
        ),
        (
            "estimate-unfit",
            "\"will\": (audience: Only(\"usa\"), estimates: {\"usa\": \"seen\"}, ...)   the first sees it as it is\n\"will\": (audience: Only(\"usa\"), estimates: {\"ussr\": \"seen\"}, ...)   mended",
        ),
        (
            "hypothetical-gap",
            "(date: \"Next year\", hypothetical: true, ...), (date: \"The year after\", ...)   the second is so too",
        ),
        (
            "history-hypothetical",
            "History ends with the last turn of the record; nothing is known of the turns after it.",
        ),
        (
            "deed-missing",
            "ActedByProxy(\"usa\")   no move of the USA has `through`\n\"arm-them\": (actor: \"usa\", through: \"ukraine\", escalation: 1, ...)   mended",
        ),
        (
            "role-missing",
            "\"usa.standing\": (name: \"Standing at home\", role: Standing, owner: \"usa\", start: 60, source: [\"...\"])",
        ),
        ("catastrophe-without-rung", "\"military\": (catastrophe_rung: \"nuclear-use\", rungs: [ ... ])"),
        (
            "incident-without-event",
            "\"stray-plane\": (title: \"A plane strays\", at: Incident, weight: 2, unordered: \"usa\", ...)",
        ),
        (
            "incident-without-weight",
            "at: Incident             it can never be picked\nat: Incident, weight: 1   mended",
        ),
        (
            "whose-rung",
            "Climb(ladder: \"economic\", to: \"embargo\")   whose rung, in an event?\nClimb(ladder: \"economic\", to: \"embargo\", actor: \"usa\")   mended",
        ),
        (
            "wrong-side",
            "A move of \"usa\" with `Accept(\"kennedy-offer\")`, which is its own offer: the other side accepts it.",
        ),
        ("line-binds-no-one", "owner: \"cuba\"                binds whom?\nowner: \"cuba\", binds: \"usa\"   mended"),
        ("verdict-value", "verdict: 60   one of 100, 75, 50, 25, 0\nverdict: 50   mended"),
        (
            "verdict-gap",
            "Add a last rule that always holds:\n(verdict: 0, when: Always, because: \"Nothing of it was reached.\")",
        ),
        (
            "never-holds",
            "requires: TrackAtLeast(\"danger\", 120)   danger ends at 100\nrequires: TrackAtLeast(\"danger\", 80)    mended",
        ),
        (
            "always-holds",
            "when: TrackAtLeast(\"danger\", 0)   it always is\nwhen: Always                      mended, if that is meant",
        ),
        (
            "maybe-never",
            "No random crisis ever opened the move. Look at `requires` and `turns`: is there a course that opens it?",
        ),
        ("nothing-but-pass", "Give each side a standing move, such as \"Stand down\", without `turns`."),
        (
            "maybe-nothing-but-pass",
            "Give each side a standing move, such as \"Stand down\", without `turns` and without `requires`.",
        ),
        ("line-uncrossable", "crossed: Fact(\"line-run\")   let some move or event have `Become(\"line-run\")`"),
        (
            "words-move-conduct",
            "Take `Conduct(...)` out of a move on a desk of words, and give it to the deed that bears the words out.",
        ),
        ("term-ungiven", "Give the giver a desk with `talks: true`, or name an offer with the term among its legs."),
        ("offer-unsent", "A move with `effects: [ Offer(\"letter-26-oct\") ]`"),
        (
            "ending-unconditional",
            "Leave `when` out of the last ending only: that is how it ends when the turns run out.",
        ),
        ("not-a-leg", "Settle a line that an actor owns; a party's line is answered by what the party does."),
        ("briefing-too-long", "Keep the briefing to what is in the room and on the clock: 120 words."),
        ("history-draw-unnamed", "draws: { \"incident-event\": Pick(\"u2-strays\") }"),
        ("history-draw-unused", "Take the label out, or move it to the turn on which the draw is made."),
        (
            "history-draw-unfit",
            "\"incident\": Pick(\"u2-strays\")   it is a yes-or-no draw\n\"incident\": Yes                 mended",
        ),
        (
            "history-order-refused",
            "Open the move for the turn on which it was really ordered, or order what made it possible first.",
        ),
        ("history-expectation", "Either the record is wrong or the rules are; never mend a sourced fact to fit."),
        ("history-too-long", "Cut the turns after the ending, or let the ending ask for more."),
        ("map-points", "A place or unit has one point, a line at least two, an area at least three."),
        ("map-radius", "\"range\": (kind: Ring, radius: 1800, ...)"),
        ("map-item-outside", "Widen the theatre's extent, or correct the point: longitude comes first."),
        ("briefing-missing", "briefing: { \"usa\": \"...\", \"ussr\": \"...\" }"),
        ("source-missing", "source: [\"our-judgement\"], note: \"why\"   is a source too, and so is \"fictional\""),
        ("aim-missing", "Name at least one aim for each actor in `aims.ron`, with a verdict for every case."),
        ("reading-missing", "Name at least two schools in `readings.ron`, and let them differ."),
        ("head-missing", "summary: \"...\", judgement: \"Numbers without a source are set so that ...\""),
        (
            "size-unmapped",
            "effects: [ Raise(\"danger\", Clear) ]   how much is clear?\nsizes: (slight: 3, clear: 8, heavy: 20, why: \"A heavy blow is felt for the rest of the year.\")   mended",
        ),
        (
            "sizes-not-rising",
            "sizes: (slight: 8, clear: 8, heavy: 20, ...)   clear comes to no more than slight\nsizes: (slight: 3, clear: 8, heavy: 20, ...)   mended",
        ),
        (
            "card-missing",
            "card.ron:\n(version: \"1.0\", authors: [\"A. Teacher\"], licence: \"CC-BY-4.0\", age: 15, content: [War], perspectives: [\"Norland\", \"Sarmia\"])",
        ),
        ("cut-turns-unordered", "turns: [2, 5, 4]   4 comes after 5\nturns: [2, 4, 5]   mended"),
        ("source-unused", "source: [\"kahn-1965\"]   where it is drawn upon; else take it from `sources.ron`"),
        ("living-undated", "horizons: (at_once: \"December 2022\", later: \"the end of 2024\")"),
        ("living-unwarned", "content_note: \"A war that goes on. Civilians are killed; none of it is a move.\""),
        ("cut-briefing-unkept", "turns: [2, 4, 5], briefings: [ (turn: 3, ...) ]   nobody plays turn 3"),
        (
            "source-unverified",
            "source: [\"press\"]                 while `press` has `unverified: true`\nsource: [\"press\", \"unverified\"]   says so",
        ),
        ("cut-move-idle", "moves: [ (turn: 4, keep: [\"speech\"]) ]   while `speech` has `turns: (0, 2)`"),
        (
            "variants-alike",
            "variants: { \"none\": (title: \"No line\", text: \"...\"), \"line\": (title: \"A line\", text: \"...\", facts: [\"hotline\"]) }",
        ),
        (
            "cut-briefing-missing",
            "briefings: [ (turn: 4, briefing: { \"usa\": \"at most 60 words\", \"ussr\": \"...\" }) ]",
        ),
        (
            "cut-beyond-record",
            "Turns that pass are played as `history.ron` has them: let the cut end where the record does.",
        ),
        (
            "twin-path-unknown",
            "texts: { \"moves.speach.title\": \"...\" }   no such move\ntexts: { \"moves.speech.title\": \"...\" }   mended",
        ),
        (
            "twin-name-idle",
            "names: { \"Kenedy\": \"Aldane\" }    occurs nowhere\nnames: { \"Kennedy\": \"Aldane\" }   mended",
        ),
        (
            "twin-name-left",
            "names: { \"Cuba\": \"Corva\", \"Cubans\": \"Corvans\" }, keep: [\"NATO\"]   each form of a name stands for itself",
        ),
        ("running-order", "running_45: [ (minutes: 5, what: \"...\"), (minutes: 40, what: \"...\") ]   45 together"),
        (
            "teaching-missing",
            "rubric: [ (criterion: \"Uses evidence\", weak: \"...\", sound: \"...\", strong: \"...\") ]",
        ),
        ("history-missing", "Write `history.ron`, or give every source as `fictional`."),
    ]
}

fn mend(code: &str) -> Option<&'static str> {
    examples().iter().find(|(name, _)| *name == code).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_an_example_and_every_example_a_code() {
        let without: Vec<_> = CODES.iter().map(|(code, _, _)| *code).filter(|code| mend(code).is_none()).collect();
        assert!(without.is_empty(), "no example of a mend for {without:?}");
        let idle: Vec<_> = examples()
            .iter()
            .map(|(code, _)| *code)
            .filter(|code| CODES.iter().all(|(name, _, _)| name != code))
            .collect();
        assert!(idle.is_empty(), "no such codes: {idle:?}");
    }
}
