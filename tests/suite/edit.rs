//! Lossless editing: what was not meant is kept byte for byte, over every file of every scenario and random edits.
//!
//! Places in diagnostics count in the text as loaded: with `\n` for every line end and without a byte order mark.

use std::fs;

use brinkmanship::scenario::{
    edit::{Document, Edit, Step, Unfit, written},
    layout::laid_out,
    source::Place,
};

use crate::support::{Chance, bundled, folders, load_texts, smallest, told};

/// The text with the value at a place replaced.
fn splice(text: &str, place: &Place, value: &str) -> String {
    format!("{}{value}{}", &text[..place.start], &text[place.end..])
}

#[test]
fn one_value_of_a_commented_file_is_changed_and_no_other_byte() {
    let before = smallest().replace(
        "start: 50, source",
        "/* opinion polls; \"50\" is a guess */ start: /* too high */ 500 // until Tuesday\n, source",
    );
    let loaded = load_texts(&[("scenario.ron", &before)]);
    let fault = loaded.diagnostics.iter().find(|fault| fault.code == "number-out-of-range").unwrap();
    let place = &fault.place;
    assert_eq!(&before[place.start..place.end], "500");

    let after = splice(&before, place, "42");
    assert_eq!(after[..place.start], before[..place.start]);
    assert_eq!(after[place.start + 2..], before[place.end..]);

    // The same for the three that are left, last first, so that the earlier places stay true.
    let again = load_texts(&[("scenario.ron", &after)]);
    let mut whole = after;
    for fault in again.diagnostics.iter().rev().filter(|fault| fault.code == "number-out-of-range") {
        whole = splice(&whole, &fault.place, "43");
    }
    assert_eq!(whole.len(), before.len() - 4);
    let mended = load_texts(&[("scenario.ron", &whole)]);
    let scenario = mended.scenario.as_ref().unwrap_or_else(|| panic!("{}", told(&mended)));
    let starts: Vec<i32> = scenario.tracks.iter().map(|track| track.start).collect();
    assert_eq!(starts, [42, 43, 43, 43]);
    assert_eq!(whole.matches("/* too high */").count(), 4);
}

/// Every file of the scenarios that come with the programs and of those that tests play.
fn files() -> Vec<(String, String)> {
    let all = bundled().into_iter().chain(folders("tests/scenarios"));
    let mut files = Vec::new();
    for folder in all {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "ron") {
                files.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// The lines of a text that have no like in another, at the front and back of both taken away.
fn touched<'a>(one: &'a str, other: &str) -> Vec<&'a str> {
    let (a, b): (Vec<&str>, Vec<&str>) = (one.split('\n').collect(), other.split('\n').collect());
    let front = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()) - front;
    let back = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    a[front..a.len() - back].to_vec()
}

#[test]
fn what_is_set_to_what_it_was_changes_no_byte_of_any_file() {
    for (name, text) in files() {
        let mut document = Document::new(&text);
        let all = document.places();
        let mut numbers = Chance(7);
        for _ in 0..4.min(all.len()) {
            let (path, at) = &all[numbers.below(all.len())];
            let value = text[at.clone()].to_owned();
            document.edit(&Edit::Set { path: path.clone(), value }).unwrap_or_else(|unfit| panic!("{name}: {unfit}"));
            assert_eq!(document.text(), text, "{name} {path:?}");
        }
    }
}

