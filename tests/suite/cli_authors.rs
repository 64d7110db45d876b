//! The program `crisis` as an author uses it: laying files out, and checking while one writes.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::{Command as Plain, Stdio},
};

use crate::{
    cli::{crisis, here, json, run},
    common::root,
};

#[test]
fn checking_says_that_all_is_well_and_exits_with_0() {
    let folder = here();
    let (code, out, _) = run(&mut crisis(folder.path()), &["check", "two-letters"], "");
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("well"), "{out}");
    let (code, out, _) = run(&mut crisis(folder.path()), &["check", "--format", "json"], "");
    assert_eq!(code, 0, "{out}");
    let found = json(&out);
    assert_eq!(found["ok"], true);
    let ids: Vec<&str> = found["scenarios"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"two-letters") && ids.contains(&"brink-w12"), "{ids:?}");
}

#[test]
fn a_fault_is_shown_on_its_line_with_its_code_and_help_and_exits_with_1() {
    let folder = here();
    let (code, _, _) = run(&mut crisis(folder.path()), &["new", "mine"], "");
    assert_eq!(code, 0);
    let file = folder.path().join("mine/moves.ron");
    let text = fs::read_to_string(&file).unwrap().replacen("Fact(\"blockade\")", "Fact(\"blokade\")", 1);
    fs::write(&file, text).unwrap();
    let (code, out, _) = run(&mut crisis(folder.path()), &["check", "./mine"], "");
    assert_eq!(code, 1, "{out}");
    for wanted in ["error[unknown-id]", "mine/moves.ron:", "Fact(\"blokade\")", "did you mean `blockade`?", "not fit"] {
        assert!(out.contains(wanted), "{wanted} is missing in:\n{out}");
    }
    assert!(!out.contains('\u{1b}'), "no colour in a pipe:\n{out}");
    let (code, out, _) = run(&mut crisis(folder.path()), &["check", "./mine", "--format", "json"], "");
    assert_eq!(code, 1);
    let first = &json(&out)["scenarios"][0]["diagnostics"][0];
    assert_eq!((first["code"].as_str(), first["severity"].as_str()), (Some("unknown-id"), Some("error")));
    assert!(first["line"].as_u64().unwrap() > 1 && first["file"] == "moves.ron", "{first}");
    let (code, _, told) = run(&mut crisis(folder.path()), &["play", "./mine"], "");
    assert_eq!(code, 2);
    assert!(told.contains("cannot be played") && told.contains("crisis check"), "{told}");
}

#[test]
fn a_fault_and_what_its_code_means_are_told_in_russian_and_the_code_stays() {
    let folder = here();
    assert_eq!(run(&mut crisis(folder.path()), &["new", "mine"], "").0, 0);
    let file = folder.path().join("mine/moves.ron");
    let text = fs::read_to_string(&file).unwrap().replacen("Fact(\"blockade\")", "Fact(\"blokade\")", 1);
    fs::write(&file, text).unwrap();
    let (code, out, _) = run(&mut crisis(folder.path()), &["--language", "ru", "check", "./mine"], "");
    assert_eq!(code, 1, "{out}");
    for wanted in ["ошибка[unknown-id]", "нет такого: факт или режим `blokade`", "помощь: может быть, `blockade`?"]
    {
        assert!(out.contains(wanted), "{wanted} is missing in:\n{out}");
    }
    let arguments = ["--language", "ru", "check", "./mine", "--format", "json"];
    let (_, out, _) = run(&mut crisis(folder.path()), &arguments, "");
    let first = &json(&out)["scenarios"][0]["diagnostics"][0];
    assert_eq!((first["code"].as_str(), first["severity"].as_str()), (Some("unknown-id"), Some("error")));
    let (code, out, _) = run(&mut crisis(folder.path()), &["--language", "ru", "explain", "unknown-id"], "");
    assert!(code == 0 && out.contains("unknown-id (ошибка)") && out.contains("нигде не объявлен"), "{out}");
    let (code, out, _) = run(&mut crisis(folder.path()), &["--language", "ru", "explain", "line-no-exit"], "");
    assert!(code == 0 && out.contains("ПРИМЕР") && out.contains("сдержанность"), "{out}");
}

