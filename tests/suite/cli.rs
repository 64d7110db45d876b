//! The program `crisis`, run as a person or a script runs it.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
    process::{Command as Plain, Stdio},
};

use assert_cmd::Command;
use serde_json::Value;

/// The folder of the small scenarios.
fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

/// The program, in a folder of its own, with nothing of the user's around it.
pub(crate) fn crisis(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crisis"));
    command
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder)
        .env("XDG_DATA_HOME", folder.join("data"))
        .args(["--scenarios".as_ref(), scenarios().as_os_str()]);
    command
}

/// What a run came to: its exit code, standard output and standard error.
pub(crate) fn run(command: &mut Command, arguments: &[&str], typed: &str) -> (i32, String, String) {
    let output = command.args(arguments).write_stdin(typed).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

pub(crate) fn here() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn what_cannot_be_found_exits_with_2_and_says_what_was_meant() {
    let folder = here();
    let cases: [(&[&str], &str); 15] = [
        (&["play", "two-letters", "--seat", "northmark=human", "--seat", "northmark=hawk"], "is set twice"),
        (&["survey", "two-letters", "--policy", "sundria=dove", "--policy", "sundria=hawk"], "is set twice"),
        (&["play", "two-letters", "--save", "no/such/folder/x.crisis"], "help: look whether the folder is there"),
        (
            &["play", "two-letters", "--save", "no/such/folder/x.crisis"],
            "because: No such file or directory (os error 2)\n",
        ),
        (&["check", "two-leters"], "did you mean `two-letters`?"),
        (&["play", "nowhere"], "there are: brink-s12"),
        (&["check", "./nothing-here"], "cannot be opened"),
        (&["play", "two-letters", "--seat", "norland=human"], "there are `northmark` and `sundria`"),
        (&["play", "two-letters", "--seat", "northmark=hank"], "did you mean `hawk`?"),
        (&["play", "two-letters", "--save", "no/such/folder/x.crisis"], "cannot be saved to"),
        (&["explain", "unknown-idd"], "did you mean `unknown-id`?"),
        (&["replay", "gone.crisis"], "there is no file gone.crisis"),
        (&["new", "Not An Id"], "cannot be an id"),
        (&["new", "con"], "cannot be an id"),
        (&["new", "com1"], "cannot be an id"),
    ];
    for (arguments, wanted) in cases {
        let (code, out, told) = run(&mut crisis(folder.path()), arguments, "");
        assert_eq!(code, 2, "{arguments:?}: {out}{told}");
        assert!(told.contains(wanted), "{arguments:?}: {told}");
    }
}

#[test]
fn two_policies_play_to_the_end_and_the_same_seed_gives_the_same_bytes() {
    let folder = here();
    let seats = ["--policy", "northmark=hawk", "--policy", "sundria=dove", "--seed", "11"];
    let play = |file: &str| {
        let mut arguments = vec!["play", "two-letters", "--save", file];
        arguments.extend(seats);
        run(&mut crisis(folder.path()), &arguments, "")
    };
    let (first, second) = (play("a.crisis"), play("b.crisis"));
    assert_eq!(first.0, 0, "{}", first.2);
    assert_eq!(first.1, second.1);
    assert!(first.1.contains("The end:"), "{}", first.1);
    let bytes = |file: &str| fs::read(folder.path().join(file)).unwrap();
    assert_eq!(bytes("a.crisis"), bytes("b.crisis"));
    let (code, out, _) = run(&mut crisis(folder.path()), &["replay", "a.crisis"], "");
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("It comes out the same"), "{out}");
    let (code, out, _) = run(&mut crisis(folder.path()), &["replay", "a.crisis", "--format", "json"], "");
    assert_eq!(code, 0);
    let told = json(&out);
    assert_eq!((told["holds"].as_bool(), told["kind"].as_str()), (Some(true), Some("transcript")));
    assert!(told["turns"][0]["orders"]["northmark"].is_array() && told["ending"]["id"].is_string(), "{told}");
}

