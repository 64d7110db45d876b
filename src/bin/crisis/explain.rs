//! Explains diagnostic codes, with an example of how each is mended, and the words of the format.

use anyhow::bail;
use brinkmanship::{
    language::plain,
    lint::{LINTS, Lint},
    scenario::{
        CODES,
        schema::{self, Item},
        source::nearest,
    },
};

use crate::{CLEAN, args::ExplainArgs, colour::Ink, page::Page};

/// Explains a code, a word, a field or an item of the format, or lists all codes.
///
/// # Errors
/// There is nothing of that name, or standard output cannot be written to.
pub fn run(page: &mut Page, args: &ExplainArgs) -> anyhow::Result<u8> {
    let Some(code) = &args.code else {
        for (code, severity, text) in CODES {
            let label = format!("{} ({})", page.ink(Ink::Bold, code), severity.said());
            page.line(&label)?;
            page.para(4, plain(text))?;
        }
        for lint in LINTS {
            let label = format!("{} ({})", page.ink(Ink::Bold, lint.code), kind(lint));
            page.line(&label)?;
            page.para(4, plain(lint.about))?;
        }
        return Ok(CLEAN);
    };
    let code = code.trim_matches(['[', ']']);
    if let Some(lint) = LINTS.iter().find(|lint| lint.code == code) {
        return shown(page, code, &kind(lint), lint.about, Some(lint.example));
    }
    let Some((code, severity, text)) = CODES.iter().find(|(name, _, _)| *name == code) else {
        let items = schema::items();
        if of_the_format(page, &items, code)? {
            return Ok(CLEAN);
        }
        let names = items.iter().flat_map(|item| {
            let words = item.words().iter().map(|word| word.name.as_str());
            words.chain(item.fields().iter().map(|field| field.name.as_str()))
        });
        let known = CODES.iter().map(|(name, _, _)| *name).chain(LINTS.iter().map(|lint| lint.code)).chain(names);
        match nearest(code, known) {
            Some(like) => bail!("{}", tr!("there is nothing called `{code}`; did you mean `{like}`?", code, like)),
            None => bail!(
                "{}",
                tr!(
                    "there is nothing called `{code}`: `crisis explain` lists the codes, `crisis explain effect` and `crisis explain condition` the words",
                    code
                )
            ),
        }
    };
    shown(page, code, severity.said(), text, mend(code))
}

/// Explains what the format calls so: an item with its fields or words, a word, or a field wherever it stands. Whether
/// there is any of that name.
fn of_the_format(page: &mut Page, items: &[Item], name: &str) -> anyhow::Result<bool> {
    let wanted = schema::singular(&name.to_lowercase().replace('_', " "));
    let mut found = false;
    for item in items.iter().filter(|item| schema::singular(&item.title()) == wanted) {
        found = true;
        let title = page.ink(Ink::Bold, schema::kind(&item.title()));
        page.line(&title)?;
        page.para(4, schema::told(&item.about))?;
        for word in item.words() {
            entry(page, &word.signature(), &word.about)?;
        }
        for field in item.fields() {
            entry(page, &format!("{}:", field.name), &field.about)?;
        }
    }
    for item in items {
        for word in item.words().iter().filter(|word| word.name.eq_ignore_ascii_case(name)) {
            found = true;
            let of = schema::kind(&item.title()).to_owned();
            entry(page, &tr!("{word}, a word of: {of}", word = word.signature(), of), &word.about)?;
        }
        for field in item.fields().iter().filter(|field| field.name.eq_ignore_ascii_case(name)) {
            found = true;
            let of = schema::kind(&item.title()).to_owned();
            entry(page, &tr!("{field}:, a field of: {of}", field = field.name, of), &field.about)?;
        }
    }
    Ok(found)
}

fn entry(page: &mut Page, head: &str, about: &str) -> anyhow::Result<()> {
    let head = page.ink(Ink::Bold, head);
    page.line(&head)?;
    Ok(page.para(4, schema::told(about))?)
}