#[test]
fn random_edits_change_their_own_lines_keep_every_other_comment_and_can_be_taken_back() {
    let files = files();
    let mut numbers = Chance(11);
    let mut made = [0_u32; 5];
    for _ in 0..250 {
        let (name, text) = &files[numbers.below(files.len())];
        let mut document = Document::new(text);
        let all = document.places();
        if all.is_empty() {
            continue;
        }
        let path = all[numbers.below(all.len())].0.clone();
        let (last, outer) = path.split_last().unwrap();
        let among = document.entries(outer);
        let old = document.value(&path).unwrap().to_owned();
        let kind = numbers.below(5);
        let edit = match (kind, last) {
            (0, _) => Edit::Set { path: path.clone(), value: "\"drafted anew\"".to_owned() },
            (1, Step::Key(_)) => Edit::Insert {
                path: outer.to_vec(),
                at: numbers.below(among.len() + 1),
                entry: match document.value(&path[..path.len() - 1]).unwrap().trim_start().starts_with('{') {
                    true => "\"a-new-one\": (title: \"New\")".to_owned(),
                    false => "a_new_one: 12".to_owned(),
                },
            },
            (1, Step::At(_)) => {
                Edit::Insert { path: outer.to_vec(), at: numbers.below(among.len() + 1), entry: old.clone() }
            }
            (2, _) => Edit::Remove { path: path.clone() },
            (3, _) => Edit::Move { path: path.clone(), to: numbers.below(among.len()) },
            (_, Step::Key(_)) => Edit::Rename { path: path.clone(), key: "renamed".to_owned() },
            (_, Step::At(_)) => continue,
        };
        let place = format!("{name} {edit:?}");
        document.edit(&edit).unwrap_or_else(|unfit| panic!("{place}: {unfit}"));
        made[kind] += 1;
        let after = document.entries(outer);
        match &edit {
            Edit::Set { .. } => assert_eq!(document.value(&path), Some("\"drafted anew\""), "{place}"),
            Edit::Insert { at, .. } => {
                assert_eq!(after.len(), among.len() + 1, "{place}");
                if let Step::Key(_) = last {
                    let there = matches!(&after[*at], Step::Key(key) if key.replace('_', "-") == "a-new-one");
                    assert!(there, "{place}: {after:?}");
                }
            }
            Edit::Remove { .. } => {
                assert_eq!(after.len(), among.len() - 1, "{place}");
                assert!(touched(document.text(), text).len() <= 2, "{place}");
            }
            Edit::Move { to, .. } => {
                let keys = matches!(last, Step::Key(_));
                let at = if keys { last.clone() } else { Step::At(*to) };
                let moved: Vec<Step> = [outer, &[at]].concat();
                assert_eq!(document.value(&moved), Some(old.as_str()), "{place}");
                if keys {
                    assert_eq!(&after[*to], last, "{place}");
                }
                // What is moved between two that share a line parts that line, and changes nothing else.
                let pieces = |text: &str| {
                    let pieces = text.split(['\n', ',']).map(str::trim).filter(|piece| !piece.is_empty());
                    let mut pieces: Vec<String> = pieces.map(str::to_owned).collect();
                    pieces.sort_unstable();
                    pieces
                };
                if old.contains('\n') {
                    assert!(pieces(text) == pieces(document.text()), "{place}: lines were lost or changed");
                }
            }
            Edit::Rename { .. } => assert_eq!(touched(document.text(), text).len(), 1, "{place}"),
        }
        if !matches!(edit, Edit::Remove { .. }) {
            let comments = |text: &str| text.matches("//").count();
            let lost = if kind == 0 { comments(&old) } else { 0 };
            assert!(comments(text) - lost <= comments(document.text()), "{place}: a comment was lost");
        }
        let now = document.text().to_owned();
        assert!(document.undo() && document.text() == text, "{place}");
        assert!(document.redo() && document.text() == now, "{place}");
    }
    assert!(made.iter().all(|made| 10 < *made), "{made:?}");
}

#[test]
fn edits_made_together_come_to_what_they_come_to_one_by_one_and_are_taken_back_as_one() {
    let text = "(\n    // One.\n    a: (\"x\": 1, \"y\": [\"x\", \"z\"]), // more\n    b: \"x\",\n)\n";
    let set = |path: Vec<Step>, value: &str| Edit::Set { path, value: value.to_owned() };
    let key = |name: &str| Step::Key(name.to_owned());
    let text = text.replace("(\"x\"", "{\"x\"").replace("]),", "]},");
    let edits = [
        set(vec![key("a"), key("y"), Step::At(0)], "\"new\""),
        set(vec![key("b")], "\"new\""),
        Edit::Rename { path: vec![key("a"), key("x")], key: "new".to_owned() },
    ];
    let (mut together, mut apart) = (Document::new(text.clone()), Document::new(text.clone()));
    together.edit_together(&edits).unwrap();
    edits.iter().for_each(|edit| apart.edit(edit).unwrap());
    assert_eq!(together.text(), apart.text());
    assert_eq!(together.text().matches("\"new\"").count(), 3);
    assert!(together.undo() && together.text() == text && !together.undo());
    // Two that change the same stretch do not go together, nor does what would break the file.
    let within = [set(vec![key("a")], "1"), set(vec![key("a"), key("x")], "2")];
    assert_eq!(together.edit_together(&within), Err(Unfit::WrongKind));
    let breaking = [set(vec![key("b")], "("), set(vec![key("a"), key("x")], "2")];
    assert_eq!(together.edit_together(&breaking), Err(Unfit::WouldBreak));
    assert_eq!(together.text(), text);
}

#[test]
fn an_edit_keeps_the_comments_that_stand_with_its_neighbours() {
    let text = "{\r\n    // About the first.\r\n    \"one\": 1, // uno\r\n\r\n    // About the second.\r\n    \"two\": 2 // dos\r\n}\r\n";
    let mut document = Document::new(text);
    let key = |name: &str| vec![Step::Key(name.to_owned())];
    document.edit(&Edit::Set { path: key("three"), value: "3".to_owned() }).unwrap();
    assert_eq!(document.text(), text.replace("2 // dos\r\n}", "2, // dos\r\n    \"three\": 3,\r\n}"));
    document.edit(&Edit::Move { path: key("two"), to: 0 }).unwrap();
    assert!(document.text().starts_with("{\r\n    // About the second.\r\n    \"two\": 2, // dos\r\n"));
    document.edit(&Edit::Remove { path: key("one") }).unwrap();
    assert!(!document.text().contains("uno") && document.text().contains("dos"));
    document.edit(&Edit::Rename { path: key("two"), key: "deux".to_owned() }).unwrap();
    assert!(document.text().contains("\"deux\": 2, // dos"));
    while document.undo() {}
    assert_eq!(document.text(), text);
}