#[test]
fn a_person_plays_to_the_end_through_a_pipe() {
    let folder = here();
    let arguments = ["play", "two-letters", "--seat", "sundria=human", "--seed", "3", "--save", "p.crisis"];
    let (code, out, told) = run(&mut crisis(folder.path()), &arguments, &"pass\n".repeat(40));
    assert_eq!(code, 0, "{told}");
    assert!(
        out.contains("what you wanted, and what you got") || out.contains("WHAT YOU WANTED, AND WHAT YOU GOT"),
        "{out}"
    );
    assert!(out.contains("crisis debrief p.crisis"), "{out}");
    let lines = out.lines().map(|line| line.chars().count()).max();
    assert!(lines <= Some(80), "a line of {lines:?} columns");
    for (format, wanted) in
        [("text", "Northmark"), ("html", "<!DOCTYPE html>"), ("json", "\"scenario\": \"two-letters\"")]
    {
        let (code, out, told) = run(&mut crisis(folder.path()), &["debrief", "p.crisis", "--format", format], "");
        assert_eq!(code, 0, "{told}");
        assert!(out.contains(wanted), "{format}: {out}");
    }
    let (code, out, _) =
        run(&mut crisis(folder.path()), &["debrief", "p.crisis", "--format", "html", "--out", "p.html"], "");
    assert_eq!((code, out.as_str()), (0, ""));
    assert!(folder.path().join("p.html").is_file());
}

#[test]
fn the_end_of_input_saves_and_going_on_equals_never_having_stopped() {
    let folder = here();
    let begin = |file: &str, typed: &str| {
        let arguments = ["play", "two-letters", "--seat", "northmark=human", "--seed", "8", "--save", file];
        run(&mut crisis(folder.path()), &arguments, typed)
    };
    let turns = ["1\nsend\n", "pass\n", "2\nsend\n", "pass\n", "1\nsend\n"].map(str::to_owned);
    let (code, _, told) = begin("whole.crisis", &turns.concat());
    assert_eq!(code, 0, "{told}");
    let (code, _, told) = begin("parts.crisis", &turns[..2].concat());
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("--resume parts.crisis"), "{told}");
    let (code, out, told) =
        run(&mut crisis(folder.path()), &["play", "--resume", "parts.crisis"], &turns[2..].concat());
    assert_eq!(code, 0, "{out}{told}");
    let read = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    assert_eq!(read("whole.crisis"), read("parts.crisis"));
    // A game that is there is not written over by another.
    let (code, _, told) = begin("whole.crisis", "");
    assert_eq!(code, 2);
    assert!(told.contains("is there already") && told.contains("--resume"), "{told}");
}

#[test]
fn a_saved_crisis_can_be_taken_back_to_a_turn_and_the_first_is_kept() {
    let folder = here();
    let seats = ["--policy", "northmark=hawk", "--policy", "sundria=dove", "--seed", "11", "--save", "a.crisis"];
    let (code, _, told) = run(&mut crisis(folder.path()), &[&["play", "two-letters"], &seats[..]].concat(), "");
    assert_eq!(code, 0, "{told}");
    let read = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    let first = read("a.crisis");
    let back = ["play", "--resume", "a.crisis", "--turn", "1", "--save"];
    // The same policies decide the same again.
    let (code, _, told) = run(&mut crisis(folder.path()), &[&back[..], &["same.crisis"]].concat(), "");
    assert_eq!(code, 0, "{told}");
    assert_eq!(read("same.crisis"), first);
    let other = [&back[..], &["other.crisis", "--policy", "northmark=dove", "--policy", "sundria=hawk"]].concat();
    let (code, _, told) = run(&mut crisis(folder.path()), &other, "");
    assert_eq!(code, 0, "{told}");
    assert_ne!(read("other.crisis"), first);
    assert_eq!(read("a.crisis"), first, "the first is kept");
    // No such turn; no file to save to; one that is there already, be it the one that is resumed.
    let no_turn = ["play", "--resume", "a.crisis", "--turn", "99", "--save", "c.crisis"];
    let itself = [&back[..], &["a.crisis"]].concat();
    let by_another_name = [&back[..], &["./a.crisis"]].concat();
    for refused in [&no_turn[..], &back[..5], &other, &itself, &by_another_name] {
        let (code, _, told) = run(&mut crisis(folder.path()), refused, "");
        assert_eq!(code, 2, "{refused:?}: {told}");
        assert_eq!(read("a.crisis"), first, "{refused:?}");
    }
    // Playing on only adds to it, however it is named; and whoever says so may replace it.
    let on = ["play", "--resume", "a.crisis", "--save", "./a.crisis"];
    for allowed in [on.to_vec(), [&itself[..], &["--overwrite"]].concat()] {
        let (code, _, told) = run(&mut crisis(folder.path()), &allowed, "");
        assert_eq!(code, 0, "{allowed:?}: {told}");
    }
}

