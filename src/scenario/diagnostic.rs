//! What the tools tell an author: every message, made by one named function for each code.

use std::fmt;

use super::{
    format::SizeWord,
    model::limits,
    source::{Place, ReadFault, nearest},
};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scenario cannot be played.
    Error,
    /// It can be played, but something is suspected.
    Warning,
    /// A draft still lacks it; publishing asks for it.
    ToDo,
}

impl Severity {
    /// As programs read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::ToDo => mark!(of "severity", "to do"),
        }
    }

    /// In the language in force.
    #[must_use]
    pub fn said(self) -> &'static str {
        match self {
            Self::Error => tr!(of "severity", "error"),
            Self::Warning => tr!(of "severity", "warning"),
            Self::ToDo => tr!(of "severity", "to do"),
        }
    }
}

/// One thing to tell an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The stable code, in kebab case.
    pub code: &'static str,
    /// Where it stands.
    pub place: Place,
    /// The data path, such as `moves.speech.effects`.
    pub path: String,
    /// What was found and what was expected, in a sentence.
    pub message: String,
    /// What was found: the figure, name or text, or what is written there.
    pub found: Option<String>,
    /// What was expected, where it can be said in a few words.
    pub expected: Option<String>,
    /// How to mend it.
    pub help: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}[{}] {}:{}:{} {}: {}",
            self.severity.word(),
            self.code,
            self.place.file,
            self.place.line,
            self.place.column,
            self.path,
            self.message
        )?;
        if let Some(help) = &self.help {
            write!(f, " (help: {help})")?;
        }
        Ok(())
    }
}

/// Whose offer or red line an effect of a move takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// An offer of the actor whose move it is.
    OwnOffer,
    /// An offer of the other side.
    TheirOffer,
    /// A red line of the actor whose move it is.
    OwnLine,
    /// A red line that binds the actor whose move it is.
    BindingLine,
}

/// Sorts by severity, then what cannot be read at all before the rest, then file, line, column and code, and drops
/// repetitions.
pub(super) fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let read = |one: &Diagnostic| one.code != "syntax";
        (a.severity, read(a), &a.place, a.code, &a.path, &a.message).cmp(&(
            b.severity,
            read(b),
            &b.place,
            b.code,
            &b.path,
            &b.message,
        ))
    });
    diagnostics.dedup();
}

/// Sorts, and leaves out what is beyond bearing, with a note that says so.
pub(super) fn settle(diagnostics: &mut Vec<Diagnostic>) {
    sort(diagnostics);
    let found = diagnostics.len();
    if limits::FAULTS < found {
        diagnostics.truncate(limits::FAULTS);
        let place = diagnostics.last().map(|last| last.place.clone()).unwrap_or_default();
        diagnostics.push(too_many_faults(place, String::new(), limits::FAULTS));
        sort(diagnostics);
    }
}

/// Raises what a draft may still lack to an error, once the scenario is published.
pub(crate) fn required(published: bool, mut diagnostic: Diagnostic) -> Diagnostic {
    if published {
        diagnostic.severity = Severity::Error;
    }
    diagnostic
}

/// What helps where an aim and its verdicts name no source: that of the aim is not enough for verdicts that claim something.
pub(crate) fn aim_unsourced(diagnostic: Diagnostic) -> Diagnostic {
    let help = tr!(
        "name a source for each of its verdicts; where the aim is invented, `source: [\"fictional\"]` of its own is enough"
    );
    Diagnostic { help: Some(help.to_owned()), ..diagnostic }
}

macro_rules! codes {
    (read: $($read:literal $about:literal)*; $($code:literal $severity:ident $explain:literal
        fn $name:ident($($arg:ident: $ty:ty),*) { $message:expr; $help:expr; $($found:expr)? => $expected:expr })*) => {
        /// Every code, its severity, and what it means, for `crisis explain` and the format reference.
        pub const CODES: &[(&str, Severity, &str)] = &[
            $(($read, Severity::Error, $about),)*
            $(($code, Severity::$severity, $explain)),*
        ];

        $(
            #[doc = $explain]
            pub(crate) fn $name(place: Place, path: String, $($arg: $ty),*) -> Diagnostic {
                // Where the code does not say what was found, it is what is written at the place.
                let found: Option<String> = [$(Some($found.to_string()),)? None].into_iter().next().unwrap_or_default();
                let expected = Some($expected.to_string());
                Diagnostic { severity: Severity::$severity, code: $code, place, path, message: $message, found, expected, help: $help }
            }
        )*
    };
}

/// A fault that was found while reading.
pub(super) fn read(place: Place, path: String, fault: ReadFault) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: fault.code,
        place,
        path,
        message: fault.message,
        found: Some(fault.found),
        expected: Some(fault.expected),
        help: fault.help,
    }
}

fn near(near: Option<&str>) -> Option<String> {
    near.map(|near| tr!("did you mean `{near}`?", near))
}

/// What there is, the first few of it, and where more is declared.
fn listed(known: &[&str], part: &str) -> String {
    const MOST: usize = 6;
    let few: Vec<String> = known.iter().take(MOST).map(|id| format!("`{id}`")).collect();
    let few = few.join(", ");
    match known.len().saturating_sub(MOST) {
        _ if few.is_empty() => tr!("none is declared yet: add it to `{part}`", part),
        0 => tr!("there is {few}; name one of them, or add yours to `{part}`", few, part),
        more => tr!("there is {few} and {more} more; name one of them, or add yours to `{part}`", few, more, part),
    }
}

fn help(text: &str) -> Option<String> {
    Some(text.to_owned())
}