#[test]
fn what_is_put_in_on_several_lines_is_laid_out_to_where_it_comes_to_stand() {
    let key = |steps: &[&str]| steps.iter().map(|step| Step::Key((*step).to_owned())).collect::<Vec<_>>();
    let value = "{\n    \"main\": (name: \"The theatre\"),\n}".to_owned();
    let entry = "\"other\": (\n    name: \"Another\",\n)".to_owned();
    for before in [
        "(\n    map: (theatres: {}),\n)\n",
        "(\n    map: (\n        theatres: {},\n    ),\n)\n",
        "(\n    map: (note: \"A note\", theatres: {}, borders: 1962),\n)\n",
    ] {
        let mut document = Document::new(before);
        document.edit(&Edit::Set { path: key(&["map", "theatres"]), value: value.clone() }).unwrap();
        document.edit(&Edit::Set { path: key(&["map", "items"]), value: value.clone() }).unwrap();
        for at in [0, usize::MAX] {
            let path = key(&["map", "theatres"]);
            document.edit(&Edit::Insert { path, at, entry: entry.replace("other", &format!("n{}", at % 7)) }).unwrap();
        }
        let text = document.text();
        assert_eq!(laid_out(text).as_deref(), Some(text), "`crisis fmt` leaves it alone");
        // What was written by hand and is put into something else stays where it is.
        let theatres = document.value(&key(&["map", "theatres"])).unwrap().to_owned();
        document.edit(&Edit::Set { path: key(&["map", "theatres"]), value: theatres }).unwrap();
        assert_eq!(laid_out(document.text()).as_deref(), Some(document.text()));
    }
}

#[test]
fn an_edit_that_would_break_the_file_or_fits_nothing_is_refused_and_changes_nothing() {
    let text = "(title: \"A\", turns: [ 1, 2 ])";
    let mut document = Document::new(text);
    let key = |name: &str| vec![Step::Key(name.to_owned())];
    let refused = [
        (Edit::Set { path: key("title"), value: "\"unclosed".to_owned() }, Unfit::WouldBreak),
        (Edit::Set { path: key("title"), value: "1), (".to_owned() }, Unfit::WouldBreak),
        (Edit::Remove { path: key("absent") }, Unfit::NoSuchPlace),
        (
            Edit::Rename { path: vec![Step::Key("turns".to_owned()), Step::At(0)], key: "x".to_owned() },
            Unfit::WrongKind,
        ),
        (Edit::Insert { path: key("title"), at: 0, entry: "1".to_owned() }, Unfit::WrongKind),
    ];
    for (edit, why) in refused {
        assert_eq!(document.edit(&edit), Err(why), "{edit:?}");
        assert_eq!(document.text(), text);
    }
    document.retype("(title: ");
    assert_eq!(document.edit(&Edit::Remove { path: key("title") }), Err(Unfit::Broken));
    assert!(document.undo());
    assert_eq!(document.text(), text);
}

#[test]
fn a_text_is_written_so_that_it_reads_as_itself() {
    for text in ["plain", "\"quoted\" \\ and\nbroken\ttabbed\r", "Ключ 台灣 \u{7}"] {
        let file = format!("(title: {})", written(text));
        let loaded = load_texts(&[("scenario.ron", &file)]);
        assert!(loaded.diagnostics.iter().all(|fault| fault.code != "syntax"), "{}", told(&loaded));
    }
}

/// A text without white space outside its texts and comments, as far as that can be told without reading it.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_layout_changes_white_space_alone_and_is_stable() {
    for (name, text) in files() {
        let laid = laid_out(&text).unwrap_or_else(|| panic!("{name} can be read"));
        assert_eq!(squeezed(&laid), squeezed(&text), "{name}");
        assert_eq!(laid_out(&laid).as_deref(), Some(laid.as_str()), "{name}: laid out twice it differs");
    }
    let wild = "( a :1,b: [ /* x\n  y */ 2 , 3 ],\n\n\n c : {\n\"k\":Fact( \"f\" ), // note\n}\n,)  ";
    let laid = laid_out(wild).unwrap();
    let neat = "( a: 1, b: [ /* x\n  y */ 2, 3 ],\n\n    c: {\n        \"k\": Fact( \"f\" ), // note\n    }\n    , )\n";
    assert_eq!(laid, neat);
    let groups = "{\"a\": All([\nFact(\"b\"),\n// of c\nAny([ Fact(\"c\"),\nFact(\"d\"), ]),\n]),}";
    let neat =
        "{\"a\": All([\n    Fact(\"b\"),\n    // of c\n    Any([ Fact(\"c\"),\n        Fact(\"d\"), ]),\n]), }\n";
    assert_eq!(laid_out(groups).as_deref(), Some(neat));
    assert_eq!(laid_out("(a: "), None, "what cannot be read is left alone");
}

#[test]
fn the_files_of_every_scenario_are_laid_out() {
    for (name, text) in files() {
        let laid = laid_out(&text).unwrap();
        let differs = text.lines().zip(laid.lines()).position(|(a, b)| a != b).map_or(0, |at| at + 1);
        assert!(laid == text, "{name}:{differs}: `crisis fmt` would change it");
    }
}