#[test]
fn nothing_that_is_there_is_written_over_without_a_word() {
    let folder = here();
    let at = |name: &str| folder.path().join(name);
    let two =
        ["play", "two-letters", "--policy", "northmark=dove", "--policy", "sundria=dove", "--seed", "1", "--save"];
    let debrief = ["debrief", "played.crisis", "--no-choice", "--format", "html", "--out"];
    assert_eq!(run(&mut crisis(folder.path()), &[&two[..], &["played.crisis"]].concat(), "").0, 0);
    let survey = ["survey", "two-letters", "--runs", "2", "--format", "json", "--out"];
    for arguments in [&two[..], &debrief, &survey] {
        fs::write(at("precious"), "precious").unwrap();
        let (code, _, told) = run(&mut crisis(folder.path()), &[arguments, &["precious"]].concat(), "");
        assert_eq!((code, fs::read_to_string(at("precious")).unwrap()), (2, "precious".to_owned()), "{told}");
        assert!(told.contains("precious is there already") && told.contains("--overwrite"), "{told}");
        let (code, _, told) = run(&mut crisis(folder.path()), &[arguments, &["precious", "--overwrite"]].concat(), "");
        assert_eq!(code, 0, "{told}");
        assert_ne!(fs::read_to_string(at("precious")).unwrap(), "precious");
    }
    // So are the notes for teachers.
    fs::write(at("precious"), "precious").unwrap();
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/cuba-1962");
    let notes = ["teach", scenarios.to_str().unwrap(), "--format", "html", "--out", "precious"];
    let (code, _, told) = run(&mut crisis(folder.path()), &notes, "");
    assert_eq!((code, fs::read_to_string(at("precious")).unwrap()), (2, "precious".to_owned()), "{told}");
    assert_eq!(run(&mut crisis(folder.path()), &[&debrief[..], &["precious", "--overwrite"]].concat(), "").0, 0);
    // A debrief of the same crisis is made anew without being asked.
    assert_eq!(run(&mut crisis(folder.path()), &[&debrief[..], &["precious"]].concat(), "").0, 0);
}

#[cfg(unix)]
#[test]
fn a_command_that_is_printed_can_be_typed_as_it_stands() {
    let folder = here();
    let arguments = ["play", "two-letters", "--seat", "northmark=human", "--seed", "8", "--save", "my evening.crisis"];
    let (code, _, told) = run(&mut crisis(folder.path()), &arguments, "pass\n");
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("crisis play --resume 'my evening.crisis'"), "{told}");
    let (code, out, _) = run(&mut crisis(folder.path()), &["new", "mine", "--dir", "my own"], "");
    assert_eq!(code, 0);
    assert!(out.contains("crisis check 'my own/mine'"), "{out}");
}

#[cfg(unix)]
#[test]
fn what_is_written_can_be_read_by_others_and_links_are_let_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = here();
    let at = |name: &str| folder.path().join(name);
    let mode = |name: &str| fs::metadata(at(name)).unwrap().permissions().mode() & 0o777;
    fs::write(at("plain"), "").unwrap();
    let debrief = ["debrief", "two-letters", "--no-choice", "--format", "html", "--overwrite", "--out"];
    assert_eq!(run(&mut crisis(folder.path()), &[&debrief[..], &["new.html"]].concat(), "").0, 0);
    assert_eq!(mode("new.html"), mode("plain"), "a new file is as any other new file");
    fs::set_permissions(at("plain"), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(run(&mut crisis(folder.path()), &[&debrief[..], &["plain"]].concat(), "").0, 0);
    assert_eq!(mode("plain"), 0o640, "one that is replaced keeps its mode");
    let before = fs::read(at("plain")).unwrap();
    std::os::unix::fs::symlink("plain", at("link")).unwrap();
    let (code, _, told) = run(&mut crisis(folder.path()), &[&debrief[..], &["link"]].concat(), "");
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("no plain file"), "{told}");
    assert!(fs::symlink_metadata(at("link")).unwrap().is_symlink() && fs::read(at("plain")).unwrap() == before);
}