codes! {
    read:
    "syntax" "The file is not RON: a bracket, comma, quote or colon is missing or too many."
    "unknown-field" "A field that the format does not have. Unknown fields are refused, so that a typing error cannot pass unseen."
    "unknown-word" "A word that the vocabulary does not have. Conditions and effects are a closed list."
    "missing-field" "A field that has no default is missing."
    "duplicate-field" "The same field stands twice."
    "wrong-type" "A value of another kind is expected: a number, a text, a list, a map. All numbers are whole."
    "too-deep" "Brackets, conditions or lists of effects are nested deeper than is read.";

    "file-unreadable" Error "A file cannot be read: it is missing, not text in UTF-8, or the system refuses it."
    fn file_unreadable(why: &str) {
        tr!("the file cannot be read: {why}", why = crate::language::find(why).unwrap_or(why));
        help(if why.contains("pack") { tr!("ask whoever made the pack for it again; nothing of it is read as it is") } else if why.contains("link") { tr!("put the file itself into the folder, in the place of the link") } else if why.contains("folder") { tr!("keep folders out of it, or give them another ending than .ron") } else { tr!("save it as UTF-8 text, and look whether it may be read") });
        crate::language::find(why).unwrap_or(why) => tr!("a plain file of text in UTF-8")
    }

    "file-too-large" Error "A file is larger than a scenario file may be."
    fn file_too_large(most: u64) {
        tr!("the file has more than {most} bytes; no more are read", most);
        help(tr!("give each part, such as `moves`, a file of its own, or make the texts of this part shorter"));
        tr!("more than {most} bytes", most) => tr!("at most {most} bytes", most)
    }

    "folder-too-large" Error "The files of a scenario are larger together than is read."
    fn folder_too_large(most: usize) {
        tr!("the files up to here have more than {most} bytes together; the rest is not read", most);
        help(tr!("keep texts short, and maps coarse"));
        tr!("more than {most} bytes", most) => tr!("at most {most} bytes in all files together", most)
    }

    "too-many-faults" Warning "So many faults were found that the rest is not listed."
    fn too_many_faults(most: usize) {
        tr!("more than {most} faults were found; the rest is not listed", most);
        help(tr!("mend the first ones and check again"));
        tr!("more than {most} faults", most) => tr!("at most {most}", most)
    }

    "too-many-files" Error "The folder holds more files than a scenario may have."
    fn too_many_files(found: usize, most: usize) {
        tr!("the folder holds {found} files in RON; at most {most} are read", found, most);
        help(tr!("keep one scenario in one folder"));
        tr!("{found} files", found) => tr!("at most {most} files", most)
    }

    "unknown-file" Error "A RON file whose name is no part of the format."
    fn unknown_file(name: &str, like: Option<&str>) {
        tr!("`{name}` is no part of a scenario", name);
        near(like).or_else(|| help(tr!("move it elsewhere, or name it after the part that it holds, such as `moves.ron`")));
        name => tr!("the name of a part, such as `moves.ron`")
    }

    "duplicate-part" Error "A part stands both in `scenario.ron` and in a file of its own."
    fn duplicate_part(part: &str) {
        tr!("`{part}` stands in `scenario.ron` and in this file too", part);
        help(tr!("keep one of the two"));
        tr!("`{part}` twice", part) => tr!("each part once")
    }

    "chosen-extension" Error "A file switches the reader's rules with `#![enable(...)]`; all scenario files are read alike."
    fn chosen_extension() {
        tr!("the file switches the reader's rules with `#![...]`").to_owned();
        help(tr!("remove that line; optional values may be written plainly"));
        => tr!("a value alone")
    }

    "format-unknown" Error "The scenario does not say which version of the format it is written in, or names one that this program does not read."
    fn format_unknown(found: Option<i64>) {
        match found {
            Some(found) => tr!("format {found} was found; this program reads format 1", found),
            None => tr!("the scenario does not say its format; `format: 1` is expected").to_owned(),
        };
        help(tr!("write `format: 1`"));
        found.map_or(tr!("nothing").to_owned(), |found| found.to_string()) => "1"
    }

    "id-shape" Error "An id is not made of lower-case letters, digits, hyphens, dots and underscores, or is longer than 64."
    fn id_shape(id: &str) {
        tr!("`{id}` is not an id: lower-case letters a to z, digits, `-`, `.` and `_` are expected, at most 64", id);
        help(tr!("write it as in `speech-to-the-nation`"));
        id => tr!("lower-case letters a to z, digits, `-`, `.` and `_`, at most 64")
    }

    "duplicate-id" Error "The same id stands twice where it must be unique."
    fn duplicate_id(id: &str, kind: &str) {
        tr!("`{id}` is declared twice ({kind})", id, kind);
        help(tr!("rename one of the two, or remove it"));
        id => tr!("each id once")
    }

    "duplicate-condition" Error "The same condition stands twice among those that are counted."
    fn duplicate_condition(at: usize) {
        tr!("condition {at} of those that are counted stands there before, and would count twice", at);
        help(tr!("take one of the two away, or write what else counts"));
        at => tr!("each condition once")
    }

    "unknown-id" Error "An id that nothing declares."
    fn unknown_id(kind: &str, id: &str, known: &[&str], part: &str) {
        tr!("there is no {kind} `{id}`", kind, id);
        near(nearest(id, known.iter().copied())).or_else(|| Some(listed(known, part)));
        id => tr!("the id of a {kind}", kind)
    }

    "number-out-of-range" Error "A number lies outside the range of its field."
    fn number_out_of_range(found: i64, least: i64, most: i64) {
        tr!("{found} was found; {least} to {most} is expected", found, least, most);
        Some(tr!("write {near}, or another number from {least} to {most}", near = found.clamp(least, most), least, most));
        found => tr!("{least} to {most}", least, most)
    }

    "bounds-reversed" Error "An upper bound does not lie above its lower bound."
    fn bounds_reversed(least: i64, most: i64) {
        tr!("the upper bound {most} does not lie above the lower bound {least}", most, least);
        Some(tr!("write a number above {least}, or a lower lower bound", least));
        most => tr!("more than {least}", least)
    }

    "too-many" Error "There are more of something than a scenario may hold."
    fn too_many(kinds: &str, most: usize) {
        tr!("more than {most} {kinds}", most, kinds);
        Some(tr!("leave some out, or make one of several: at most {most}", most));
        tr!("more than {most}", most) => tr!("at most {most} {kinds}", most, kinds)
    }

    "too-few" Error "There are fewer of something than a scenario needs."
    fn too_few(kind: &str, found: usize, least: usize) {
        tr!("{kind}: {found} found, at least {least} expected", kind, found, least);
        Some(tr!("add {count} more", count = least.saturating_sub(found)));
        found => tr!("at least {least}", least)
    }

    "text-too-long" Error "A text is longer than a reader or a screen bears."
    fn text_too_long(found: usize, most: usize) {
        tr!("the text has {found} bytes; at most {most} are kept", found, most);
        help(tr!("say it in fewer words; what is not shown in play can stand in a comment"));
        tr!("{found} bytes", found) => tr!("at most {most} bytes", most)
    }

    "text-empty" Error "A text is written, and nothing stands in it, so that a name, title or sentence on the screen would be blank."
    fn text_empty() {
        tr!("the text is empty").to_owned();
        help(tr!("write what a player is to read, or leave the field out where it may be missing"));
        tr!("no word") => tr!("at least 1 word")
    }

    "unsafe-text" Error "A text holds a control character, or one that turns the direction of writing and can hide what the text says."
    fn unsafe_text(found: char) {
        tr!("the text holds the character U+{code}, which cannot be seen", code = format!("{:04X}", u32::from(found)));
        help(tr!("remove it; a line break is the only control character that a text may hold"));
        format!("U+{:04X}", u32::from(found)) => tr!("characters that can be seen")
    }

    "actors-not-two" Error "A crisis has exactly two actors; others are parties."
    fn actors_not_two(found: usize) {
        tr!("{found} actors were found; exactly two are expected", found);
        help(tr!("a third side with a will but no seat is a party"));
        found => "2"
    }

    "turns-reversed" Error "A range of turns ends before it begins."
    fn turns_reversed(first: i64, last: i64) {
        tr!("turn {last} comes before turn {first}", last, first);
        help(tr!("write the earlier turn first"));
        last => tr!("turn {first} or later", first)
    }

    "rungs-out-of-order" Error "Rungs stand lowest first, and their severity never falls on the way up."
    fn rungs_out_of_order(severity: u8, below: &str, least: u8) {
        tr!("severity {severity} stands above `{below}`, whose severity is {least}", severity, below, least);
        help(tr!("put the rungs in order, lowest first, or mend the severity"));
        severity => tr!("at least {least}", least)
    }

    "role-twice" Error "Two tracks have a role that only one may have."
    fn role_twice(id: &str) {
        tr!("`{id}` has a role that another track has already", id);
        help(tr!("give one of the two the role `Plain`"));
        id => tr!("each role once")
    }

    "role-without-owner" Error "A track of standing or credibility does not say whose it is."
    fn role_without_owner(id: &str) {
        tr!("`{id}` does not say whose standing or credibility it is", id);
        help(tr!("add `owner:` with an actor"));
        tr!("nothing") => tr!("`owner:` with an actor")
    }

    "estimate-unfit" Error "An actor is to see an estimate in place of a track, and this track cannot be it."
    fn estimate_unfit(why: &str) {
        tr!("the estimate cannot stand in place of the track: {why}", why);
        help(tr!("leave the actor out of the track's audience, and give the estimate the same `min` and `max`"));
        => tr!("a track that the actor does not see, and an estimate of the same range")
    }

    "role-missing" Warning "An actor has no track for its standing or its credibility, so letting a red line pass or breaking a word costs it nothing."
    fn role_missing(actor: &str, role: &str) {
        tr!("`{actor}` has no track with the role `{role}`", actor, role);
        Some(tr!("add a track with `owner: \"{actor}\"` and `role: {role}`, or its costs are lost", actor, role));
        tr!("nothing") => tr!("a track of `{actor}` with the role `{role}`", actor, role)
    }

    "catastrophe-without-rung" Error "Rungs have a chance of catastrophe, but the ladder does not say to which rung one climbs."
    fn catastrophe_without_rung(ladder: &str) {
        tr!("rungs of `{ladder}` have a chance of catastrophe, but it names no `catastrophe_rung`", ladder);
        help(tr!("add `catastrophe_rung:` with the id of the rung to which a catastrophe leads, or set the rungs' `catastrophe` to 0"));
        tr!("nothing") => tr!("`catastrophe_rung:` with the id of a rung")
    }

    "incident-without-event" Error "Rungs have a chance of an incident, but no event can be picked for one."
    fn incident_without_event(ladder: &str, turn: usize) {
        tr!("rungs of `{ladder}` have a chance of an incident, but on turn {turn} no event has a weight above 0", ladder, turn);
        help(tr!("give an event a `weight`"));
        tr!("nothing") => tr!("an event with a weight above 0 on turn {turn}", turn)
    }

    "incident-without-weight" Error "An event happens only when an incident strikes, but can never be picked."
    fn incident_without_weight(event: &str) {
        tr!("`{event}` waits for an incident, but its weight is 0", event);
        help(tr!("give it a `weight` above 0, or another `at`"));
        "0" => tr!("a `weight` above 0")
    }

    "whose-rung" Error "An act moves a parallel ladder without saying whose rung."
    fn whose_rung(ladder: &str) {
        tr!("`{ladder}` has a rung for each actor, and this effect is no actor's own act", ladder);
        help(tr!("add `actor:`"));
        tr!("nothing") => tr!("`actor:` with an actor")
    }

    "wrong-side" Error "A move sends the other side's offer or answers its own; or it acts on a red line as only its owner can, or speaks of it as only those whom it binds."
    fn wrong_side(word: &str, id: &str, wanted: Wanted) {
        match wanted {
            Wanted::OwnOffer => tr!("`{word}` takes an offer of one's own, and `{id}` is the other side's", word, id),
            Wanted::TheirOffer => tr!("`{word}` takes an offer of the other side, and `{id}` is one's own", word, id),
            Wanted::OwnLine => tr!("`{word}` takes a red line of one's own, and `{id}` is the other side's", word, id),
            Wanted::BindingLine => tr!("`{word}` takes a red line that binds the side whose move it is, and `{id}` binds the other", word, id),
        };
        help(match wanted {
            Wanted::OwnOffer => tr!("name an offer whose `from` is the actor of this move; to answer the other side's, write `Accept` or `Refuse`"),
            Wanted::TheirOffer => tr!("name an offer of the other side; to send or take back one's own, write `Offer` or `Withdraw`"),
            Wanted::OwnLine => tr!("only the owner of a line declares it, answers for it, lets it pass or redraws it: give the effect to a move of the owner"),
            Wanted::BindingLine => tr!("what is said of a line is said by those whom it binds: give the effect to a move of theirs"),
        });
        => match wanted {
            Wanted::OwnOffer => tr!("an offer of one's own"),
            Wanted::TheirOffer => tr!("an offer of the other side"),
            Wanted::OwnLine => tr!("a red line of one's own"),
            Wanted::BindingLine => tr!("a red line that binds the side whose move it is"),
        }
    }

    "line-binds-no-one" Error "A party's red line does not say whose conduct is judged by it."
    fn line_binds_no_one(line: &str) {
        tr!("`{line}` is a party's, and does not say whose conduct is judged by it", line);
        help(tr!("add `binds:` with an actor"));
        tr!("nothing") => tr!("`binds:` with an actor")
    }

    "verdict-value" Error "A verdict is one of five values."
    fn verdict_value(found: i64) {
        tr!("{found} was found; 100 (achieved), 75 (mostly), 50 (partly), 25 (little) or 0 (failed) is expected", found);
        Some(tr!("write {near}, the nearest", near = [0, 25, 50, 75, 100].into_iter().min_by_key(|value| found.abs_diff(*value)).unwrap_or(0)));
        found => "100, 75, 50, 25 or 0"
    }

    "verdict-gap" ToDo "An aim has no verdict left when none of its rules holds. A draft plays all the same, and the aim is then judged to have no verdict; once published, it is an error."
    fn verdict_gap(aim: &str, only: Option<(&str, &str)>) {
        match only { None => tr!("`{aim}` may be left without a verdict", aim), Some((horizon, ledger)) => tr!("`{aim}` may be left without a verdict ({horizon}; {ledger})", aim, horizon, ledger) };
        help(tr!("end with a rule that has no `when`"));
        tr!("nothing") => tr!("a last rule without `when`")
    }

    "never-holds" Error "A condition that can be shown never to hold, by the ranges of its numbers, by what nothing ever sets, or by contradiction. In a draft it is a thing to do where nothing moves yet what is asked about."
    fn never_holds(part: bool, denied: bool, why: &str) {
        match (part, denied) { (true, true) => tr!("a part of this can never hold, so that `Not` rules nothing out by it: {why}", why), (false, true) => tr!("this can never hold, so that `Not` rules nothing out by it: {why}", why), (true, false) => tr!("a part of this can never hold: {why}", why), (false, false) => tr!("this can never hold: {why}", why) };
        help(tr!("let something bring it about, or take out what hangs on it"));
        => tr!("a condition that can hold")
    }

    "deed-missing" Error "A condition asks whether an actor has acted directly, or by proxy, and no move of the actor is such a deed."
    fn deed_missing(actor: &str, proxy: bool) {
        if proxy { tr!("no move of `{actor}` is a deed with an escalation above 0 and `through`", actor) } else { tr!("no move of `{actor}` is a deed with an escalation above 0 without `through`", actor) };
        help(if proxy { tr!("say of a move `escalation: 1` or more and `through:` with a party") } else { tr!("say of a move `escalation: 1` or more") });
        tr!("nothing") => if proxy { tr!("a move with `escalation` above 0 and `through`") } else { tr!("a move with `escalation` above 0 and without `through`") }
    }

    "always-holds" Error "A condition that can be shown always to hold, so that it decides nothing. In a draft it is a thing to do where nothing moves yet what is asked about."
    fn always_holds(part: bool, denied: bool, why: &str) {
        match (part, denied) { (true, true) => tr!("a part of this always holds, and stands under `Not`: {why}", why), (false, true) => tr!("this always holds, and stands under `Not`: {why}", why), (true, false) => tr!("a part of this always holds: {why}", why), (false, false) => tr!("this always holds: {why}", why) };
        help(tr!("leave the condition out, or mend it"));
        => tr!("a condition that can fail")
    }

    "maybe-never" Warning "A move was never open to order in a bounded search by random play."
    fn maybe_never(item: &str, runs: usize) {
        tr!("`{item}` was never open to order in {runs} random crises", item, runs);
        help(tr!("look whether its condition can come about"));
        tr!("nothing") => tr!("a turn on which it may be ordered")
    }

    "decision-side" Error "A turn's decision shows a side a move of the other."
    fn decision_side(item: &str, actor: &str) {
        tr!("the decision of `{actor}` names `{item}`, a move of the other side", item, actor);
        help(tr!("name moves of its own, or leave the decision to the program"));
        item => tr!("a move of its own")
    }

    "decision-closed" Warning "A turn's decision shows a move that cannot be ordered on that turn."
    fn decision_closed(item: &str, turn: usize, first: usize, last: usize) {
        tr!("the decision of turn {turn} names `{item}`, which is open on turns {first} to {last}", item, turn, first, last);
        help(tr!("name a move that may be ordered then, or widen its `turns`"));
        item => tr!("a move that is open on turn {turn}", turn)
    }

    "change-beyond" Warning "A change is larger than the whole range of its track."
    fn change_beyond(track: &str, by: i32, most: i64) {
        tr!("`{track}` is changed by {by}, and from one end to the other it has {most}", track, by, most);
        help(tr!("write a smaller change; to put a track somewhere, use `SetTo`"));
        by => tr!("at most {most}", most)
    }

    "kept-and-broken" Warning "The same condition tells that a word was kept and that it was broken."
    fn kept_and_broken(item: &str) {
        tr!("the word `{item}` is kept and broken by the same condition", item);
        help(tr!("say in `broken` what its owner would have to do against it, or leave one of the two out"));
        item => tr!("two conditions that differ")
    }

    "maybe-unreached" Warning "An ending never came in a bounded search by random play."
    fn maybe_unreached(item: &str, runs: usize) {
        tr!("the ending `{item}` never came in {runs} random crises", item, runs);
        help(tr!("look whether its condition can hold, and whether an ending before it takes its place"));
        tr!("nothing") => tr!("a course that ends so")
    }

    "maybe-uncrossed" Warning "A red line was never crossed in a bounded search by random play."
    fn maybe_uncrossed(item: &str, runs: usize) {
        tr!("the red line `{item}` was never crossed in {runs} random crises", item, runs);
        help(tr!("look whether its `crossed` can come about while it is in force"));
        tr!("nothing") => tr!("a course in which it is crossed")
    }

    "nothing-but-pass" Error "On some turn an actor has no move at all."
    fn nothing_but_pass(actor: &str, turn: usize) {
        tr!("`{actor}` has no move on turn {turn}", actor, turn);
        help(tr!("add a standing move: one without `turns`"));
        tr!("nothing") => tr!("at least 1 move")
    }

    "maybe-nothing-but-pass" Warning "In a bounded search by random play an actor was left with nothing but passing."
    fn maybe_nothing_but_pass(actor: &str, turn: usize, seed: u64) {
        tr!("`{actor}` was left with nothing but passing on turn {turn} of the random crisis {seed}", actor, turn, seed);
        help(tr!("add a standing move without conditions"));
        tr!("nothing") => tr!("at least 1 move that is open")
    }

    "line-uncrossable" Error "A red line that no move, event or incident can cross or probe."
    fn line_uncrossable(line: &str) {
        tr!("nothing that can happen crosses `{line}`", line);
        help(tr!("let a move or event bring its `crossed` about, on a turn on which the line holds"));
        tr!("nothing") => tr!("a move, event or incident that crosses or probes it")
    }

    "line-undeclared" ToDo "A red line waits for a move or event to declare it, and none does, so that it never holds. A draft plays without it; once published, it is an error."
    fn line_undeclared(line: &str) {
        tr!("nothing declares `{line}`, so that it never holds and nothing crosses it", line);
        Some(tr!("give a move of its owner the effect `Declare(\"{line}\")`; or write `declared: Private` or `declared: At(0)`, and it holds from the start", line));
        tr!("nothing") => tr!("`Declare(\"{line}\")` among the effects of a move or event", line)
    }

    "line-wrong-side" Error "A red line that nothing but orders of the side that it does not bind can cross, so that the other side is charged with what it never did."
    fn line_wrong_side(line: &str, bound: &str, other: &str) {
        tr!("only orders of `{other}` cross `{line}`, and it is the conduct of `{bound}` that is judged by it", other, line, bound);
        Some(tr!("let `crossed` read what `{bound}` does; or say with `binds: \"{other}\"` that the line binds `{other}`", bound, other));
        tr!("orders of `{other}` alone", other) => tr!("a deed of `{bound}`, or an event", bound)
    }

    "when-missing" ToDo "What crosses or probes a red line, or keeps or breaks a commitment, is written as `Always`: it is not yet said. A draft plays all the same, and it holds on every turn; once published, it is an error."
    fn when_missing(id: &str, field: &str) {
        tr!("`{field}` of `{id}` is `Always`, whatever anybody does", field, id);
        Some(tr!("say in `{field}` what brings it about, such as `Did(\"...\")` or `Fact(\"...\")`", field));
        "`Always`" => tr!("a condition that can fail")
    }

    "words-move-conduct" Error "Words would move conduct towards a red line. Only deeds do."
    fn words_move_conduct(what: &str) {
        tr!("{what}, and words never move conduct", what);
        help(tr!("make the move a deed (`phase: Deeds`), or let the line read something that only deeds change"));
        => tr!("what only deeds change")
    }

    "term-ungiven" Error "A term that no offer can hold: its giver has no desk for talks, and no named offer has it."
    fn term_ungiven(term: &str) {
        tr!("nobody can give `{term}`: no named offer that a move sends has it, and no desk is open to composed offers", term);
        help(tr!("add it to an offer, or set `talks: true` on a desk"));
        tr!("nothing") => tr!("an offer that holds it, or a desk for talks")
    }

    "consent-loop" Error "When consent to a term is refused, effects carry out a term whose refusal carries out the first, without end."
    fn consent_loop(term: &str) {
        tr!("when consent to `{term}` is refused, its effects come round to carrying out `{term}` again", term);
        help(tr!("let a later turn try again: put `CarryOut` into `After`"));
        => tr!("effects that come to an end")
    }

    "legs-exclude" Error "A named offer holds two terms that cannot stand in one offer."
    fn legs_exclude(term: &str, other: &str) {
        tr!("`{term}` and `{other}` stand in one offer, and one excludes the other", term, other);
        help(tr!("take one of the two out, or drop it from `excludes_terms`"));
        term => tr!("a term that goes with the others")
    }

    "offer-unsent" Warning "A named offer that no move sends."
    fn offer_unsent(offer: &str) {
        tr!("no move sends `{offer}`", offer);
        help(tr!("give a move the effect `Offer` or `Counter` with it"));
        tr!("nothing") => tr!("a move that sends it")
    }

    "calendar-full" Warning "More scheduled effects may wait at once than a crisis holds; the rest would be lost."
    fn calendar_full(found: usize, most: usize) {
        tr!("up to {found} scheduled lists of effects may wait at once; a crisis holds {most}", found, most);
        help(tr!("use fewer `After`, or shorter ones"));
        found => tr!("at most {most}", most)
    }

    "effects-idle" Warning "The condition of a `When` among effects can be shown never to hold, or always, so that one of its lists is idle."
    fn effects_idle(holds: bool, why: &str) {
        if holds { tr!("this always holds when it is asked, so that one of the lists is idle: {why}", why) } else { tr!("this can never hold when it is asked, so that one of the lists is idle: {why}", why) };
        help(tr!("take the idle list out, or mend the condition"));
        => tr!("a condition that can hold and can fail")
    }

    "effect-too-late" Error "An effect of an ending or of the aftermath waits for a later turn, and there is none."
    fn effect_too_late() {
        tr!("`After` waits for a later turn, and after the end there is none").to_owned();
        help(tr!("let the effects follow at once, or give them an aftermath item with `horizon: Later`"));
        "`After`" => tr!("effects that follow at once")
    }

    "weights-empty" Error "Weights that add up to nothing, so that nothing is decided by them."
    fn weights_empty(what: &str) {
        what.to_owned();
        help(tr!("give at least one a weight above 0"));
        "0" => tr!("at least one weight above 0")
    }

    "verdict-missing" ToDo "An aim or intention has no verdict rule. Required when published."
    fn verdict_missing(aim: &str) {
        tr!("`{aim}` has no verdict rule", aim);
        help(tr!("add `verdicts:` with rules such as (verdict: 100, when: Fact(\"...\"), because: \"...\"), and a last one without `when`"));
        tr!("nothing") => tr!("at least 1 verdict rule")
    }

    "covered" Error "An item of a list of which the first that fits is taken, where an earlier one fits whenever it does: a verdict that is never given, a text that is never read."
    fn covered(at: usize, earlier: usize) {
        tr!("number {at} of this list is never taken: number {earlier} fits whenever it does, and stands before it", at, earlier);
        help(tr!("move it up, let it ask for less, or take it out"));
        => tr!("an item that no earlier one covers")
    }

    "ending-unconditional" Error "An ending without a condition is the turn limit's; there must be exactly one, and last."
    fn ending_unconditional(found: usize) {
        if found == 0 {
            tr!("no ending is left for the turn limit").to_owned()
        } else {
            tr!("this ending has no condition, but it is not the last or not the only one").to_owned()
        };
        help(tr!("the last ending, and only the last, has no `when`"));
        found => tr!("exactly one ending without `when`, the last")
    }

    "not-a-leg" Error "A term settles a red line, but is not given by the side that the line binds."
    fn not_a_leg(term: &str, line: &str) {
        tr!("`{term}` settles `{line}`, but its giver is not the side that the line binds", term, line);
        help(tr!("a side sells restraint for a concession of the side that crossed: name that side's term"));
        => tr!("a term of the side that the line binds")
    }

    "briefing-too-long" Error "A briefing of more than 120 words is not read, and in a cut one of more than 60."
    fn briefing_too_long(found: usize, most: usize) {
        tr!("the briefing has {found} words; at most {most} are read", found, most);
        Some(trn!(found.saturating_sub(most); "leave out {count} word; what is left over can stand in a `note`", "leave out {count} words; what is left over can stand in a `note`", count = found.saturating_sub(most)));
        tr!("{found} words", found) => tr!("at most {most} words", most)
    }

    "size-unmapped" Error "An effect is given as a size, and the scenario does not say what sizes come to."
    fn size_unmapped(size: SizeWord) {
        tr!("`{size}` is used, and the scenario does not say what it comes to", size = format!("{size:?}"));
        help(tr!("add `sizes: (slight: 3, clear: 8, heavy: 20, why: \"...\")` to `scenario.ron`, with numbers and a reason of your own"));
        format!("{size:?}") => tr!("a size that `sizes` gives a number")
    }

    "sizes-not-rising" Error "A clear change does not come to more than a slight one, or a heavy one not to more than a clear one."
    fn sizes_not_rising(found: i64, before: i64) {
        tr!("{found} was found, and the size before it comes to {before}", found, before);
        help(tr!("let slight, clear and heavy rise"));
        found => tr!("more than {before}", before)
    }

    "card-missing" ToDo "The card lacks its version, authors, licence, age, content or perspectives. Required when published."
    fn card_missing(what: &str) {
        if what == "card" { tr!("the scenario has no `card`").to_owned() } else { tr!("the card does not say its `{what}`", what) };
        help(match what { "version" => tr!("add `version:`, such as \"1.0\" or a date"), "authors" => tr!("add `authors:`, who wrote the scenario"), "licence" => tr!("add `licence:`, under which terms it may be copied, such as \"CC-BY-4.0\""), "age" => tr!("add `age:`, from which age it is meant to be played"), "content" => tr!("add `content:`, what a person may wish to be warned of; `content: []` where there is nothing"), "perspectives" => tr!("add `perspectives:`, whose view of the crisis the scenario holds"), _ => tr!("add a `card` with version, authors, licence, age, content and perspectives") });
        tr!("nothing") => format!("`{what}:`")
    }

    "cut-turns-unordered" Error "The turns that a cut keeps do not stand in their order, each once."
    fn cut_turns_unordered(turn: usize, before: usize) {
        tr!("turn {turn} stands after turn {before}", turn, before);
        help(tr!("write the turns in their order, each once"));
        turn => tr!("a turn after {before}", before)
    }

    "cut-briefing-unkept" Error "A cut briefs the actors on a turn that it does not keep."
    fn cut_briefing_unkept(turn: usize) {
        tr!("the cut does not keep turn {turn}, so nobody is briefed on it", turn);
        help(tr!("add the turn to `turns`, or take the briefing out"));
        turn => tr!("a turn that the cut keeps")
    }

    "cut-move-idle" Error "A cut lists a move for a turn on which nobody could order it."
    fn cut_move_idle(id: &str, turn: usize) {
        tr!("`{id}` cannot be ordered on turn {turn} of this cut", id, turn);
        help(tr!("look at the move's `turns`, at the cut's `desks`, and whether the cut keeps the turn"));
        id => tr!("a move whose turn and desk the cut keeps")
    }

    "variants-alike" Error "Two variants begin alike, so that halves of a class that play them could not differ by it."
    fn variants_alike(id: &str, other: &str) {
        tr!("`{id}` begins as `{other}` does", id, other);
        help(tr!("let one of them change a fact or a track that the other leaves, or take it out"));
        id => tr!("a variant that begins otherwise")
    }

    "cut-briefing-missing" ToDo "A cut keeps a turn whose briefing is too long for it, and has no shorter one. Required when published."
    fn cut_briefing_missing(actor: &str, turn: usize, words: usize) {
        tr!("`{actor}` has no short briefing for turn {turn}; the long one has {words} words", actor, turn, words);
        help(tr!("add one of at most 60 words to the cut's `briefings`"));
        tr!("nothing") => tr!("a briefing of at most 60 words")
    }

    "cut-beyond-record" Warning "A cut lets a turn pass of which the record says nothing, so that nobody orders anything on it."
    fn cut_beyond_record(turn: usize, recorded: usize) {
        tr!("turn {turn} passes as the record had it, and the record has {recorded} turns", turn, recorded);
        help(tr!("keep the turn, or end the cut before it"));
        tr!("turn {turn}", turn) => tr!("a turn before {recorded}, or one that is kept", recorded)
    }

    "twin-path-unknown" Error "A text of the twin replaces something that is not there, or is no text."
    fn twin_path_unknown(path: &str) {
        tr!("`{path}` does not lead to a text", path);
        help(tr!("write the data path as `crisis check` shows it, such as `moves.speech.title` or `turns.3.date`"));
        path => tr!("the data path of a text")
    }

    "twin-part-missing" Warning "The twin replaces texts of a part that the scenario does not have."
    fn twin_part_missing(part: &str, texts: usize) {
        trn!(texts; "the scenario has no `{part}`, and {texts} text of the twin replaces something in it", "the scenario has no `{part}`, and {texts} texts of the twin replace something in it", part, texts);
        help(tr!("write the part, or take its texts out of the twin"));
        part => tr!("a part that the scenario has")
    }

    "names-alike" Warning "Two tracks, two moves of a side or two terms of a giver bear the same name, so that nobody can tell them apart."
    fn names_alike(id: &str, other: &str, name: &str) {
        tr!("`{id}` and `{other}` are both called \"{name}\"", id, other, name);
        help(tr!("give each a name of its own: what a player reads is the name, not the id"));
        name => tr!("a name that `{other}` does not have", other)
    }

    "names-itself" Warning "A move excludes itself, or a term needs or excludes itself."
    fn names_itself(id: &str, field: &str) {
        tr!("`{id}` stands in its own `{field}`", id, field);
        help(tr!("name another one, or take it out"));
        id => tr!("another id than its own")
    }

    "incident-unanswerable" Warning "An incident can happen, and no move of either side answers or explains one, so that every incident climbs by itself."
    fn incident_unanswerable(id: &str) {
        tr!("`{id}` waits for an answer, and no move gives one", id);
        help(tr!("put `AnswerIncident` into the effects of a move, or `Explain` into one of the side whose forces it was"));
        id => tr!("a move that answers it")
    }

    "language-tag" Warning "The language of a scenario is no language tag, so that no program can tell which language it is."
    fn language_tag(found: &str) {
        tr!("`{found}` is no language tag", found);
        help(tr!("write the tag of the language, such as `en-GB`, `ru` or `zh-Hans`"));
        found => tr!("a language tag as in BCP 47, such as `en-GB`")
    }

    "folder-name" Warning "The folder of a scenario has a name under which it cannot be packed and handed on."
    fn folder_name(id: &str) {
        tr!("the folder is called `{id}`, and no pack can bear that name", id);
        help(tr!("rename the folder, for example to `the-strait`"));
        id => tr!("small letters, digits and hyphens, at most 64")
    }

    "catastrophe-low" Warning "A catastrophe leads no higher than where the crisis begins."
    fn catastrophe_low(ladder: &str, rung: &str) {
        tr!("the `catastrophe_rung` of `{ladder}` is `{rung}`, and the crisis begins no lower", ladder, rung);
        help(tr!("name the rung on which the catastrophe stands, which is a high one"));
        rung => tr!("a rung above the start")
    }

    "after-never" Warning "An effect is put off by more turns than are left, whenever it is called for."
    fn after_never(id: &str, turns: usize, last: usize) {
        tr!("`{id}` puts an effect off by {turns} turns, and the last turn is {last}", id, turns, last);
        help(tr!("let it follow sooner, or give it an aftermath item with `horizon: Later`"));
        turns => tr!("so few turns that it comes on turn {last} at the latest", last)
    }

    "twin-name-idle" Warning "A name of the twin occurs in no text of the scenario."
    fn twin_name_idle(name: &str) {
        tr!("`{name}` occurs in no text", name);
        help(tr!("mend the spelling, or take it out; names are whole words"));
        name => tr!("a name that occurs in some text")
    }

    "twin-name-left" Warning "A real name, or a year, is left over in a text of the twin: a word of the names of actors, parties, places and advocates, or one with a capital within a sentence."
    fn twin_name_left(word: &str, texts: usize) {
        if texts == 1 { tr!("`{word}` is left over in this text of the twin", word) } else { tr!("`{word}` is left over in this text of the twin and in {more} more", word, more = texts - 1) };
        help(tr!("add it to the twin's `names`, replace the text in `texts`, or let it stay by `keep`"));
        word => tr!("an invented name")
    }

    "running-order" Warning "The minutes of a running order do not add up to those of the lesson."
    fn running_order(found: u16, asked: u16) {
        tr!("the steps take {found} minutes; {asked} are expected", found, asked);
        help(tr!("lengthen or shorten steps until they add up"));
        tr!("{found} minutes", found) => tr!("{asked} minutes", asked)
    }

    "teaching-missing" ToDo "The teaching notes lack a part. Required when published."
    fn teaching_missing(what: &str) {
        tr!("the teaching notes have no `{what}`", what);
        Some(tr!("add `{what}:` to `teaching`", what));
        tr!("nothing") => format!("`{what}:`")
    }

    "history-draw-unnamed" ToDo "History met a draw that is not yes-or-no and whose result it does not name. A draft plays all the same; once published, it is an error."
    fn history_draw_unnamed(turn: usize, label: &str) {
        tr!("turn {turn} draws `{label}`, which history does not name", turn, label);
        help(tr!("name it in `draws`, as in `\"incident-event\": Pick(\"...\")`"));
        tr!("nothing") => tr!("the result of `{label}`", label)
    }

    "history-draw-unused" ToDo "History names a draw that never came up. A draft plays all the same; once published, it is an error."
    fn history_draw_unused(label: &str) {
        tr!("`{label}` was never drawn on this turn", label);
        help(tr!("remove it, or look why the event could not happen"));
        label => tr!("a draw of this turn")
    }

    "history-draw-unfit" ToDo "History gives a draw a result that it cannot have. A draft plays all the same; once published, it is an error."
    fn history_draw_unfit(label: &str, why: &str) {
        tr!("`{label}` cannot come out so: {why}", label, why);
        help(tr!("a yes-or-no draw is `Yes` or `No`, another is `Pick` with the id of one of its results"));
        => tr!("a result that this draw can have")
    }

    "history-order-refused" ToDo "History orders a move that the rules refuse. A draft plays all the same; once published, it is an error."
    fn history_order_refused(turn: usize, order: &str, why: &str) {
        tr!("turn {turn} orders `{order}`, which is refused: {why}", turn, order, why);
        help(tr!("order what was open on that turn, or mend what the move asks for"));
        order => tr!("a move that the rules allow on that turn")
    }

    "history-expectation" ToDo "The replay of history did not come to what is expected of it. A draft plays all the same; once published, it is an error."
    fn history_expectation(what: &str, expected: &str, found: &str) {
        tr!("{what}: {expected} was expected, {found} was found", what, expected, found);
        help(tr!("mend the orders and draws that lead there, or expect what comes of them"));
        found => expected
    }

    "hypothetical-gap" Error "A turn after a hypothetical one is not said to be hypothetical."
    fn hypothetical_gap(turn: usize) {
        tr!("turn {turn} comes after a hypothetical turn, and is not said to be hypothetical", turn);
        help(tr!("add `hypothetical: true`, or take it from the turns before"));
        tr!("nothing") => "`hypothetical: true`"
    }

    "history-hypothetical" Error "History tells of a turn that lies beyond the record."
    fn history_hypothetical(turn: usize) {
        tr!("turn {turn} is hypothetical, and history tells of it", turn);
        help(tr!("end history before the first hypothetical turn; it may stop early"));
        tr!("turn {turn}", turn) => tr!("turns of the record only")
    }

    "history-too-long" ToDo "History goes on after the crisis has ended. A draft plays all the same; once published, it is an error."
    fn history_too_long(turn: usize, ending: &str) {
        tr!("the crisis ended with `{ending}` before turn {turn} of history", ending, turn);
        help(tr!("end history with the turn that ends the crisis, or mend the ending's `when`"));
        tr!("turn {turn}", turn) => tr!("an end of history with `{ending}`", ending)
    }

    "map-points" Error "A map item has the wrong number of points for what it is drawn as."
    fn map_points(found: usize, least: usize, single: bool) {
        if single { tr!("{found} points were found; exactly 1 is expected", found) } else { tr!("{found} points were found; {least} to 4096 is expected", found, least) };
        help(tr!("an area takes at least 3 points, a line 2, a place, unit or ring exactly 1; or give it another `kind`"));
        found => if single { tr!("exactly 1").to_owned() } else { tr!("{least} to 4096", least) }
    }

    "map-radius" Error "A ring needs a radius, and nothing else has one."
    fn map_radius(has: bool) {
        if has { tr!("only a ring has a radius").to_owned() } else { tr!("a ring needs a radius").to_owned() };
        help(if has { tr!("take `radius` out, or write `kind: Ring`") } else { tr!("add `radius:` in kilometres") });
        if has { tr!("a radius") } else { tr!("nothing") } => if has { tr!("no radius") } else { tr!("`radius:` in kilometres") }
    }

    "map-item-outside" Error "A map item lies outside every theatre, so that no one can see it."
    fn map_item_outside(item: &str) {
        tr!("`{item}` lies outside every theatre", item);
        help(tr!("longitude comes first, then latitude, in thousandths of a degree"));
        => tr!("a place inside a theatre")
    }

    "briefing-missing" ToDo "A turn does not brief an actor. Required when published."
    fn briefing_missing(actor: &str) {
        tr!("`{actor}` has no briefing", actor);
        Some(tr!("add `briefing: {{ \"{actor}\": \"...\" }}` to the turn, at most {most} words", actor, most = limits::BRIEFING_WORDS[0]));
        tr!("nothing") => tr!("a briefing of `{actor}`", actor)
    }

    "source-missing" ToDo "Something does not say where it comes from. Required when published."
    fn source_missing(what: &str) {
        tr!("{what} has no source", what);
        help(tr!("name a source, or `our-judgement`, `fictional` or `unverified`"));
        tr!("nothing") => tr!("`source:` with at least 1 source")
    }

    "source-unverified" Warning "Something published rests on sources alone that nobody has looked up, and does not say so."
    fn source_unverified(what: &str, named: &str) {
        tr!("{what} rests on `{named}` alone, which nobody has looked up", what, named);
        help(tr!("name a document that was looked up, or add `unverified` to its `source`, so that readers are told"));
        format!("`{named}`") => tr!("a source that was looked up, or `unverified` beside it")
    }

    "aim-missing" ToDo "An actor has no aim. Required when published."
    fn aim_missing(actor: &str) {
        tr!("`{actor}` has no aim", actor);
        Some(tr!("add one to `aims` with `owner: \"{actor}\"`", actor));
        tr!("nothing") => tr!("an aim of `{actor}`", actor)
    }

    "reading-missing" ToDo "There are fewer than two readings. Required when published."
    fn reading_missing(found: usize) {
        tr!("{found} readings were found; at least two schools are expected", found);
        help(tr!("add to `readings` how another school of historians weighs the same evidence"));
        found => tr!("at least 2")
    }

    "source-unused" Warning "A source is declared, and nothing names it."
    fn source_unused(source: &str) {
        tr!("nothing names the source `{source}`", source);
        help(tr!("name it where it is drawn upon, or leave it out"));
        => tr!("a source that something names")
    }

    "living-undated" ToDo "A scenario of a conflict that still goes on does not say of which dates its verdicts hold. Required when published."
    fn living_undated() {
        tr!("the conflict still goes on, and `horizons` do not name the year of both verdicts").to_owned();
        help(tr!("horizons: (at_once: \"December 2022\", later: \"the end of 2024\")"));
        tr!("nothing") => tr!("`horizons:` with the year of both verdicts")
    }

    "living-unwarned" ToDo "A scenario of a conflict that still goes on has no note on what a person should know before play. Required when published."
    fn living_unwarned() {
        tr!("the conflict still goes on, and there is no `content_note`").to_owned();
        help(tr!("say in `content_note` whose suffering is told, and that the two seats are a lens and no claim about whose conflict it is"));
        tr!("nothing") => "`content_note:`"
    }

    "head-missing" ToDo "The scenario lacks a title, summary, or the reason of its numbers. Required when published."
    fn head_missing(what: &str) {
        tr!("`{what}` is missing", what);
        help(match what { "title" => tr!("add `title:`, the name of the crisis in a few words"), "summary" => tr!("add `summary:`, what the crisis is about in two or three sentences"), _ => tr!("add `judgement:`, why the numbers without a source are what they are") });
        tr!("nothing") => format!("`{what}:`")
    }

    "history-missing" ToDo "The scenario has no history to replay and is not fictional. Required when published."
    fn history_missing() {
        tr!("there is no history to replay").to_owned();
        help(tr!("add `history.ron`, or name `fictional` among the sources of the first turn"));
        tr!("nothing") => tr!("`history:` with what was really ordered and drawn")
    }
}
