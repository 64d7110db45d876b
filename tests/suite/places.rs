//! Faults are reported where they stand, all at once, in order, and with what was probably meant.

use crate::support::{load_texts, smallest, told};

/// Loads the smallest scenario with one text put in place of another, and some files beside it.
fn changed(changes: &[(&str, &str)], beside: &[(&str, &str)]) -> brinkmanship::scenario::Loaded {
    let mut text = smallest();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    let mut files = vec![("scenario.ron", text.as_str())];
    files.extend_from_slice(beside);
    files.sort_unstable();
    load_texts(&files)
}

/// The line and column, from 1, of a text that stands once in another.
fn position(text: &str, wanted: &str) -> (usize, usize) {
    let at = text.find(wanted).unwrap();
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line..].chars().count() + 1)
}

#[test]
fn a_wrong_id_deep_in_a_file_is_reported_on_its_own_line_and_column() {
    let old = r#"Not(EverCrossed("closed-gate"))"#;
    let new = "Not(\n /* Ключ 台灣 */ Any([EverCrossed(\"closed-gate\"), EverCrossed(\n\"closed-gat\" // here\n)]))";
    let loaded = changed(&[(old, new)], &[]);
    let text = smallest().replacen(old, new, 1);
    assert_eq!(loaded.diagnostics.len(), 1, "{}", told(&loaded));
    let fault = &loaded.diagnostics[0];
    assert_eq!((fault.code, fault.place.file.as_str()), ("unknown-id", "scenario.ron"));
    assert_eq!((fault.place.line, fault.place.column), position(&text, "\"closed-gat\""));
    assert_eq!(&text[fault.place.start..fault.place.end], "\"closed-gat\"");
    assert_eq!(fault.help.as_deref(), Some("did you mean `closed-gate`?"));
}

#[test]
fn every_id_that_is_declared_has_the_shape_of_one_wherever_it_stands() {
    let rungs = [("id: \"calm\"", "id: \"Calm Down\""), ("id: \"calm\"", "id: \"\"")];
    let map = "(theatres: { \"The World\": (name: \"World\", extent: (-10000, -10000, 10000, 10000)) }, items: {
        \"A Town\": (kind: Place, name: \"Town\", digest: \"A town.\", points: [(0, 0)]) })";
    for change in rungs {
        let loaded = changed(&[change], &[]);
        assert!(loaded.diagnostics.iter().any(|fault| fault.code == "id-shape"), "{change:?} {}", told(&loaded));
    }
    let loaded = changed(&[], &[("map.ron", map)]);
    let found: Vec<_> = loaded.diagnostics.iter().filter(|fault| fault.code == "id-shape").collect();
    assert_eq!(found.len(), 2, "{}", told(&loaded));
}

#[test]
fn faults_of_different_kinds_in_several_files_are_reported_all_at_once_and_in_order() {
    let loaded = changed(
        &[
            ("weight: 2", "weight: 200"),
            ("Fact(\"bridge-closed\")", "Fact(\"bridge-shut\")"),
            ("title: \"Wait\"", "titel: \"Wait\""),
            ("verdict: 50", "verdict: 51"),
        ],
        &[
            ("glossary.ron", "{\n  \"toll\": \"What is paid\",\n  \"toll\": 3,\n}"),
            ("glossary-sources.ron", "{ \"toll\": [\"fictional\"] }"),
            ("postures.ron", "{ \"watch\": (text: \"On watch.\", owner: \"nort\") }"),
            ("topics.ron", "[]"),
        ],
    );
    let found: Vec<_> = loaded.diagnostics.iter().map(|fault| (fault.place.file.as_str(), fault.code)).collect();
    let expected = [
        ("glossary.ron", "duplicate-id"),
        ("postures.ron", "unknown-id"),
        ("scenario.ron", "unknown-field"),
        ("scenario.ron", "unknown-id"),
        ("scenario.ron", "number-out-of-range"),
        ("scenario.ron", "verdict-value"),
        ("topics.ron", "unknown-file"),
    ];
    assert_eq!(found, expected, "{}", told(&loaded));
    assert!(loaded.scenario.is_none());
}