#[test]
fn a_broken_save_is_refused_by_name() {
    let folder = here();
    let arguments = ["play", "two-letters", "--seat", "northmark=human", "--seed", "8", "--save", "s.crisis"];
    run(&mut crisis(folder.path()), &arguments, "pass\npass\n");
    let text = fs::read_to_string(folder.path().join("s.crisis")).unwrap();
    let cases = [
        (text[..text.len() / 2].to_owned(), "was cut short"),
        (text.replacen("human", "hyman", 1), "was altered"),
        ("hello".to_owned(), "not a transcript"),
        (text.replacen("transcript 3", "transcript 999", 1), "has format 999"),
    ];
    for (broken, wanted) in cases {
        fs::write(folder.path().join("broken.crisis"), broken).unwrap();
        for arguments in
            [&["play", "--resume", "broken.crisis"][..], &["replay", "broken.crisis"], &["debrief", "broken.crisis"]]
        {
            let (code, _, told) = run(&mut crisis(folder.path()), arguments, "");
            assert_eq!(code, 2, "{told}");
            assert!(told.contains(wanted) && told.contains("broken.crisis"), "{wanted}: {told}");
        }
    }
}

#[test]
fn the_hot_seat_hands_over_and_shows_neither_side_what_the_other_knows() {
    let folder = here();
    let arguments = ["play", "two-letters", "--seat", "northmark=human", "--seat", "sundria=human", "--seed", "4"];
    let typed = "\nknow\nfacts\nlog\npass\n\nknow\nfacts\nlog\npass\n".repeat(2);
    let (code, out, told) = run(&mut crisis(folder.path()), &arguments, &typed);
    assert_eq!(code, 0, "{told}");
    let mut northmark = String::new();
    let mut sundria = String::new();
    for part in out.split("For the eyes of ").skip(1) {
        if part.starts_with("Northmark") { northmark.push_str(part) } else { sundria.push_str(part) }
    }
    assert!(sundria.contains("Rockets on Tern Island"), "{sundria}");
    assert!(!northmark.contains("Rockets on Tern Island"), "{northmark}");
    assert!(northmark.contains("What Northmark knows of the brink"), "{northmark}");
    assert!(!sundria.contains("What Northmark knows of the brink"), "{sundria}");
    assert!(out.contains("Press Enter when you are ready."));
}

#[test]
fn a_person_can_roll_the_dice() {
    let folder = here();
    let arguments = [
        "play",
        "two-letters",
        "--policy",
        "northmark=hawk",
        "--policy",
        "sundria=hawk",
        "--seed",
        "4",
        "--dice",
        "ask",
        "--save",
        "d.crisis",
    ];
    let (code, out, told) = run(&mut crisis(folder.path()), &arguments, &"99999\n1\nn\ny\nwhat\n\n".repeat(30));
    assert_eq!(code, 0, "{told}");
    assert!(out.contains("dice>") && out.contains("Roll five ten-sided dice"), "{out}");
    // What a side may not know is not asked for, nor are odds told.
    assert!(!out.contains("what kind of leadership") && !out.contains("a leak of"), "{out}");
    let asked: Vec<&str> = out.lines().filter(|line| line.starts_with("Roll five")).collect();
    assert!(asked.iter().all(|line| line.contains("incident") || line.contains("catastrophe") || line.contains('"')));
    let (code, out, _) = run(&mut crisis(folder.path()), &["replay", "d.crisis"], "");
    assert_eq!(code, 0, "{out}");
}

#[test]
fn the_table_talks_back() {
    let folder = here();
    let typed = "s\naccept A\nwithdraw A\nhelp\nlook 1\nall\nwhy standing\nladder\nlines\ntable\naims\norder\n1\nundo\nundo\n999\nfrobnicate\nsned\n\
                 talks\nhelp\n1\n1 secret\ndone\norder\nclear\nsend 1\nsave\nsave mine.crisis\nquit\n";
    let arguments = ["play", "two-letters", "--seat", "northmark=human", "--seed", "8"];
    let (code, out, told) = run(&mut crisis(folder.path()), &arguments, typed);
    assert_eq!(code, 0, "{told}");
    for wanted in [
        "Which one: `send`, `staff` or `save`?",
        "nothing to accept",
        "no offer out that could be withdrawn",
        "There is nothing to take back.",
        "There is no command `frobnicate`",
        "Did you mean `send`?",
        "There is no move 999",
        "An offer of your own".to_uppercase().as_str(),
        "Offer on the desk",
        "Nothing has been sent: `send` stands alone.",
        "Saved to mine.crisis",
    ] {
        assert!(out.contains(wanted), "{wanted} is missing in:\n{out}");
    }
    assert!(folder.path().join("mine.crisis").is_file());
}

