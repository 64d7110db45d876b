//! Every warning of the lint: its code, how much it matters, how sure it is, what it means, and how it is worded.

use super::{Confidence, Level, Warning};
use crate::scenario::source::Place;

/// What there is to say about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lint {
    /// The stable code, in kebab case.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// How sure it is.
    pub confidence: Confidence,
    /// What it means: when exactly it is given.
    pub about: &'static str,
    /// An example of how it is mended.
    pub example: &'static str,
}

macro_rules! lints {
    ($($code:literal $level:ident $confidence:ident $about:literal $example:literal
        fn $name:ident($($arg:ident: $ty:ty),*) { $message:expr; $found:expr; $help:expr })*) => {
        /// Every warning that the lint gives: a closed list.
        pub const LINTS: &[Lint] = &[
            $(Lint {
                code: $code,
                level: Level::$level,
                confidence: Confidence::$confidence,
                about: $about,
                example: $example,
            }),*
        ];

        $(
            #[doc = $about]
            pub(super) fn $name((place, path): (Place, String), $($arg: $ty),*) -> Warning {
                Warning {
                    code: $code,
                    level: Level::$level,
                    confidence: Confidence::$confidence,
                    place,
                    path,
                    message: $message.to_string(),
                    found: $found.to_string(),
                    help: $help.to_string(),
                }
            }
        )*
    };
}