#[test]
fn what_was_probably_meant_is_named() {
    for (old, new, help) in [
        ("escalation: 2", "escalaton: 2", "did you mean `escalation`?"),
        ("Fact(\"bridge-closed\")", "Fakt(\"bridge-closed\")", "did you mean `Fact`?"),
        ("channel: \"bridge\"", "channel: \"brigde\"", "did you mean `bridge`?"),
        ("to: \"shots\"", "to: \"shot\"", "did you mean `shots`?"),
        ("summary:", "sumary:", "did you mean `summary`?"),
    ] {
        let loaded = changed(&[(old, new)], &[]);
        let helps: Vec<_> = loaded.diagnostics.iter().filter_map(|fault| fault.help.as_deref()).collect();
        assert!(helps.contains(&help), "{new}: {}", told(&loaded));
    }
}

#[test]
fn a_part_that_cannot_be_read_is_not_blamed_for_what_refers_to_it() {
    let loaded = changed(&[("facts: { \"bridge-closed\": (text: \"The bridge is closed.\") },", "facts: 7,")], &[]);
    assert_eq!(loaded.diagnostics.len(), 1, "{}", told(&loaded));
}

#[test]
fn what_follows_from_a_fault_is_not_blamed_again() {
    // Nothing closes the bridge any more: the move that needs it closed is at fault, and not what that move brings about.
    let loaded = changed(&[("effects: [Become(\"bridge-closed\"), ", "effects: [")], &[]);
    let blamed: Vec<_> = loaded.diagnostics.iter().map(|fault| fault.path.as_str()).collect();
    assert!(blamed.contains(&"moves.cross.requires"), "{}", told(&loaded));
    assert!(!blamed.iter().any(|path| path.starts_with("endings")), "{}", told(&loaded));
}

#[test]
fn a_fault_of_syntax_hides_neither_other_files_nor_other_items_of_its_own() {
    let loaded = changed(
        &[
            ("title: \"Wait\", text: \"Keep", "title: \"Wait\" text: \"Keep"),
            ("requires: Fact(\"bridge-closed\"),", "requires: Fact(\"bridge-closed\")),"),
            ("escalation: 1", "escalation: \"one\", colour: 1"),
            ("weight: 2", "weight: 50%"),
        ],
        &[("glossary.ron", "{ \"toll\": \"What is paid }"), ("postures.ron", "{ \"watch\": (text: 3, owner: 4) }")],
    );
    let found: Vec<_> =
        loaded.diagnostics.iter().map(|fault| (fault.place.file.as_str(), fault.code, fault.path.as_str())).collect();
    let expected = [
        ("glossary.ron", "syntax", "glossary.toll"),
        ("postures.ron", "wrong-type", "postures.watch.text"),
        ("postures.ron", "wrong-type", "postures.watch.owner"),
        ("scenario.ron", "syntax", "moves.wait-north.title"),
        ("scenario.ron", "syntax", "moves"),
        ("scenario.ron", "wrong-type", "moves.close.escalation"),
        ("scenario.ron", "unknown-field", "moves.close.colour"),
        ("scenario.ron", "syntax", "aims.trade"),
    ];
    for one in expected {
        assert!(
            found.iter().any(|(file, code, path)| (*file, *code) == (one.0, one.1) && path.starts_with(one.2)),
            "{one:?}: {}",
            told(&loaded)
        );
    }
    assert!(found.len() <= 10, "{}", told(&loaded));
}

#[test]
fn a_data_path_leads_to_the_place_in_a_list_and_to_the_word() {
    for (old, new, path) in [
        ("Change(\"south.standing\", 5)", "Change(\"south.standin\", 5)", "moves.close.effects[1].Change"),
        ("Change(\"south.standing\", 5)", "Chang(\"south.standing\", 5)", "moves.close.effects[1]"),
        ("Change(\"south.standing\", 5)", "Change(\"south.standing\", NaN)", "moves.close.effects[1].Change"),
        ("Not(EverCrossed(\"closed-gate\"))", "Not(Nevr)", "aims.toll.verdicts[0].when.All[1].Not"),
        ("to: \"shots\"", "to: \"shot\"", "moves.cross.effects[0].Climb.to"),
        ("verdict: 50", "verdict: 51", "aims.toll.verdicts[1].verdict"),
    ] {
        let loaded = changed(&[(old, new)], &[]);
        let paths: Vec<_> = loaded.diagnostics.iter().map(|fault| fault.path.as_str()).collect();
        assert!(paths.contains(&path), "{path}: {}", told(&loaded));
    }
}