#[test]
fn the_staff_reckons_when_it_is_asked_and_a_forecast_is_scored_in_the_debrief() {
    let folder = here();
    // However wide the page is.
    let flat = |out: &str| out.split_whitespace().collect::<Vec<_>>().join(" ");
    let typed = "staff\nstaff numbers\nstaff 1 numbers\nstaff more\nstaff 999\nstaff what\nforecast 40 10\nforecast 90 90\n1\nsend\nquit\n";
    let arguments =
        ["play", "two-letters", "--seat", "northmark=human", "--seed", "8", "--save", "mine.crisis", "--overwrite"];
    let (code, out, told) = run(&mut crisis(folder.path()), &arguments, typed);
    assert_eq!(code, 0, "{told}");
    for wanted in [
        "It imagined 96 crises for each move.",
        "Whatever you order: war ",
        "points of 100",
        "Of 100: ",
        "It imagined 480 crises for each move.",
        "Name a move by its number",
        "or the number of a move, as `staff 3`",
        "Written down, to be scored in the debrief: an agreement, spoken or tacit 40, war between the two 10 and anything else 50 in 100.",
        "Such as `forecast 40 10`",
    ] {
        assert!(flat(&out).contains(wanted), "{wanted} is missing in:\n{out}");
    }
    let (code, out, told) = run(&mut crisis(folder.path()), &["debrief", "mine.crisis", "--full"], "");
    assert_eq!(code, 0, "{told}");
    for wanted in ["You: an agreement, spoken or tacit 40", "The staff: an agreement, spoken or tacit"] {
        assert!(flat(&out).contains(wanted), "{wanted} is missing in:\n{out}");
    }
    let arguments = [&arguments[..], &["--no-estimates"]].concat();
    let (code, out, told) = run(&mut crisis(folder.path()), &arguments, typed);
    assert_eq!(code, 0, "{told}");
    assert!(flat(&out).contains("The staff's estimates are switched off in this game."), "{out}");
    assert!(!flat(&out).contains("It imagined"), "{out}");
    let (_, out, _) = run(&mut crisis(folder.path()), &["debrief", "mine.crisis", "--full"], "");
    let out = flat(&out);
    assert!(out.contains("You: an agreement, spoken or tacit 40") && !out.contains("The staff: an"), "{out}");
}

