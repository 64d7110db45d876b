//! Translations: what another language changes, and what it never does.

use std::fs;

use brinkmanship::{
    language::{Catalogue, Wanted, merge, po, speak},
    lint::LINTS,
    scenario::{
        CODES, Readable, Scenario, Translation,
        files::{Found, read_folder, read_overlays},
        load, load_in, load_twin, readable, schema,
    },
    transcript::{check_history, read, replay},
};

use crate::common::root;

const ID: &str = "cuba-1962";

fn found() -> Vec<Found> {
    read_folder(&root().join("scenarios").join(ID)).expect("its folder can be read")
}

fn fit(loaded: brinkmanship::scenario::Loaded) -> Scenario {
    loaded.scenario.expect("it is fit for play")
}

/// An overlay in which each text stands in angle quotation marks.
fn quoted(texts: &[Readable]) -> Translation {
    let entry = |text: &Readable| po::Entry {
        context: Some(text.context.clone()),
        id: text.text.clone(),
        texts: vec![format!("«{}»", text.text)],
        ..po::Entry::default()
    };
    let file = po::Overlay { entries: texts.iter().map(entry).collect(), ..po::Overlay::default() };
    let written = po::written(&file);
    let (translation, faults) =
        Translation::of("ru", &[Found { name: "all.po".to_owned(), bytes: Ok(written.into_bytes()) }]);
    assert_eq!(faults, []);
    translation
}

#[test]
fn every_text_can_be_translated_and_the_same_crisis_is_played_in_any_language() {
    let found = found();
    let english = fit(load(ID, &found));
    let russian = fit(load_in(ID, &found, false, &quoted(&readable(ID, &found, false))));
    assert_eq!(russian.title, format!("«{}»", english.title));
    assert_eq!(russian.language, "ru");
    assert_eq!(russian.fingerprint, english.fingerprint);
    for (told, real) in [
        (&russian.moves[3].title, &english.moves[3].title),
        (&russian.moves[3].text, &english.moves[3].text),
        (&russian.turns[4].briefing[0], &english.turns[4].briefing[0]),
        (&russian.aims[0].text, &english.aims[0].text),
        (&russian.ladders[0].rungs[2].name, &english.ladders[0].rungs[2].name),
        (&russian.questions[0], &english.questions[0]),
        (&russian.readings[0].who, &english.readings[0].who),
        (&russian.sources[0].reference, &english.sources[0].reference),
    ] {
        assert_eq!(*told, format!("«{real}»"));
    }
    // A share stays one, since rules of wording ask for it.
    assert_eq!(
        (english.tracks[0].unit.as_str(), russian.tracks[0].said(62)),
        ("percent approval", "62% «percent approval»".to_owned())
    );
    let saved = fs::read_to_string(root().join("tests/golden/cuba-1962.transcript")).expect("there is one");
    let ends = [&english, &russian].map(|scenario| {
        let transcript = read(saved.as_bytes()).expect("it is a transcript");
        let course = replay(scenario, &transcript).expect("it replays");
        format!("{:?}", course.course.crisis.ended())
    });
    assert_eq!(ends[0], ends[1]);
}

#[test]
fn a_text_that_is_not_translated_or_outdated_stays_english() {
    let found = found();
    let english = fit(load(ID, &found));
    let mut texts = readable(ID, &found, false);
    texts.retain(|text| text.context.starts_with("moves."));
    let russian = fit(load_in(ID, &found, false, &quoted(&texts)));
    assert_eq!(russian.title, english.title);
    assert_eq!(russian.moves[0].title, format!("«{}»", english.moves[0].title));
    let outdated = "#, fuzzy\nmsgctxt \"title\"\nmsgid \"October 1962\"\nmsgstr \"Октябрь\"\n";
    let file = Found { name: "scenario.po".to_owned(), bytes: Ok(outdated.into()) };
    let russian = fit(load_in(ID, &found, false, &Translation::of("ru", &[file]).0));
    assert_eq!(russian.title, english.title);
}

#[test]
fn a_translation_of_the_real_texts_gives_no_real_name_away_in_the_twin() {
    let found = found();
    let english = fit(load_twin(ID, &found));
    let real = readable(ID, &found, false);
    let russian = fit(load_in(ID, &found, true, &quoted(&real)));
    // What names nobody is the same text and is translated; what the twin changes stays as the twin has it.
    let mut told = [0; 2];
    for (told_russian, told_english) in russian.moves.iter().zip(&english.moves) {
        let plain = real.iter().any(|text| text.text == told_english.text);
        let expected = if plain { format!("«{}»", told_english.text) } else { told_english.text.clone() };
        assert_eq!(told_russian.text, expected);
        told[usize::from(plain)] += 1;
    }
    assert!(0 < told[0] && 0 < told[1], "{told:?}");
    // The twin's own texts can be translated as well.
    let russian = fit(load_in(ID, &found, true, &quoted(&readable(ID, &found, true))));
    assert_eq!(russian.title, format!("«{}»", english.title));
    assert!(russian.moves.iter().zip(&english.moves).all(|(told, real)| told.text == format!("«{}»", real.text)));
}