#[test]
fn a_part_of_its_own_that_holds_nothing_is_reported_as_empty() {
    for (name, text) in [
        ("history.ron", ""),
        ("map.ron", "// To do\n"),
        ("postures.ron", "\n"),
        ("questions.ron", "/* none yet */"),
        ("commitments.ron", " "),
    ] {
        let loaded = changed(&[], &[(name, text)]);
        let part = name.trim_end_matches(".ron");
        let found: Vec<_> = loaded.diagnostics.iter().map(|one| (one.code, one.path.as_str())).collect();
        assert_eq!(found, [("wrong-type", part)], "{name}: {}", told(&loaded));
        let fault = &loaded.diagnostics[0];
        assert_eq!((fault.place.file.as_str(), fault.place.line), (name, 1));
        assert!(fault.message.contains("the file is empty"), "{}", fault.message);
    }
}

#[test]
fn what_is_written_otherwise_than_meant_is_helped() {
    for (old, new, help) in [
        ("\"wait-north\": (", "wait-north: (", "write \"wait-north\""),
        ("\"cross\": (", "cross: (", "an id stands in quotes: write \"cross\""),
        ("channel: \"bridge\"", "\"channel\": \"bridge\"", "without quotes: write channel"),
        ("escalation: 2", "escalation = 2", "write `:` in its place"),
        ("escalation: 2", "/* escalation: 2", "close it with `*/`"),
        ("escalation: 2", "escalation: 99999999999999999999", "the largest number that can be written is"),
        ("escalation: 2", "escalation:\u{a0}2", "put a plain space in its place"),
        ("escalation: 2", "escalation: \u{200b}2", "take it out: the text was pasted"),
        ("text: \"Nobody passes a closed gate\"", "text: ‘Nobody passes a closed gate’", "straight double quotes"),
        (
            "requires: Fact(\"bridge-closed\")",
            "requires: Fact(\"bridge-closed\") && Did(\"close\")",
            "write `All([...])` around",
        ),
        (
            "requires: Fact(\"bridge-closed\")",
            "requires: Fact(\"bridge-closed\") || Did(\"close\")",
            "write `Any([...])` around",
        ),
        ("requires: Fact(\"bridge-closed\")", "requires: !Fact(\"bridge-closed\")", "write `Not(...)` around it"),
        ("\"cross\": (", "\"cross\" (", "put a colon after the id: \"cross\": ..."),
        ("text: \"Keep the carts at home.\"", "text: Keep the carts at home.\"", "put `\"` before `Keep`"),
        ("status: Published,", "status: Published;", "write `,` in its place"),
        ("repeat: true", "repeat: True", "write true"),
        ("repeat: true", "repeat: \"yes\"", "write true"),
        ("repeat: true", "repeat: No", "write false"),
    ] {
        let loaded = changed(&[(old, new)], &[]);
        let helps: Vec<_> = loaded.diagnostics.iter().filter_map(|fault| fault.help.as_deref()).collect();
        assert!(helps.iter().any(|told| told.contains(help)), "{new}: {}", told(&loaded));
    }
    // What cannot be seen is named.
    let seen = |new: &str| told(&changed(&[("escalation: 2", new)], &[]));
    assert!(
        seen("escalation:\u{a0}2").contains("a no-break space (U+00A0) was found"),
        "{}",
        seen("escalation:\u{a0}2")
    );
    let hidden = seen("escalation: \u{200b}2");
    assert!(hidden.contains("the character U+200B, which cannot be seen, was found"), "{hidden}");
    // A comment of another language is one fault, wherever it stands, and hides nothing.
    for (old, new) in [
        ("(\n    format: 1,", "# The bridge\n(\n    format: 1,"),
        ("(\n    format: 1,", "( # The bridge\n    format: 1,"),
        ("    channels: {", "    # Desks, one of them\n    channels: {"),
        ("escalation: 2,", "escalation: 2, # steep"),
        ("title: \"Wait\", text: \"Keep", "title: \"Wait\" # twice\n, text: \"Keep"),
    ] {
        let loaded = changed(&[(old, new)], &[]);
        let found: Vec<_> = loaded.diagnostics.iter().map(|one| (one.code, one.found.as_deref())).collect();
        assert_eq!(found, [("syntax", Some("#"))], "{new}: {}", told(&loaded));
    }
    // Where all of them are written so, the bracket is at fault as well.
    let loaded = changed(&[], &[("glossary.ron", "{ toll: \"x\", bar: \"y\" }")]);
    assert!(told(&loaded).contains("in quotes: { \"toll\": ... }"), "{}", told(&loaded));
}