#[test]
fn a_survey_counts_for_programs_and_for_people() {
    let folder = here();
    let arguments = ["survey", "two-letters", "--runs", "200", "--threads", "1", "--format", "json"];
    let (code, out, told) = run(&mut crisis(folder.path()), &arguments, "");
    assert_eq!(code, 0, "{told}");
    let found = json(&out);
    assert_eq!(found["runs"], 200);
    let total: u64 = found["endings"].as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).sum();
    assert_eq!(total, 200);
    for key in ["id", "category", "count"] {
        assert!(!found["endings"][0][key].is_null(), "{key}");
    }
    for key in ["id", "actor", "offered", "chosen"] {
        assert!(!found["moves"][0][key].is_null(), "{key}");
    }
    let counts = |one: &Value| (one["offered"].as_u64().unwrap(), one["chosen"].as_u64().unwrap());
    for one in found["moves"].as_array().unwrap() {
        let (offered, chosen) = counts(one);
        assert!(chosen <= offered, "{one}");
        assert_eq!((&one["chosen_share"]["count"], &one["chosen_share"]["of"]), (&one["chosen"], &one["offered"]));
    }
    assert!(told.is_empty(), "no bar without a terminal: {told}");
    let two = ["survey", "two-letters", "--runs", "200", "--threads", "2", "--format", "json"];
    assert_eq!(run(&mut crisis(folder.path()), &two, "").1, out, "the counts do not depend on threads");
    let people = ["survey", "two-letters", "--runs", "200", "--policy", "northmark=dove", "--policy", "sundria=dove"];
    let (code, out, _) = run(&mut crisis(folder.path()), &people, "");
    assert_eq!(code, 0);
    assert!(out.contains("ENDINGS") && out.contains("moves never chosen"), "{out}");
    let closer = ["survey", "two-letters", "--runs", "400", "--closer"];
    let (_, out, _) = run(&mut crisis(folder.path()), &closer, "");
    assert!(out.contains("MOVES THAT STAND OUT") && out.contains("TURN BY TURN"), "{out}");
    for (format, wanted) in [("html", "<!DOCTYPE html>"), ("csv", "\"part\",\"id\"")] {
        let file = format!("found.{format}");
        let arguments = ["survey", "two-letters", "--runs", "200", "--format", format, "--out", &file];
        assert_eq!(run(&mut crisis(folder.path()), &arguments, "").0, 0);
        assert!(fs::read_to_string(folder.path().join(&file)).unwrap().starts_with(wanted), "{format}");
    }
    let former = ["survey", "two-letters", "--runs", "200", "--format", "json", "--out", "former.json"];
    assert_eq!(run(&mut crisis(folder.path()), &former, "").0, 0);
    let against = |file: &str, more: &[&str]| {
        let arguments = [&["survey", "two-letters", "--runs", "200", "--against", file], more].concat();
        run(&mut crisis(folder.path()), &arguments, "")
    };
    let (code, out, _) = against("former.json", &[]);
    assert!(code == 0 && out.contains("Nothing moved beyond chance") && out.contains("the same files"), "{out}");
    let (_, out, _) = against("former.json", &["--policy", "northmark=hawk", "--policy", "sundria=hawk"]);
    assert!(out.contains("was played by \"mixed\" and now by \"hawk\"") && out.contains("Direct war"), "{out}");
    assert_eq!(json(&against("former.json", &["--format", "json"]).1)["changes"]["moved"], json("[]"));
    let (code, _, told) = against("found.csv", &[]);
    assert!(code == 2 && told.contains("found.csv is no survey"), "{told}");
    let (code, out, _) = run(&mut crisis(folder.path()), &["figures", "two-letters", "--runs", "100"], "");
    assert_eq!(code, 0);
    assert!(out.contains("Two doves") && out.contains("Dominance"), "{out}");
}

#[test]
fn a_survey_of_one_crisis_says_so() {
    let folder = here();
    let (_, out, _) = run(&mut crisis(folder.path()), &["survey", "two-letters", "--runs", "1"], "");
    assert!(out.contains(": one crisis, seed"), "{out}");
}

#[test]
fn colour_comes_only_when_it_is_wanted() {
    let folder = here();
    let painted = |arguments: &[&str], no_color: bool| {
        let mut command = crisis(folder.path());
        if no_color {
            command.env("NO_COLOR", "1");
        }
        run(&mut command, arguments, "").1.contains('\u{1b}')
    };
    assert!(!painted(&["list"], false));
    assert!(painted(&["list", "--color", "always"], false));
    assert!(!painted(&["list", "--color", "never"], false));
    assert!(!painted(&["list", "--color", "auto"], true));
}

#[test]
fn codes_completions_and_the_manual_are_there() {
    let folder = here();
    let (code, out, _) = run(&mut crisis(folder.path()), &["explain"], "");
    assert_eq!(code, 0);
    assert!(out.contains("unknown-id") && out.contains("history-expectation"), "{out}");
    let (code, out, _) = run(&mut crisis(folder.path()), &["explain", "[unknown-word]"], "");
    assert_eq!(code, 0);
    assert!(out.contains("AN EXAMPLE"), "{out}");
    let (code, out, _) = run(&mut crisis(folder.path()), &["completions", "bash"], "");
    assert!(code == 0 && out.contains("crisis"), "{out}");
    let (code, out, _) = run(&mut crisis(folder.path()), &["man"], "");
    assert!(code == 0 && out.contains(".TH crisis"), "{out}");
    let (code, _, _) = run(&mut crisis(folder.path()), &["man", "--out", "man1"], "");
    assert!(code == 0 && folder.path().join("man1/crisis-play.1").is_file());
}

#[test]
fn a_reader_who_has_had_enough_is_no_fault() {
    let folder = here();
    let mut child = Plain::new(env!("CARGO_BIN_EXE_crisis"))
        .current_dir(folder.path())
        .args(["--scenarios".as_ref(), scenarios().as_os_str()])
        .args(["survey", "two-letters", "--runs", "100"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""));
}