#[test]
fn a_language_is_in_force_until_it_is_dropped_and_another_may_be_within() {
    let catalogue = |text: &str| {
        let mut catalogue = Catalogue::new("ru");
        catalogue.add(&po::read(&format!("msgid \"Day {{number}}\"\nmsgstr \"{text}\"\n")));
        catalogue.kept()
    };
    let day = || brinkmanship::tr!("Day {number}", number = 3);
    assert_eq!(day(), "Day 3");
    let outer = speak(Some(catalogue("День {number}")));
    assert_eq!(day(), "День 3");
    let inner = speak(None);
    assert_eq!(day(), "Day 3");
    drop(inner);
    assert_eq!(day(), "День 3");
    drop(outer);
    assert_eq!(day(), "Day 3");
}

/// The Russian that comes with the program.
pub(crate) fn russian() -> &'static Catalogue {
    let text = fs::read_to_string(root().join("assets/languages/ru.po")).expect("it is there");
    let mut catalogue = Catalogue::new("ru");
    catalogue.add(&po::read(&text));
    catalogue.kept()
}

/// Whether a text has a Russian letter.
pub(crate) fn is_russian(text: &str) -> bool {
    text.chars().any(|letter| ('\u{400}'..='\u{4ff}').contains(&letter))
}

#[test]
fn what_the_check_says_is_said_in_russian_of_the_same_faults_at_the_same_places() {
    let russian = russian();
    let checked = |folder: &std::path::Path| {
        let mut loaded = crate::support::load_folder(folder);
        check_history(&mut loaded);
        loaded
    };
    let mut codes = std::collections::BTreeSet::new();
    for folder in crate::support::folders("tests/bad") {
        let english = checked(&folder);
        let spoken = speak(Some(russian));
        let told = checked(&folder);
        drop(spoken);
        assert_eq!(told.diagnostics.len(), english.diagnostics.len(), "{}", folder.display());
        for (one, other) in told.diagnostics.iter().zip(&english.diagnostics) {
            let same = (one.code, one.severity, &one.place) == (other.code, other.severity, &other.place);
            assert!(same && one.path == other.path, "{one} and {other}");
            for text in [Some(&one.message), one.help.as_ref()].into_iter().flatten() {
                // A help may be an example of what to write.
                assert!(
                    is_russian(text) || text == "horizons: (at_once: \"December 2022\", later: \"the end of 2024\")",
                    "{one}"
                );
            }
            assert!(!is_russian(&other.message), "{other}");
            codes.insert(one.code);
        }
        let prints = [&told, &english].map(|loaded| loaded.scenario.as_ref().map(|data| data.fingerprint.clone()));
        assert_eq!(prints[0], prints[1]);
    }
    assert!(90 < codes.len(), "{codes:?}");
}

#[test]
fn explanations_and_the_reference_are_told_in_the_language_in_force_and_in_english_where_it_lacks_one() {
    let fields = || (schema::called("red_lines"), schema::one_called("red_lines"), schema::called("TrackAtLeast"));
    let english = ("Red lines".to_owned(), "Red line".to_owned(), "Track at least".to_owned());
    assert_eq!(fields(), english);
    let spoken = speak(Some(russian()));
    for text in CODES.iter().map(|(.., about)| *about).chain(LINTS.iter().map(|lint| lint.about)) {
        assert!(is_russian(brinkmanship::language::plain(text)), "{text}");
    }
    for item in schema::items() {
        for about in std::iter::once(&item.about).chain(item.fields().iter().map(|field| &field.about)) {
            assert!(about.is_empty() || is_russian(schema::told(about)), "{about}");
        }
    }
    let told = ("Красные черты".to_owned(), "Красная черта".to_owned(), "Показатель не ниже".to_owned());
    assert_eq!((fields(), schema::kind("red line")), (told, "красная черта"));
    drop(spoken);
    // One text alone is translated, and all others stay as they are.
    let mut catalogue = Catalogue::new("ru");
    catalogue.add(&po::read("msgid \"there is no {kind} `{id}`\"\nmsgstr \"нет: {kind} `{id}`\"\n"));
    let _spoken = speak(Some(catalogue.kept()));
    let loaded = crate::support::load_folder(&root().join("tests/bad/unknown-id"));
    let one = loaded.diagnostics.iter().find(|one| one.code == "unknown-id").expect("it is at fault");
    assert!(one.message.starts_with("нет: ") && !one.message.contains("there is no"), "{one}");
    assert!(one.expected.as_ref().is_some_and(|text| text.starts_with("the id of a ")), "{one:?}");
    assert_eq!(fields(), english);
}

#[test]
fn the_overlays_of_our_scenarios_make_sense_and_bringing_them_up_to_date_loses_nothing() {
    for folder in crate::support::folders("scenarios") {
        let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let texts = readable(&id, &read_folder(&folder).expect("its folder can be read"), false);
        for language in brinkmanship::scenario::files::languages(&folder) {
            for file in read_overlays(&folder, &language) {
                let text = String::from_utf8(file.bytes.expect("it can be read")).expect("it is UTF-8");
                let read = po::read(&text);
                assert_eq!(read.faults, [], "{id} {language} {}", file.name);
                let ron = file.name.replace(".po", ".ron");
                let wanted: Vec<Wanted> = texts
                    .iter()
                    .filter(|text| text.place.file == ron)
                    .map(|text| Wanted { context: text.context.clone(), id: text.text.clone(), ..Wanted::default() })
                    .collect();
                let translated = |file: &po::Overlay| file.entries.iter().filter(|entry| entry.translated()).count();
                assert_eq!(
                    translated(&merge(&read, &wanted, 3).file),
                    translated(&read),
                    "{id} {language} {}",
                    file.name
                );
            }
        }
    }
}