#[test]
fn an_attribute_is_reported_where_it_stands() {
    let text = format!("// 1\n// 2\n// 3\n// 4\n// 5\n// 6\n// 7\n  #![enable(implicit_some)]\n{}", smallest());
    let loaded = load_texts(&[("scenario.ron", text.as_str())]);
    let fault = &loaded.diagnostics[0];
    assert_eq!((fault.code, fault.place.line, fault.place.column), ("chosen-extension", 8, 3), "{}", told(&loaded));
}

#[test]
fn a_file_that_is_too_large_is_said_to_be_larger_than_is_read() {
    let loaded = load_texts(&[("scenario.ron", " ".repeat((1 << 20) + 1).as_str())]);
    let fault = &loaded.diagnostics[0];
    assert_eq!(fault.code, "file-too-large");
    assert!(fault.message.contains("more than 1048576 bytes"), "{}", fault.message);
}

#[test]
fn a_run_of_one_hidden_character_is_one_fault() {
    let loaded = load_texts(&[("scenario.ron", "\0".repeat(5000).as_str())]);
    let hidden = loaded.diagnostics.iter().filter(|fault| fault.code == "unsafe-text").count();
    assert_eq!(hidden, 1, "{}", told(&loaded));
}

#[test]
fn a_third_actor_brings_no_talk_of_roles() {
    let third = "actors: {\n \"third\": (name: \"Third\", decider: \"Nobody\"),";
    let tracks =
        "tracks: {\n \"one\": (name: \"One\", role: Standing, owner: \"third\", start: 50, source: [\"fictional\"]),\n";
    let tracks = format!(
        "{tracks} \"two\": (name: \"Two\", role: Standing, owner: \"north\", start: 50, source: [\"fictional\"]),"
    );
    let loaded = changed(&[("actors: {", third), ("tracks: {", tracks.as_str())], &[]);
    assert!(loaded.diagnostics.iter().any(|fault| fault.code == "actors-not-two"), "{}", told(&loaded));
    assert!(loaded.diagnostics.iter().all(|fault| !fault.code.starts_with("role-")), "{}", told(&loaded));
}

#[test]
fn human_cost_is_counted_in_people_unless_it_says_otherwise() {
    let track =
        "tracks: {\n \"dead\": (name: \"Dead\", role: HumanCost, start: 0, max: 1000, source: [\"fictional\"]),";
    let loaded = changed(&[("tracks: {", track)], &[]);
    let unit = loaded.scenario.as_ref().and_then(|scenario| scenario.tracks.iter().find(|track| track.id == "dead"));
    assert_eq!(unit.map(|track| track.unit.as_str()), Some("people"), "{}", told(&loaded));
}

#[test]
fn too_much_of_something_is_said_in_english() {
    let many = format!("Any([{}])", "Always, ".repeat(300));
    let loaded = changed(&[("Fact(\"bridge-closed\")", many.as_str())], &[]);
    let fault = loaded.diagnostics.iter().find(|fault| fault.code == "too-many");
    let message = fault.map(|fault| fault.message.as_str());
    assert!(message.is_some_and(|message| message.ends_with("words in one condition")), "{}", told(&loaded));
}