#[test]
fn a_new_scenario_checks_clean_and_plays_and_is_never_written_over() {
    let folder = here();
    let (code, out, _) = run(&mut crisis(folder.path()), &["new", "harbour"], "");
    assert_eq!(code, 0, "{out}");
    let (code, out, _) = run(&mut crisis(folder.path()), &["check", "--strict", "./harbour"], "");
    assert_eq!(code, 0, "{out}");
    for seed in ["1", "2", "3", "4", "5"] {
        let arguments =
            ["play", "./harbour", "--policy", "norland=random", "--policy", "sarmia=random", "--seed", seed];
        let (code, out, told) = run(&mut crisis(folder.path()), &arguments, "");
        assert_eq!(code, 0, "{told}");
        assert!(out.contains("The end:"), "{out}");
    }
    let (code, _, told) = run(&mut crisis(folder.path()), &["new", "harbour"], "");
    assert_eq!(code, 2);
    assert!(told.contains("is there already"), "{told}");
}

#[test]
fn a_blank_and_a_copy_check_clean_under_their_new_names() {
    let folder = here();
    for arguments in [
        &["new", "empty", "--blank"][..],
        &["new", "named", "--title", "The \"quarrel\""],
        &["new", "again", "--from", "two-letters"],
        &["new", "october", "--from", "cuba-1962", "--title", "Our October"],
    ] {
        let (code, out, told) = run(&mut crisis(folder.path()), arguments, "");
        assert_eq!(code, 0, "{out}{told}");
        let own = format!("./{}", arguments[1]);
        let (code, out, _) = run(&mut crisis(folder.path()), &["check", "--strict", &own], "");
        assert_eq!(code, 0, "{out}");
    }
    let head = |id: &str| fs::read_to_string(folder.path().join(id).join("scenario.ron")).unwrap();
    assert!(head("named").contains(r#"title: "The \"quarrel\"","#));
    assert!(head("again").contains("(a copy)\","));
    assert!(head("october").contains("title: \"Our October\","));
    assert!(folder.path().join("october/moves.ron").is_file());
}

#[test]
fn a_pack_is_opened_checked_listed_and_played_and_a_broken_one_is_listed_with_its_fault() {
    let folder = here();
    let own = folder.path().join("data/brinkmanship/scenarios");
    fs::create_dir_all(&own).unwrap();
    let go = |arguments: &[&str]| run(&mut crisis(folder.path()), arguments, "");
    let (code, out, told) = go(&["new", "harbour"]);
    assert_eq!(code, 0, "{out}{told}");
    let pack = own.join("harbour.brinkpack");
    let file = pack.to_str().unwrap();
    let (code, out, told) = go(&["pack", "./harbour", "--out", file]);
    assert_eq!(code, 0, "{out}{told}");
    assert!(out.contains("Fingerprint "), "{out}");
    let (code, _, told) = go(&["pack", "./harbour", "--out", file]);
    assert_eq!(code, 2, "a file that is there is not written over: {told}");
    let (code, out, _) = go(&["open", file]);
    assert_eq!(code, 0, "{out}");
    for wanted in [
        "The seal fits",
        "Licence: CC0-1.0",
        "Age: from 12",
        "Content: war",
        "Living conflict: no",
        "Perspectives: Norland",
    ] {
        assert!(out.contains(wanted), "{wanted} is missing in:\n{out}");
    }
    let (code, out, _) = go(&["check", file]);
    assert_eq!(code, 0, "{out}");
    let (code, out, told) = go(&["play", "harbour", "--policy", "norland=dove", "--policy", "sarmia=dove"]);
    assert_eq!(code, 0, "{told}");
    assert!(out.contains("The end:"), "{out}");
    let mut bytes = fs::read(&pack).unwrap();
    let at = bytes.len() - 9;
    bytes[at] ^= 1;
    fs::write(own.join("broken.brinkpack"), &bytes).unwrap();
    let (code, out, _) = go(&["list"]);
    assert_eq!(code, 0);
    assert!(out.contains("harbour.brinkpack") && out.contains("broken  cannot be played: 1 fault"), "{out}");
    let (code, out, _) = go(&["check", own.join("broken.brinkpack").to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(out.contains("its seal does not fit"), "{out}");
    let (code, out, _) = go(&["open", own.join("broken.brinkpack").to_str().unwrap()]);
    assert_eq!(code, 1, "{out}");
    let (code, out, told) = go(&["unpack", file, "--dir", "out"]);
    assert_eq!(code, 0, "{out}{told}");
    for name in fs::read_dir(folder.path().join("harbour")).unwrap() {
        let name = name.unwrap().file_name();
        let text = |below: &str| fs::read(folder.path().join(below).join(&name)).unwrap();
        assert_eq!(text("harbour"), text("out/harbour"), "{name:?}");
    }
    let (code, _, told) = go(&["unpack", file, "--dir", "out"]);
    assert_eq!(code, 2, "{told}");
}

#[test]
fn every_command_says_the_same_of_what_can_be_played() {
    let folder = here();
    let text = fs::read_to_string(root().join("tests/bad/history-expectation/scenario.ron")).unwrap();
    let own = folder.path().join("data/brinkmanship/scenarios/bridge");
    fs::create_dir_all(&own).unwrap();
    let go = |arguments: &[&str]| run(&mut crisis(folder.path()), arguments, "");
    let all: [&[&str]; 7] = [
        &["check", "bridge"],
        &["pack", "bridge", "--out", "bridge.brinkpack"],
        &["open", "bridge.brinkpack"],
        &["unpack", "bridge.brinkpack", "--dir", "out"],
        &["play", "bridge", "--policy", "north=dove", "--policy", "south=dove"],
        &["survey", "bridge", "--runs", "20"],
        &["replay", "bridge"],
    ];
    for (status, plays) in [("Published", false), ("Draft", true)] {
        fs::write(own.join("scenario.ron"), text.replace("status: Published", &format!("status: {status}"))).unwrap();
        for arguments in all {
            let (code, out, told) = go(arguments);
            // The replay shows where history parts from what is expected, whatever may be played.
            let expected = if arguments[0] == "replay" { 1 == code } else { (code == 0) == plays };
            assert!(expected, "{status}: {arguments:?} exits with {code}: {out}{told}");
        }
        let (_, out, _) = go(&["list"]);
        assert_eq!(out.contains("bridge  cannot be played"), !plays, "{status}: {out}");
    }
}

#[test]
fn a_file_of_a_scenario_stands_for_its_folder() {
    let folder = here();
    let go = |arguments: &[&str]| run(&mut crisis(folder.path()), arguments, "");
    assert_eq!(go(&["new", "harbour"]).0, 0);
    for what in ["harbour/scenario.ron", "./harbour/moves.ron"] {
        let (code, out, told) = go(&["check", what]);
        assert!(code == 0 && out.contains("harbour: "), "{what}: {out}{told}");
    }
}

#[test]
fn a_copy_asks_who_its_author_is() {
    let folder = here();
    let go = |arguments: &[&str]| run(&mut crisis(folder.path()), arguments, "");
    assert_eq!(go(&["new", "mine", "--from", "cuba-1962"]).0, 0);
    let card = fs::read_to_string(folder.path().join("mine/card.ron")).unwrap();
    assert!(card.contains("the original is by \"The Brinkmanship contributors\"") && card.contains("version: \"0.1\""));
    let (code, out, _) = go(&["check", "./mine"]);
    assert!(code == 0 && out.contains("card-missing") && out.contains("1 thing to do"), "{out}");
}

#[test]
fn whoever_packs_a_draft_and_whoever_opens_it_is_told_that_it_is_one() {
    let folder = here();
    let go = |args: &[&str]| run(&mut crisis(folder.path()), args, "");
    assert_eq!(go(&["new", "mine", "--blank"]).0, 0);
    let (code, out, told) = go(&["pack", "./mine", "--out", "mine.brinkpack"]);
    assert_eq!(code, 0, "{told}");
    assert!(out.contains("This is a draft with ") && out.contains("It has no licence"), "{out}");
    let (code, out, _) = go(&["open", "mine.brinkpack"]);
    assert!(code == 0 && out.contains("Status: a draft"), "{out}");
    let (_, out, _) = go(&["pack", "smallest", "--out", "smallest.brinkpack"]);
    assert!(!out.contains("draft"), "{out}");
}

#[test]
fn a_pack_that_is_a_pipe_is_not_waited_for() {
    let folder = here();
    let pipe = folder.path().join("x.brinkpack");
    if !std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        return;
    }
    let (code, _, told) = run(&mut crisis(folder.path()), &["open", "x.brinkpack"], "");
    assert!(code == 2 && told.contains("is no plain file"), "{told}");
}

#[test]
fn surveys_figures_and_debriefs_name_the_files_that_they_came_from() {
    let folder = here();
    let go = |arguments: &[&str]| run(&mut crisis(folder.path()), arguments, "").1;
    let print = json(&go(&["check", "two-letters", "--format", "json"]));
    let print = print["scenarios"][0]["fingerprint"].as_str().unwrap().to_owned();
    go(&["play", "two-letters", "--policy", "northmark=dove", "--policy", "sundria=dove", "--save", "x.crisis"]);
    for arguments in [
        &["survey", "two-letters", "--runs", "20"][..],
        &["survey", "two-letters", "--runs", "20", "--format", "csv"],
        &["figures", "two-letters", "--runs", "100"],
        &["figures", "two-letters", "two-letters", "--runs", "100"],
        &["figures", "two-letters", "--runs", "100", "--format", "json"],
        &["debrief", "x.crisis"],
        &["debrief", "x.crisis", "--full"],
    ] {
        let out = go(arguments);
        assert!(out.contains(&print), "{arguments:?}: {out}");
    }
}

#[test]
fn faults_on_one_long_line_are_shown_near_their_places_and_soon() {
    let folder = here();
    let (code, _, _) = run(&mut crisis(folder.path()), &["new", "mine"], "");
    assert_eq!(code, 0);
    let entry = |at: usize| format!("\"é{at}\": {at}, ");
    let text = format!("{{ {}}}", (0..50_000).map(entry).collect::<String>());
    let at = text.find("\"é150\": 150").unwrap();
    let column = text[..at].chars().count() + "\"é150\": ".chars().count() + 1;
    fs::write(folder.path().join("mine/postures.ron"), &text).unwrap();
    let begun = std::time::Instant::now();
    let (code, out, _) = run(&mut crisis(folder.path()), &["check", "./mine"], "");
    assert!(begun.elapsed() < std::time::Duration::from_secs(60), "{:?}", begun.elapsed());
    assert_eq!(code, 1);
    assert!(
        out.contains(&format!("postures.ron:1:{column}\n")),
        "{}",
        out.lines().take(40).collect::<Vec<_>>().join("\n")
    );
    assert!(out.lines().any(|line| line.contains("\"é150\": 150,")), "{}", &out[..4_000.min(out.len())]);
}

#[test]
fn files_are_laid_out_without_losing_a_comment_and_a_check_of_it_changes_nothing() {
    let folder = here();
    run(&mut crisis(folder.path()), &["new", "ours"], "");
    let path = folder.path().join("ours/moves.ron");
    let before = fs::read_to_string(&path).unwrap();
    let (code, out, _) = run(&mut crisis(folder.path()), &["fmt", "./ours", "--check"], "");
    assert_eq!(code, 0, "the starter is laid out: {out}");
    let wild = before.replace("\n        ", "\n  ").replace(": ", " :");
    fs::write(&path, &wild).unwrap();
    let (code, out, _) = run(&mut crisis(folder.path()), &["fmt", "./ours", "--check"], "");
    assert_eq!(code, 1);
    assert!(out.contains("moves.ron is not laid out") && out.contains("1 file to lay out"), "{out}");
    assert_eq!(fs::read_to_string(&path).unwrap(), wild, "a check changes nothing");
    let (code, _, _) = run(&mut crisis(folder.path()), &["fmt", "./ours"], "");
    assert_eq!(code, 0);
    let after = fs::read_to_string(&path).unwrap();
    assert_eq!(after.matches("//").count(), before.matches("//").count());
    let (code, out, _) = run(&mut crisis(folder.path()), &["check", "./ours"], "");
    assert_eq!(code, 0, "{out}");
    fs::write(&path, "{ \"broken\": (").unwrap();
    let (code, _, err) = run(&mut crisis(folder.path()), &["fmt", "./ours"], "");
    assert!(code == 1 && err.contains("left as it is"), "{code} {err}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "{ \"broken\": (");
    // Of a file that is too large only a part is read: it must not be written back.
    let large = format!("[{}]  ", " ".repeat(1_100_000));
    let questions = folder.path().join("ours/questions.ron");
    fs::write(&questions, &large).unwrap();
    let (code, _, err) = run(&mut crisis(folder.path()), &["fmt", "./ours"], "");
    assert!(code == 1 && err.contains("questions.ron"), "{code} {err}");
    assert_eq!(fs::read_to_string(&questions).unwrap(), large);
    let (code, _, err) = run(&mut crisis(folder.path()), &["fmt", "nowhere"], "");
    assert_eq!(code, 2, "{err}");
}

#[test]
fn line_ends_of_windows_are_kept_in_texts_and_comments_of_several_lines() {
    let folder = here();
    run(&mut crisis(folder.path()), &["new", "ours"], "");
    let path = folder.path().join("ours/questions.ron");
    let text = "[\n    /* Two\n       lines. */\n    (text: \"Who\n  won?\"),\n]\n".replace('\n', "\r\n");
    fs::write(&path, &text).unwrap();
    for _ in 0..2 {
        let (code, out, err) = run(&mut crisis(folder.path()), &["fmt", "./ours"], "");
        assert_eq!(code, 0, "{out}{err}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn the_starter_is_quiet_and_a_baseline_takes_no_other_file_s_place() {
    let folder = here();
    run(&mut crisis(folder.path()), &["new", "ours"], "");
    let (code, out, _) = run(&mut crisis(folder.path()), &["lint", "./ours"], "");
    assert!(code == 0 && out.contains("quiet; allowed in place: 2"), "{out}");
    let path = folder.path().join("ours/scenario.ron");
    let before = fs::read_to_string(&path).unwrap();
    let (code, _, err) =
        run(&mut crisis(folder.path()), &["lint", "./ours", "--write-baseline", "ours/scenario.ron"], "");
    assert!(code == 2 && err.contains("is no baseline"), "{code} {err}");
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    for _ in 0..2 {
        let (code, _, err) = run(&mut crisis(folder.path()), &["lint", "./ours", "--write-baseline", "known.json"], "");
        assert_eq!(code, 0, "{err}");
    }
}

#[test]
fn a_translation_with_hidden_characters_is_left_out_and_named() {
    let folder = here();
    run(&mut crisis(folder.path()), &["new", "ours"], "");
    let (code, out, _) = run(&mut crisis(folder.path()), &["translate", "./ours", "--to", "de"], "");
    assert_eq!(code, 0, "{out}");
    let path = folder.path().join("ours/de/scenario.po");
    let written = fs::read_to_string(&path).unwrap();
    let title = "msgid \"The harbour at Lys\"\nmsgstr \"";
    assert!(written.contains(title), "{written}");
    fs::write(&path, written.replace(title, &format!("{title}Hafen\u{1b}[2J\u{7}\u{202e}"))).unwrap();
    let (code, out, _) = run(&mut crisis(folder.path()), &["check", "./ours"], "");
    assert!(code == 0 && out.contains("U+001B") && out.contains("de/scenario.po:"), "{code} {out}");
    let (_, out, _) = run(&mut crisis(folder.path()), &["--language", "de", "list", "--scenarios", "."], "");
    assert!(!out.contains('\u{1b}') && out.contains("The harbour at Lys"), "{out}");
}

#[test]
fn a_watch_checks_again_when_a_file_is_saved() {
    let folder = here();
    run(&mut crisis(folder.path()), &["new", "ours"], "");
    let mut child = Plain::new(env!("CARGO_BIN_EXE_crisis"))
        .env("CRISIS_LANGUAGE", "en")
        .current_dir(folder.path())
        .args(["check", "./ours", "--watch"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let first: Vec<String> = lines.by_ref().take_while(|line| !line.starts_with("Checked in")).collect();
    assert!(first.iter().any(|line| line.contains("well:")), "{first:?}");
    let path = folder.path().join("ours/moves.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("channel: \"", "channel: \"no-such-", 1)).unwrap();
    let second: Vec<String> = lines.by_ref().take_while(|line| !line.starts_with("Checked in")).collect();
    assert!(second.iter().any(|line| line.contains("there is no channel")), "{second:?}");
    fs::write(&path, text).unwrap();
    let third: Vec<String> = lines.by_ref().take_while(|line| !line.starts_with("Checked in")).collect();
    assert!(third.iter().any(|line| line.contains("well:")), "{third:?}");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_scenario_is_translated_by_files_beside_it_and_what_is_missing_is_listed_and_shown_in_english() {
    let folder = here();
    run(&mut crisis(folder.path()), &["new", "ours"], "");
    let (code, out, _) = run(&mut crisis(folder.path()), &["translate", "./ours", "--to", "ru"], "");
    assert_eq!(code, 0, "{out}");
    let (code, out, _) = run(&mut crisis(folder.path()), &["translate", "./ours", "--to", "ru", "--check"], "");
    assert!(code == 1 && out.contains("missing: title \"") && out.contains("0 of "), "{out}");
    let path = folder.path().join("ours/ru/scenario.po");
    let text = std::fs::read_to_string(&path).unwrap();
    let title = text.find("msgctxt \"title\"").unwrap();
    let (before, after) = text.split_at(title);
    std::fs::write(&path, before.to_owned() + &after.replacen("msgstr \"\"", "msgstr \"Наш кризис\"", 1)).unwrap();
    // What is translated is kept, and the rest is still to do.
    let (_, out, _) = run(&mut crisis(folder.path()), &["translate", "./ours", "--to", "ru"], "");
    assert!(out.contains("1 of "), "{out}");
    std::fs::create_dir(folder.path().join("scenarios")).unwrap();
    std::fs::rename(folder.path().join("ours"), folder.path().join("scenarios/ours")).unwrap();
    let (code, out, _) = run(&mut crisis(folder.path()), &["--language", "ru", "list"], "");
    assert!(code == 0 && out.contains("Наш кризис") && out.contains("ход"), "{out}");
    let (_, out, _) = run(&mut crisis(folder.path()), &["--language", "en", "list"], "");
    assert!(!out.contains("Наш кризис"), "{out}");
    // A language that the program does not speak is one into which a scenario may be translated.
    let (code, out, _) = run(&mut crisis(folder.path()), &["--language", "eo", "list"], "");
    assert!(code == 0 && out.contains("turns"), "{out}");
}

#[test]
fn a_file_with_the_wrong_ending_or_encoding_is_named_and_not_its_consequences() {
    let folder = here();
    assert_eq!(run(&mut crisis(folder.path()), &["new", "mine"], "").0, 0);
    let at = |name: &str| folder.path().join("mine").join(name);
    let faults = || {
        let (_, out, _) = run(&mut crisis(folder.path()), &["check", "./mine", "--format", "json"], "");
        let found = json(&out)["scenarios"][0]["diagnostics"].as_array().unwrap().clone();
        let errors = found.into_iter().filter(|fault| fault["severity"] == "error");
        errors.collect::<Vec<_>>()
    };
    for name in ["moves.ron.txt", "moves.ron.bak", "moves.RON"] {
        fs::rename(at("moves.ron"), at(name)).unwrap();
        let found = faults();
        assert!(found.iter().all(|fault| fault["code"] == "unknown-file" && fault["file"] == name), "{found:?}");
        assert!(found.len() == 1 && found[0]["help"].as_str().unwrap().contains("`moves.ron`"), "{found:?}");
        // A copy beside the file itself is nobody's business.
        fs::copy(at(name), at("moves.ron")).unwrap();
        assert_eq!(faults().len(), 0);
        fs::remove_file(at(name)).unwrap();
    }
    let text = fs::read(at("moves.ron")).unwrap();
    let line = text.iter().filter(|byte| **byte == b'\n').count() + 1;
    fs::write(at("moves.ron"), [&text[..], b"// K\xf6ln"].concat()).unwrap();
    let found = faults();
    let unreadable =
        |found: &serde_json::Value| (found["code"].clone(), found["line"].as_u64(), found["column"].as_u64());
    assert_eq!(unreadable(&found[0]), ("file-unreadable".into(), Some(line as u64), Some(5)), "{found:?}");
    assert!(found[0]["message"].as_str().unwrap().contains("Latin-1"), "{found:?}");
    fs::write(at("moves.ron"), b"\xff\xfe(\0)\0").unwrap();
    assert!(faults()[0]["message"].as_str().unwrap().contains("UTF-16"));
    fs::write(at("moves.ron"), text).unwrap();
    // Without endings, what hangs on how it ended is not blamed as well.
    fs::remove_file(at("endings.ron")).unwrap();
    let (_, out, _) = run(&mut crisis(folder.path()), &["check", "./mine"], "");
    assert!(out.contains("ending-unconditional") && !out.contains("after the end only"), "{out}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_only_be_read_is_not_laid_out() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = here();
    assert_eq!(run(&mut crisis(folder.path()), &["new", "mine"], "").0, 0);
    let file = folder.path().join("mine/moves.ron");
    let text = fs::read_to_string(&file).unwrap().replacen("    ", "  ", 1);
    fs::write(&file, &text).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let (code, _, told) = run(&mut crisis(folder.path()), &["fmt", "./mine"], "");
    assert_eq!((code, fs::read_to_string(&file).unwrap()), (1, text), "{told}");
    assert!(told.contains("may only be read"), "{told}");
}

#[test]
fn what_a_stranger_hides_in_names_is_shown_and_never_steers_the_terminal() {
    let folder = here();
    let (code, _, told) = run(&mut crisis(folder.path()), &["new", "harbour"], "");
    assert_eq!(code, 0, "{told}");
    let file = folder.path().join("harbour/moves.ron");
    let text = fs::read_to_string(&file).unwrap();
    let id = text.split("\": (").next().unwrap().split('"').next_back().unwrap().to_owned();
    // A title for the window and a bell, a colour, and a change of direction: in an id, and in a field's quoted name.
    let hidden = "\\u{1b}[31mhold\\u{1b}]0;pwned\\u{7}\\u{202e}";
    let moved = text.replacen(&format!("\"{id}\": ("), &format!("\"{hidden}\": (\"{hidden}\": 1, "), 1);
    assert_ne!(moved, text);
    fs::write(&file, moved).unwrap();
    for format in ["text", "json"] {
        let (code, out, told) = run(&mut crisis(folder.path()), &["check", "./harbour", "--format", format], "");
        assert_eq!(code, 1, "{told}");
        for letter in ['\u{1b}', '\u{7}', '\u{202e}'] {
            let shown = if format == "json" && letter == '\u{202e}' { continue } else { out.contains(letter) };
            assert!(!shown, "{letter:?} in {format}: {out:?}");
        }
    }
    let (_, out, _) = run(&mut crisis(folder.path()), &["check", "./harbour"], "");
    assert!(out.contains("\\u{1b}"), "it is shown for what it is: {out}");
}

#[test]
fn the_words_of_the_format_are_explained_and_what_is_unknown_is_guessed() {
    let folder = here();
    for (asked, wanted) in [
        ("Chance", ["Chance(", "a word of: effect"]),
        ("effect", ["AnswerIncident", "After(number"]),
        ("delay", ["a field of: channel", "Range: 0 to 4"]),
        ("red_line", ["owner:", "chance:"]),
    ] {
        let (code, out, err) = run(&mut crisis(folder.path()), &["explain", asked], "");
        assert_eq!(code, 0, "{asked}: {err}");
        assert!(wanted.iter().all(|text| out.contains(text)), "{asked}: {out}");
    }
    let (code, _, err) = run(&mut crisis(folder.path()), &["explain", "AnswerIncidnt"], "");
    assert!(code == 2 && err.contains("did you mean `AnswerIncident`?"), "{err}");
    let (_, _, err) = run(&mut crisis(folder.path()), &["explain", "quite-another-thing"], "");
    assert!(err.contains("crisis explain effect"), "{err}");
}

#[test]
fn a_title_with_what_cannot_be_seen_makes_no_scenario() {
    let folder = here();
    for title in ["A\u{1b}[31mB", "  ", "A\u{202e}B"] {
        let (code, _, err) = run(&mut crisis(folder.path()), &["new", "ours", "--title", title], "");
        assert!(code == 2 && err.contains("cannot be a title"), "{err}");
        assert!(!err.contains(['\u{1b}', '\u{202e}']) && !folder.path().join("ours").exists());
    }
}