#[test]
fn whoever_only_presses_enter_is_told_how_to_go_on() {
    let folder = here();
    let arguments = ["play", "two-letters", "--seat", "sundria=human", "--seed", "3"];
    for (typed, told) in [("\n", 0), ("\n\n", 1), ("\n\n\n", 2)] {
        let (_, out, _) = run(&mut crisis(folder.path()), &arguments, typed);
        assert_eq!(out.matches("`pass` lets the turn go by; `help` lists").count(), told, "{out}");
    }
}

#[test]
fn what_cannot_be_replayed_is_told_in_one_sentence() {
    let folder = here();
    fs::create_dir(folder.path().join("bare")).unwrap();
    let (code, _, told) = run(&mut crisis(folder.path()), &["replay", "./bare"], "");
    assert_eq!((code, told.matches("there is no").count()), (2, 1), "{told}");
    assert!(told.contains("holds no scenario") && !told.contains("saved crisis"), "{told}");
    if Path::new("/dev/null").exists() {
        for arguments in [&["replay", "/dev/null"][..], &["play", "--resume", "/dev/null"]] {
            let (code, _, told) = run(&mut crisis(folder.path()), arguments, "");
            assert_eq!(code, 2);
            assert!(told.contains("/dev/null is not a plain file"), "{told}");
        }
    }
}

#[test]
fn a_saved_crisis_finds_its_scenario_beside_it_and_says_first_when_it_does_not() {
    let folder = here();
    let bare = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crisis"));
        command.current_dir(folder.path()).env_clear().env("HOME", folder.path());
        command
    };
    assert_eq!(run(&mut bare(), &["new", "my-crisis"], "").0, 0);
    let play = ["play", "my-crisis", "--policy", "norland=dove", "--policy", "sarmia=hawk", "--save", "m.crisis"];
    let (code, _, told) = run(&mut bare(), &play, "");
    assert_eq!(code, 0, "{told}");
    for command in ["debrief", "replay"] {
        let (code, _, told) = run(&mut bare(), &[command, "m.crisis"], "");
        assert_eq!(code, 0, "{command}: {told}");
    }
    // From elsewhere it is found beside the saved crisis.
    let elsewhere = here();
    let saved = folder.path().join("m.crisis");
    let saved = saved.to_str().unwrap();
    let (code, _, told) = run(bare().current_dir(elsewhere.path()), &["debrief", saved], "");
    assert_eq!(code, 0, "{told}");
    fs::rename(folder.path().join("my-crisis"), folder.path().join("other")).unwrap();
    let (code, _, told) = run(&mut bare(), &["debrief", "m.crisis"], "");
    assert_eq!(code, 2);
    let (fault, hint) = (told.find("is a crisis of the scenario `my-crisis`"), told.find("--scenarios"));
    assert!(fault.is_some() && fault < hint, "{told}");
}

#[test]
fn notes_for_teachers_are_printed_without_a_game_and_the_page_for_parents_alone() {
    let folder = here();
    let here = folder.path();
    let (code, out, _) = run(&mut crisis(here), &["teach", "cuba-1962"], "");
    assert_eq!(code, 0, "{out}");
    for part in ["Running order for 45 minutes", "Running order for 90 minutes", "Weak:", "Questions for the debrief"] {
        assert!(out.contains(part), "{part}: {out}");
    }
    assert!(out.lines().all(|line| line.chars().count() <= 80), "it fits a terminal");
    let (_, parents, _) = run(&mut crisis(here), &["teach", "cuba-1962", "--parents"], "");
    assert!(parents.contains("How to stay out of it") && !parents.contains("Running order"), "{parents}");
    let (_, twin, _) = run(&mut crisis(here), &["teach", "cuba-1962", "--twin"], "");
    let before = twin.split("For parents and the head of the school").next().unwrap_or("");
    assert!(before.contains("The Missiles of Corva") && !before.contains("Kennedy"), "{before}");
    let (code, _, told) =
        run(&mut crisis(here), &["teach", "cuba-1962", "--format", "html", "--out", "teachers.html"], "");
    assert!(code == 0 && told.contains("teachers.html"), "{told}");
    assert!(fs::read_to_string(here.join("teachers.html")).unwrap().contains("id=\"rubric\""));
    let (code, _, told) = run(&mut crisis(here), &["teach", "two-letters"], "");
    assert!(code == 2 && told.contains("has no notes for teachers"), "{told}");
    let pages = ["debrief", "cuba-1962", "--format", "html", "--no-choice"];
    let (_, page, _) = run(&mut crisis(here), &pages, "");
    let (_, handout, _) =
        run(crisis(here).arg("debrief"), &["cuba-1962", "--format", "html", "--no-choice", "--pupils"], "");
    assert!(page.contains("id=\"teaching\"") && !handout.contains("id=\"teaching\""));
}