lints! {
    "line-arbitrary" Notable Likely
    "A red line behind which nothing stands: it has no `note` and no source beyond our judgement or invention, and no verdict of an aim of its owner reads the line or anything that its `crossed` reads."
    "verdicts: [ (verdict: 0, when: EverCrossed(\"closed-gate\"), because: \"The gate was passed.\"), ... ]   an aim of the owner that hangs on it"
    fn line_arbitrary(id: &str) {
        tr!("nothing stands behind `{id}`: no aim of its owner, no source and no note", id);
        tr!("no aim, source or note");
        tr!("let a verdict of its owner's aim read the line, name a source for it, or say in `note` why it is drawn just there")
    }

    "line-imprecise" Notable Likely
    "Deeds that come nearer to a red line and neither cross nor respect it. The line is crossed at a value of a track, or at a rung; a deed of the side that it binds, ordered at the start, moves the track towards it but not to it, or climbs to the rung just below; and neither `probed` nor `chance` reads that track, that ladder, the deed or what the deed changes."
    "probed: TrackAtLeast(\"missiles-in-cuba\", 1)   what stands just below the line tries it"
    fn line_imprecise(id: &str, moves: &str, what: &str) {
        tr!("`{id}` says nothing of deeds that come nearer without crossing: {moves} ({what})", id, moves, what);
        moves;
        tr!("let `probed` say what tries the line, or `chance` when it is respected")
    }

    "line-unverifiable" Grave Certain
    "An owner that cannot see a crossing, although `quality` does not say so with `verifiable: 0`. Every fact, track, move and event that decides whether it knows (`known_when` or, without one, `crossed`) is hidden from the actor that owns the line, and no effect and no other fact ever shows it."
    "known_when: Fact(\"usa.knows-of-missiles\")   a fact that the owner sees, and that something brings about"
    fn line_unverifiable(id: &str, owner: &str, what: &str) {
        tr!("`{owner}` has no way to see that `{id}` is crossed: {what} is hidden from it", owner, id, what);
        what;
        tr!("give `known_when` something that its owner sees, let an effect `Reveal` it, or widen the audience")
    }

    "line-bypassable" Notable Likely
    "What a red line protects can be had without crossing it. The line is crossed by acts alone, and another deed of the side that it binds makes the same fact true, or climbs as high on the same ladder."
    "crossed: Fact(\"bridge-taken\")   the state, however it came about, in place of one act"
    fn line_bypassable(id: &str, act: &str, other: &str, what: &str) {
        tr!("`{other}` brings about {what} as `{act}` does, and does not cross `{id}`", other, what, act, id);
        other;
        tr!("let `crossed` read what the acts bring about, or name the other act too")
    }

    "line-no-exit" Notable Likely
    "A crossing leaves no way out with face saved. Letting it pass costs at least 8 of credibility, as it does where `stake` is not written; and no term settles it, no effect redraws it, no act that does not climb answers it or is written to let it pass, and nothing can undo what crossed it."
    "settles: [\"closed-gate\"]   a term for which restraint is sold"
    fn line_no_exit(id: &str) {
        tr!("once `{id}` is crossed, its owner can only climb or lose face", id);
        tr!("nothing settles, redraws, answers or undoes it without a climb");
        tr!("let a term settle it, an effect redraw it, an act without escalation answer it, or let what crossed it be undone")
    }

    "line-unanswerable" Grave Certain
    "A red line whose owner is asked for an answer that nothing gives. A crossing waits for an answer (`window`), letting it pass costs at least 8 of credibility, as it does where `stake` is not written, and no effect of any move or event answers it and no term settles it, so that its owner pays whatever it does."
    "effects: [ ..., Answer(\"no-warships\") ]   a deed that answers it"
    fn line_unanswerable(id: &str, stake: i16) {
        tr!("once `{id}` is crossed, its owner has to answer, nothing answers it, and letting it pass costs {stake}", id, stake);
        tr!("no effect answers it, and no term settles it");
        tr!("let a deed `Answer` it or a term settle it; or give it `stake: 0`, where it is not for its owner to answer")
    }

    "line-never-threatened" Notable Possible
    "A red line that was not once crossed, probed or respected over all runs of mixed play."
    "chance: Fact(\"quarantine-enforced\")   when the other side could cross it"
    fn line_never_threatened(id: &str, runs: u64) {
        tr!("`{id}` was never crossed, probed or respected in {runs} runs", id, runs);
        tr!("0 of {runs} runs", runs);
        tr!("see what brings its `crossed`, `probed` and `chance` about, or take the line out")
    }

    "move-dead" Notable Possible
    "A move that was never open over all runs of mixed play, or open at least 100 times and never chosen. Moves of the prologue are left out, since it is played as the record has it."
    "requires: Fact(\"bridge-closed\")   something that really comes about on its turns"
    fn move_dead(id: &str, offered: u64, runs: u64) {
        if offered == 0 { tr!("`{id}` was never open in {runs} runs", id, runs) } else { tr!("`{id}` was open {offered} times in {runs} runs, and never chosen", id, offered, runs) };
        tr!("open {offered} times, chosen 0 times in {runs} runs", offered, runs);
        tr!("see whether `requires`, `turns` and `excludes` leave it a turn, and whether anybody would choose it")
    }

    "move-dominated" Notable Possible
    "A move that its own side does better without. Where it was first open, the runs of mixed play in which it was taken ended at least 10 points lower for that side than those between the same policies in which it was left, and so by its whole interval of 95 %. Deeds that climb by 2 or 3 are left out, since that a leap costs is what a crisis is about. It is association, not proof."
    "effects: [ ..., Change(\"usa.credibility\", 6) ]   what the side gets for it"
    fn move_dominated(id: &str, mean: f64, taken: u64, left: u64) {
        tr!("`{id}` goes with a score {lower:.1} points lower for the side that takes it ({taken} runs took it, {left} left it)", id, lower = -mean, taken, left);
        tr!("{mean:.1} points", mean);
        tr!("give it something that its side may want, or allow it as a mistake that was open to them")
    }

    "ending-unreached" Notable Possible
    "An ending that no run of mixed play came to."
    "when: All([ ... ])   an ending whose parts can be true together, before another ending takes them"
    fn ending_unreached(id: &str, runs: u64) {
        tr!("no run of {runs} ended as `{id}`", runs, id);
        tr!("0 of {runs} runs", runs);
        tr!("see whether an earlier ending takes its cases, and what brings its condition about")
    }

    "ending-at-start" Grave Certain
    "An ending whose condition holds as the crisis begins, before anything is ordered or drawn, so that every crisis ends with its first turn unless that turn changes it."
    "when: All([TurnAtLeast(2), Not(Fact(\"envoys-free\"))])   not before the third turn"
    fn ending_at_start(id: &str) {
        tr!("`{id}` holds before anything has happened, so that a crisis may end with its first turn", id);
        tr!("it holds at the start");
        tr!("let it wait for a turn, for the end (`TurnLimit`), or for something that has to be done first")
    }

    "ends-early" Notable Possible
    "Most crises are over before the middle of the scenario: more than half of the runs of mixed play, and so by the whole interval of 95 %, used fewer than half of its turns."
    "when: All([Fact(\"ships-home\"), TurnAtLeast(6)])   an ending that does not come on the first calm day"
    fn ends_early(percent: f64, turns: usize, ending: &str) {
        tr!("{percent:.0} of 100 runs end before the middle of its {turns} turns; `{ending}` is the ending that comes most often", percent, turns, ending);
        tr!("{percent:.0} of 100", percent);
        tr!("see which ending comes so soon and why; or leave out the turns that nobody plays")
    }

    "cost-gained" Grave Certain
    "A verdict that is better because people suffered. One of an aim, or of an intention, asks that a track of human cost is high; and where it were low, and all else the same, a later rule would give a lower verdict, and none that is at least as good asks for little of it."
    "(verdict: 100, when: Fact(\"harbour-open\"), because: \"...\")   what was reached, and not who died for it"
    fn cost_gained(aim: &str, verdict: u8, track: &str) {
        tr!("`{aim}` is judged {verdict} because `{track}` is high: human cost is never anyone's gain", aim, verdict, track);
        tr!("{verdict} for `{track}`", verdict, track);
        tr!("judge by what was reached; or let a high human cost lower a verdict, and never raise it")
    }

    "odds-tiny" Notable Likely
    "Odds of 1 to 100 parts in 100,000, which is at most one in a thousand, of an event, a `Chance` or a secret that leaks. Whoever writes 50 may mean 50 in 100, which is 50000."
    "odds: 50       one in 2,000\nodds: 50000    50 in 100"
    fn odds_tiny(id: &str, odds: u32) {
        tr!("`{id}` has odds of {odds} in 100,000, which is one in {rare}", id, odds, rare = 100_000_u32.div_euclid(odds.max(1)));
        odds;
        tr!("did you mean {more}, which is {odds} in 100? Odds are parts per 100,000", more = odds.saturating_mul(1000), odds)
    }

    "unused" Slight Certain
    "Something that does nothing: a fact that is false at the start, that nothing makes true and nothing asks about; a desk without a move, an offer or talks; a `Change` by 0. Facts and desks are allowed in the `allow` of the scenario."
    "facts: { \"fleet-ready\": (text: \"The fleet is ready.\") }   give a deed `Become(\"fleet-ready\")` and let something ask `Fact(\"fleet-ready\")`"
    fn unused(what: &str) {
        tr!("nothing comes of {what}", what);
        what;
        tr!("let something use it, or take it out")
    }

    "aim-never-met" Notable Possible
    "An aim whose headline verdict was never 75 (mostly) or better, at either horizon, over all runs of mixed play."
    "(verdict: 75, when: Agreed(\"no-invasion-pledge\"), because: \"...\")   a case that play comes to"
    fn aim_never_met(id: &str, runs: u64, best: u64) {
        tr!("`{id}` was never mostly reached in {runs} runs; its best verdict was {best}", id, runs, best);
        tr!("{best} of 100 at best", best);
        tr!("see whether its good verdicts ask for what cannot come about together, or whether its headline is the right ledger")
    }

    "seat-bias" Notable Likely
    "One seat does better than the other: between two equal policies (random, dove, hawk or tit for tat) the mean scores differ by more than 5 points of 100 at the later horizon, the handicap counted, and so by their whole intervals of 95 %."
    "handicap: (actor: \"north\", points: 4, why: \"...\")   or weights of aims that are our judgement"
    fn seat_bias(found: &str) {
        tr!("the seats are not alike: {found}", found);
        found;
        tr!("declare a handicap, or look at weights and verdicts of our judgement; where history was lopsided, allow it and say so")
    }

    "dove-war" Grave Likely
    "Doves that go to war: between two doves, more than 1 run in 100 ends in direct war, and so by its whole interval of 95 %."
    "incident: 200   a hazard of our judgement that is too high for a rung on which doves stand"
    fn dove_war(percent: f64) {
        tr!("{percent:.1} of 100 runs between two doves end in war", percent);
        tr!("{percent:.1} of 100", percent);
        tr!("see which rung they stand on and why: hazards, incidents that nobody can answer, endings that count peace as war")
    }

    "briefing-gives-away" Grave Likely
    "A briefing that says, word for word, what its side may not know: the text of a fact, the name of a track, the title of a secret move of the other side or of an event that the side does not see. Texts of fewer than three words are not looked for, since they may stand there by chance."
    "briefing: { \"usa\": \"Ships are on their way to Cuba.\" }   what that side sees, and no more"
    fn briefing_gives_away(side: &str, what: &str) {
        tr!("the briefing of `{side}` gives away {what}, which it may not know", side, what);
        what;
        tr!("say what that side could see on that day, or widen the audience of what is given away")
    }

    "cut-told-otherwise" Notable Likely
    "A summary or a note before play that counts turns, such as \"eight turns\" or \"after turn eight\", in a scenario with a cut that has none of its own: whoever plays that cut reads of turns that are not in it. Looked for in English alone."
    "content_note: \"The last turn is hypothetical.\"   in the cut itself, said of its own turns"
    fn cut_told_otherwise(field: &str, said: &str, cut: &str) {
        tr!("`{field}` speaks of \"{said}\", and the cut `{cut}` has no `{field}` of its own", field, said, cut);
        said;
        tr!("give the cut a `{field}` of its own, or say it without counting turns", field)
    }

    "one-perspective" Notable Likely
    "A claim with the sources of one side only. Every source of an aim, a red line, a reading or an event has a `perspective`, and all of them the same one, which is not that of the side whose own aim or line it is. Said of the scenario as a whole where its sources give the view of one actor, none that of the other, and none speaks for neither. A source without a `perspective` speaks for no side, and then nothing is said."
    "source: [\"khrushchev-letters\", \"frus-11\"]   both sides, or a study that speaks for neither"
    fn one_perspective(what: &str, side: &str) {
        tr!("{what} rests on sources that give the view of `{side}` alone", what, side);
        side;
        tr!("add a source of the other side, or one that speaks for neither")
    }

    "allow-unused" Slight Certain
    "An allowance for a warning that is not there. What play shows counts only where the lint plays."
    "allow: { \"line-no-exit\": \"...\" }   take it out once the line has a way out"
    fn allow_unused(code: &str) {
        tr!("`{code}` is allowed here, and there is no such warning", code);
        code;
        tr!("take the allowance out")
    }

    "allow-unknown" Grave Certain
    "An allowance for a code that no warning has."
    "allow: { \"line-noexit\": \"...\" }    no such code\nallow: { \"line-no-exit\": \"...\" }   mended"
    fn allow_unknown(code: &str, like: Option<&str>) {
        tr!("there is no warning `{code}`", code);
        code;
        like.map_or_else(|| tr!("`crisis explain` lists the codes").to_owned(), |like| tr!("did you mean `{like}`?", like))
    }
}