/// How much a warning of the lint matters, and how sure it is.
fn kind(lint: &Lint) -> String {
    tr!("lint, {level}, {confidence}", level = lint.level.said(), confidence = lint.confidence.said())
}

/// One code, with an example of how it is mended.
fn shown(
    page: &mut Page,
    code: &str,
    kind: &str,
    about: &'static str,
    mend: Option<&'static str>,
) -> anyhow::Result<u8> {
    let title = page.ink(Ink::Bold, code);
    page.line(&format!("{title} ({kind})"))?;
    page.gap()?;
    page.para(0, plain(about))?;
    if let Some(mend) = mend {
        page.heading(tr!("An example"))?;
        for line in plain(mend).lines() {
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
            mark!(
                "\"speech\": (title: \"Tell the world\" text: \"...\")   a comma is missing\n\"speech\": (title: \"Tell the world\", text: \"...\")  mended"
            ),
        ),
        ("unknown-field", mark!("titel: \"Tell the world\"   no such field\ntitle: \"Tell the world\"   mended")),
        (
            "unknown-word",
            mark!("effects: [ Increase(\"danger\", 4) ] no such word\neffects: [ Change(\"danger\", 4) ]   mended"),
        ),
        (
            "missing-field",
            mark!(
                "\"speech\": (actor: \"usa\", channel: \"public\")   a move needs a title and a text\n\"speech\": (actor: \"usa\", channel: \"public\", title: \"Tell the world\", text: \"...\")   mended"
            ),
        ),
        ("duplicate-field", mark!("(title: \"One\", title: \"Two\")   which is meant?\n(title: \"Two\")   mended")),
        ("wrong-type", mark!("start: 61.5   numbers are whole\nstart: 61     mended")),
        ("too-deep", mark!("Not(Not(Not(Not( ... ))))   say it with fewer brackets: All, Any and Not are enough")),
        ("file-unreadable", mark!("Save the file as UTF-8, and see that you may read it.")),
        (
            "file-too-large",
            mark!("Take the largest part out of `scenario.ron` into a file of its own, such as `moves.ron`."),
        ),
        (
            "too-many-files",
            mark!("Keep notes and pictures out of the scenario folder, or give them another ending than .ron."),
        ),
        (
            "folder-too-large",
            mark!("Keep what is not the scenario out of the folder; a text that fills a file is not read at a table."),
        ),
        ("too-many-faults", mark!("Mend those that are shown, the first ones first, and check again.")),
        (
            "consent-loop",
            mark!(
                "A term's `refused` effects carry out another term, whose own come back to the first: let one of them end there."
            ),
        ),
        (
            "calendar-full",
            mark!(
                "Let fewer effects wait at once: a repeated move with `After(...)` can fill the calendar. Use a fact and drift."
            ),
        ),
        (
            "effects-idle",
            mark!(
                "When(TrackAtLeast(\"danger\", 0), [Become(\"alarm\")])    danger is never below 0\nBecome(\"alarm\")                                         mended, if that is meant"
            ),
        ),
        (
            "effect-too-late",
            mark!(
                "effects: [ After(2, [Become(\"hotline\")]) ]   in an ending: no turn is left\neffects: [ Become(\"hotline\") ]             mended"
            ),
        ),
        (
            "weights-empty",
            mark!("weights: {}                     weighs nothing\nweights: { \"usa.peace\": 10 }   mended"),
        ),
        (
            "verdict-missing",
            mark!(
                "verdicts: [ (verdict: 100, when: Fact(\"gone\"), because: \"It went.\"), (verdict: 0, because: \"It stands.\") ]"
            ),
        ),
        ("unknown-file", mark!("redlines.ron    no such part\nred-lines.ron   mended")),
        ("duplicate-part", mark!("`moves: { ... }` in scenario.ron and a moves.ron beside it   keep one of them")),
        (
            "chosen-extension",
            mark!("#![enable(implicit_some)]   leave the line out; all scenario files are read alike"),
        ),
        ("format-unknown", mark!("format: 1,   the first field of scenario.ron")),
        ("id-shape", mark!("\"Speech to the Nation\"   spaces and capitals\n\"speech-to-the-nation\"   mended")),
        ("duplicate-id", mark!("Two moves are called \"speech\"; call one of them \"speech-at-the-un\".")),
        (
            "unknown-id",
            mark!(
                "Fact(\"missiles-found\")   no fact is called so\nDeclare it in `facts`, or mend the spelling: the help names the nearest id."
            ),
        ),
        ("number-out-of-range", mark!("escalation: 7   from -3 to 3\nescalation: 3   mended")),
        ("bounds-reversed", mark!("min: 100, max: 0   the wrong way round\nmin: 0, max: 100   mended")),
        (
            "too-many",
            mark!("Keep within the limits that the message names; moves that differ in a word can often be one move."),
        ),
        (
            "too-few",
            mark!(
                "A ladder needs at least two rungs, an `Any` at least one condition; the message says what is asked."
            ),
        ),
        ("text-too-long", mark!("Say it shorter; what is left over belongs in `note`, which is shown on request.")),
        (
            "text-empty",
            mark!("title: \"\"                      blank on the screen\ntitle: \"Cross all the same\"    mended"),
        ),
        ("unsafe-text", mark!("Type the text again rather than pasting it: an unseen character came along.")),
        (
            "actors-not-two",
            mark!(
                "actors: { \"usa\": (...), \"ussr\": (...), \"cuba\": (...) }   three\nactors: { \"usa\": (...), \"ussr\": (...) }, parties: { \"cuba\": (...) }   mended"
            ),
        ),
        ("turns-reversed", mark!("turns: (6, 3)   ends before it begins\nturns: (3, 6)   mended")),
        (
            "rungs-out-of-order",
            mark!("Put the rungs lowest first; severity may stay the same on the way up, but not fall."),
        ),
        ("role-twice", mark!("Two tracks with `role: Danger`; leave it on the one that scales the hazards.")),
        (
            "role-without-owner",
            mark!(
                "\"standing\": (name: \"Standing\", role: Standing, start: 60)   whose?\n\"usa.standing\": (name: \"Standing\", role: Standing, owner: \"usa\", start: 60)   mended"
            ),
        ),
        (
            "estimate-unfit",
            mark!(
                "\"will\": (audience: Only(\"usa\"), estimates: {\"usa\": \"seen\"}, ...)   the first sees it as it is\n\"will\": (audience: Only(\"usa\"), estimates: {\"ussr\": \"seen\"}, ...)   mended"
            ),
        ),
        (
            "hypothetical-gap",
            mark!(
                "(date: \"Next year\", hypothetical: true, ...), (date: \"The year after\", ...)   the second is so too"
            ),
        ),
        (
            "history-hypothetical",
            mark!("History ends with the last turn of the record; nothing is known of the turns after it."),
        ),
        (
            "deed-missing",
            mark!(
                "ActedByProxy(\"usa\")   no move of the USA has `through`\n\"arm-them\": (actor: \"usa\", through: \"ukraine\", escalation: 1, ...)   mended"
            ),
        ),
        (
            "role-missing",
            mark!(
                "\"usa.standing\": (name: \"Standing at home\", role: Standing, owner: \"usa\", start: 60, source: [\"...\"])"
            ),
        ),
        ("catastrophe-without-rung", mark!("\"military\": (catastrophe_rung: \"nuclear-use\", rungs: [ ... ])")),
        (
            "incident-without-event",
            mark!("\"stray-plane\": (title: \"A plane strays\", at: Incident, weight: 2, unordered: \"usa\", ...)"),
        ),
        (
            "incident-without-weight",
            mark!("at: Incident             it can never be picked\nat: Incident, weight: 1   mended"),
        ),
        (
            "whose-rung",
            mark!(
                "Climb(ladder: \"economic\", to: \"embargo\")   whose rung, in an event?\nClimb(ladder: \"economic\", to: \"embargo\", actor: \"usa\")   mended"
            ),
        ),
        (
            "wrong-side",
            mark!(
                "A move of \"usa\" with `Accept(\"kennedy-offer\")`, which is its own offer: the other side accepts it."
            ),
        ),
        (
            "line-binds-no-one",
            mark!("owner: \"cuba\"                binds whom?\nowner: \"cuba\", binds: \"usa\"   mended"),
        ),
        ("verdict-value", mark!("verdict: 60   one of 100, 75, 50, 25, 0\nverdict: 50   mended")),
        (
            "verdict-gap",
            mark!(
                "Add a last rule that always holds:\n(verdict: 0, when: Always, because: \"Nothing of it was reached.\")"
            ),
        ),
        (
            "covered",
            mark!(
                "(verdict: 100, when: Fact(\"gate-shut\"), because: ...)\n(verdict: 50, when: All([Fact(\"gate-shut\"), Did(\"pass\")]), because: ...)   never given\n\nPut the narrower one first:\n(verdict: 50, when: All([Fact(\"gate-shut\"), Did(\"pass\")]), because: ...)\n(verdict: 100, when: Fact(\"gate-shut\"), because: ...)"
            ),
        ),
        (
            "never-holds",
            mark!(
                "requires: TrackAtLeast(\"danger\", 120)   danger ends at 100\nrequires: TrackAtLeast(\"danger\", 80)    mended"
            ),
        ),
        (
            "always-holds",
            mark!(
                "when: TrackAtLeast(\"danger\", 0)   it always is\nwhen: Always                      mended, if that is meant"
            ),
        ),
        (
            "duplicate-condition",
            mark!(
                "AtLeast(2, [Fact(\"war\"), Fact(\"war\")])        one war would do\nAtLeast(2, [Fact(\"war\"), Fact(\"blockade\")])   mended"
            ),
        ),
        ("language-tag", mark!("language: \"english\"\nlanguage: \"en-GB\"   mended")),
        (
            "maybe-never",
            mark!(
                "No random crisis ever opened the move. Look at `requires` and `turns`: is there a course that opens it?"
            ),
        ),
        (
            "change-beyond",
            mark!("Change(\"danger\", 600)   danger goes from 0 to 100\nChange(\"danger\", 6)     mended"),
        ),
        (
            "kept-and-broken",
            mark!(
                "kept: Fact(\"gate-shut\"), broken: Fact(\"gate-shut\")   neither says anything\nkept: Fact(\"gate-shut\"), broken: Did(\"pass\")         mended"
            ),
        ),
        (
            "decision-side",
            mark!(
                "decision: { \"north\": [\"close\"] }   a move of South\ndecision: { \"north\": [\"cross\"] }   mended"
            ),
        ),
        (
            "decision-closed",
            mark!(
                "decision: { \"south\": [\"close\"] } on Tuesday, and `close` has turns: (0, 0). Name another move, or widen `turns`."
            ),
        ),
        (
            "maybe-unreached",
            mark!(
                "No random crisis ended so. Can `when` hold on any turn, and does no ending before it hold whenever it does?"
            ),
        ),
        (
            "maybe-uncrossed",
            mark!(
                "No random crisis crossed the line. Is there an order that brings `crossed` about, and is the line declared by then?"
            ),
        ),
        ("nothing-but-pass", mark!("Give each side a standing move, such as \"Stand down\", without `turns`.")),
        (
            "maybe-nothing-but-pass",
            mark!("Give each side a standing move, such as \"Stand down\", without `turns` and without `requires`."),
        ),
        ("line-uncrossable", mark!("crossed: Fact(\"line-run\")   let some move or event have `Become(\"line-run\")`")),
        (
            "line-undeclared",
            mark!(
                "declared: ByMove     a move of its owner has `Declare(\"no-warships\")` among its effects\ndeclared: Private    or it holds from the start, and nobody is told"
            ),
        ),
        (
            "line-wrong-side",
            mark!(
                "owner: \"britain\", crossed: Did(\"britain.troops\")   Britain's own deed, and the Union is charged with it\nowner: \"britain\", crossed: Did(\"union.fire\")       mended"
            ),
        ),
        (
            "when-missing",
            mark!(
                "crossed: Always               crossed whatever anybody does\ncrossed: Did(\"union.fire\")    mended"
            ),
        ),
        (
            "words-move-conduct",
            mark!(
                "Take `Conduct(...)` out of a move on a desk of words, and give it to the deed that bears the words out."
            ),
        ),
        (
            "term-ungiven",
            mark!("Give the giver a desk with `talks: true`, or name an offer with the term among its legs."),
        ),
        (
            "legs-exclude",
            mark!(
                "legs: [Public(\"pledge\"), Public(\"treaty\")]   `treaty` has `excludes_terms: [\"pledge\"]`\nlegs: [Public(\"treaty\")]                     mended"
            ),
        ),
        ("offer-unsent", mark!("A move with `effects: [ Offer(\"letter-26-oct\") ]`")),
        (
            "ending-unconditional",
            mark!("Leave `when` out of the last ending only: that is how it ends when the turns run out."),
        ),
        ("not-a-leg", mark!("Settle a line that an actor owns; a party's line is answered by what the party does.")),
        ("briefing-too-long", mark!("Keep the briefing to what is in the room and on the clock: 120 words.")),
        ("history-draw-unnamed", mark!("draws: { \"incident-event\": Pick(\"u2-strays\") }")),
        ("history-draw-unused", mark!("Take the label out, or move it to the turn on which the draw is made.")),
        (
            "history-draw-unfit",
            mark!(
                "\"incident\": Pick(\"u2-strays\")   it is a yes-or-no draw\n\"incident\": Yes                 mended"
            ),
        ),
        (
            "history-order-refused",
            mark!("Open the move for the turn on which it was really ordered, or order what made it possible first."),
        ),
        (
            "history-expectation",
            mark!("Either the record is wrong or the rules are; never mend a sourced fact to fit."),
        ),
        ("history-too-long", mark!("Cut the turns after the ending, or let the ending ask for more.")),
        ("map-points", mark!("A place or unit has one point, a line at least two, an area at least three.")),
        ("map-radius", mark!("\"range\": (kind: Ring, radius: 1800, ...)")),
        ("map-item-outside", mark!("Widen the theatre's extent, or correct the point: longitude comes first.")),
        ("briefing-missing", mark!("briefing: { \"usa\": \"...\", \"ussr\": \"...\" }")),
        (
            "source-missing",
            mark!("source: [\"our-judgement\"], note: \"why\"   is a source too, and so is \"fictional\""),
        ),
        ("aim-missing", mark!("Name at least one aim for each actor in `aims.ron`, with a verdict for every case.")),
        ("reading-missing", mark!("Name at least two schools in `readings.ron`, and let them differ.")),
        ("head-missing", mark!("summary: \"...\", judgement: \"Numbers without a source are set so that ...\"")),
        (
            "size-unmapped",
            mark!(
                "effects: [ Raise(\"danger\", Clear) ]   how much is clear?\nsizes: (slight: 3, clear: 8, heavy: 20, why: \"A heavy blow is felt for the rest of the year.\")   mended"
            ),
        ),
        (
            "sizes-not-rising",
            mark!(
                "sizes: (slight: 8, clear: 8, heavy: 20, ...)   clear comes to no more than slight\nsizes: (slight: 3, clear: 8, heavy: 20, ...)   mended"
            ),
        ),
        (
            "card-missing",
            mark!(
                "card.ron:\n(version: \"1.0\", authors: [\"A. Teacher\"], licence: \"CC-BY-4.0\", age: 15, content: [War], perspectives: [\"Norland\", \"Sarmia\"])"
            ),
        ),
        ("cut-turns-unordered", mark!("turns: [2, 5, 4]   4 comes after 5\nturns: [2, 4, 5]   mended")),
        ("source-unused", mark!("source: [\"kahn-1965\"]   where it is drawn upon; else take it from `sources.ron`")),
        ("living-undated", mark!("horizons: (at_once: \"December 2022\", later: \"the end of 2024\")")),
        ("living-unwarned", mark!("content_note: \"A war that goes on. Civilians are killed; none of it is a move.\"")),
        ("cut-briefing-unkept", mark!("turns: [2, 4, 5], briefings: [ (turn: 3, ...) ]   nobody plays turn 3")),
        (
            "source-unverified",
            mark!(
                "source: [\"press\"]                 while `press` has `unverified: true`\nsource: [\"press\", \"unverified\"]   says so"
            ),
        ),
        ("cut-move-idle", mark!("moves: [ (turn: 4, keep: [\"speech\"]) ]   while `speech` has `turns: (0, 2)`")),
        (
            "variants-alike",
            mark!(
                "variants: { \"none\": (title: \"No line\", text: \"...\"), \"line\": (title: \"A line\", text: \"...\", facts: [\"hotline\"]) }"
            ),
        ),
        (
            "cut-briefing-missing",
            mark!("briefings: [ (turn: 4, briefing: { \"usa\": \"at most 60 words\", \"ussr\": \"...\" }) ]"),
        ),
        (
            "cut-beyond-record",
            mark!("Turns that pass are played as `history.ron` has them: let the cut end where the record does."),
        ),
        (
            "twin-path-unknown",
            mark!(
                "texts: { \"moves.speach.title\": \"...\" }   no such move\ntexts: { \"moves.speech.title\": \"...\" }   mended"
            ),
        ),
        (
            "twin-part-missing",
            mark!("texts: { \"history.turns.0.note\": \"...\" }   leads nowhere while there is no `history.ron`"),
        ),
        (
            "names-alike",
            mark!(
                "\"fear-a\": (name: \"Fear\", ...), \"fear-b\": (name: \"Fear\", ...)   which is which?\n\"fear-a\": (name: \"Fear in Norland\", ...)   mended"
            ),
        ),
        (
            "names-itself",
            mark!(
                "\"speech\": (excludes: [\"speech\"], ...)   never two at once anyway: take it out, or name the other move"
            ),
        ),
        (
            "incident-unanswerable",
            mark!(
                "\"stray-shot\": (at: Incident, weight: 1, ...)   and no move has an answer\n\"let-pass\": (effects: [AnswerIncident, Change(\"danger\", -1)], ...)   mended"
            ),
        ),
        ("folder-name", mark!("The Strait/scenario.ron   cannot be packed\nthe-strait/scenario.ron   mended")),
        (
            "catastrophe-low",
            mark!("catastrophe_rung: \"calm\"   where the crisis begins\ncatastrophe_rung: \"war\"    mended"),
        ),
        (
            "after-never",
            mark!(
                "effects: [After(9, [Change(\"fear\", 5)])]   in a crisis of four turns\neffects: [After(2, [Change(\"fear\", 5)])]   on the first or second turn"
            ),
        ),
        (
            "twin-name-idle",
            mark!("names: { \"Kenedy\": \"Aldane\" }    occurs nowhere\nnames: { \"Kennedy\": \"Aldane\" }   mended"),
        ),
        (
            "twin-name-left",
            mark!(
                "names: { \"Cuba\": \"Corva\", \"Cubans\": \"Corvans\" }, keep: [\"NATO\"]   each form of a name stands for itself"
            ),
        ),
        (
            "running-order",
            mark!("running_45: [ (minutes: 5, what: \"...\"), (minutes: 40, what: \"...\") ]   45 together"),
        ),
        (
            "teaching-missing",
            mark!("rubric: [ (criterion: \"Uses evidence\", weak: \"...\", sound: \"...\", strong: \"...\") ]"),
        ),
        ("history-missing", mark!("Write `history.ron`, or give every source as `fictional`.")),
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