#[test]
fn figures_of_several_scenarios_stand_side_by_side_in_one_table() {
    let folder = here();
    let (code, out, _) = run(&mut crisis(folder.path()), &["figures", "two-letters", "upland", "--runs", "100"], "");
    assert_eq!(code, 0, "{out}");
    assert!(out.starts_with("| What | Asked | `two-letters` | `upland` |\n|---|---|---|---|\n"), "{out}");
    assert!(out.lines().all(|line| line.matches('|').count() == 5), "{out}");
    let (_, out, _) =
        run(&mut crisis(folder.path()), &["figures", "two-letters", "upland", "--runs", "100", "--format", "json"], "");
    assert_eq!(json(&out).as_array().map(Vec::len), Some(2));
}

/// Where nobody can hear what goes wrong, the exit code still says it.
#[test]
#[cfg(target_os = "linux")]
fn a_standard_error_that_cannot_be_written_changes_no_exit_code() {
    let folder = here();
    for (arguments, code) in [(&["check", "nosuch"][..], 2), (&["replay", "nosuch.crisis"], 2), (&["list"], 0)] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let status = Plain::new(env!("CARGO_BIN_EXE_crisis"))
            .current_dir(folder.path())
            .args(["--scenarios".as_ref(), scenarios().as_os_str()])
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(full)
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn a_draft_without_verdicts_is_not_scored() {
    let folder = here();
    let (code, ..) = run(&mut crisis(folder.path()), &["new", "quarrel", "--blank"], "");
    assert_eq!(code, 0);
    let file = folder.path().join("quarrel/scenario.ron");
    let text = fs::read_to_string(&file).unwrap();
    let (before, _) = text.rsplit_once(')').unwrap();
    let aims = "aims: { \"keep\": (owner: \"first\", title: \"Keep it\", text: \"All of it.\", weight: 5), \"take\": (owner: \"second\", title: \"Take it\", text: \"Some of it.\", weight: 5) },";
    fs::write(&file, format!("{before}    {aims}\n)\n")).unwrap();
    let play =
        ["play", "./quarrel", "--policy", "first=dove", "--policy", "second=dove", "--seed", "1", "--save", "x.crisis"];
    let (code, out, told) = run(&mut crisis(folder.path()), &play, "");
    assert_eq!(code, 0, "{out}{told}");
    assert!(out.contains("Not judged yet"), "{out}");
    let (code, out, told) = run(&mut crisis(folder.path()), &["debrief", "x.crisis", "--no-choice"], "");
    assert_eq!(code, 0, "{told}");
    assert!(out.contains("is not judged yet") && out.contains("Keep it: not judged"), "{out}");
    assert!(!out.contains("of 100"), "{out}");
}

#[test]
fn an_open_comment_and_a_number_for_a_size_are_told_plainly() {
    let folder = here();
    let (code, ..) = run(&mut crisis(folder.path()), &["new", "quarrel", "--blank"], "");
    assert_eq!(code, 0);
    let file = folder.path().join("quarrel/scenario.ron");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}/* to be gone on with\n")).unwrap();
    let (code, out, told) = run(&mut crisis(folder.path()), &["check", "./quarrel"], "");
    assert_eq!(code, 1);
    assert!(format!("{out}{told}").contains("the comment that begins here does not end"), "{out}{told}");
    let sized = text.replacen("channel: \"deeds\",", "channel: \"deeds\", effects: [Lower(\"danger\", 10)],", 1);
    assert_ne!(sized, text);
    fs::write(&file, sized).unwrap();
    let (code, out, told) = run(&mut crisis(folder.path()), &["check", "./quarrel"], "");
    assert_eq!(code, 1);
    assert!(format!("{out}{told}").contains("`Change(\"danger\", -10)`"), "{out}{told}");
}
