//! Packs: a whole scenario in one file, sealed, bounded, and never run.

use std::fs;

use brinkmanship::{
    scenario::{
        Severity,
        files::{Found, read_folder},
        load,
        pack::{PackError, open},
    },
    transcript::fit::{self, pack},
};
use proptest::prelude::*;

use crate::support::{bundled, root, smallest};

/// Files given as name and text.
fn files(texts: &[(&str, &str)]) -> Vec<Found> {
    let found = |(name, text): &(&str, &str)| Found { name: (*name).to_owned(), bytes: Ok(text.as_bytes().to_vec()) };
    texts.iter().map(found).collect()
}

fn small() -> Vec<u8> {
    pack("bridge", &files(&[("scenario.ron", &smallest())]), &[]).unwrap()
}

/// Names and bytes, to compare.
fn plain(found: &[Found]) -> Vec<(&str, &[u8])> {
    found.iter().map(|one| (one.name.as_str(), one.bytes.as_deref().unwrap())).collect()
}

/// A pack with a seal that fits, whatever it says.
fn forged(head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("{head}\n");
    let mut bytes =
        format!("brinkmanship-pack 1\nseal {}\n{head}", blake3::hash(head.as_bytes()).to_hex()).into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// A line for a file.
fn entry(name: &str, bytes: &[u8]) -> String {
    format!("file {} {} {name}\n", bytes.len(), blake3::hash(bytes).to_hex())
}

#[test]
fn a_pack_gives_back_every_byte_of_every_scenario_and_the_same_fingerprint() {
    for folder in bundled() {
        let id = folder.file_name().unwrap().to_string_lossy().into_owned();
        let found = read_folder(&folder).unwrap();
        let overlays = files(&[("ru/moves.po", "msgid \"\"\nmsgstr \"\"\n")]);
        let bytes = pack(&id, &found, &overlays).unwrap_or_else(|error| panic!("{id}: {error}"));
        let opened = open(&bytes).unwrap();
        assert_eq!(opened.id, id);
        assert_eq!(plain(&opened.files), plain(&found), "{id}");
        assert_eq!(plain(&opened.overlays), plain(&overlays), "{id}");
        assert_eq!(opened.check(), Ok(()), "{id}");
        let prints = [&found, &opened.files].map(|files| load(&id, files).scenario.unwrap().fingerprint);
        assert_eq!(prints[0], prints[1]);
        let claim = |label: &str| opened.claims.iter().find(|(one, _)| one == label).map(|(_, text)| text.as_str());
        assert_eq!(claim("fingerprint"), Some(prints[0].as_str()), "{id}");
        // A draft need not say more than its title yet.
        let card = load(&id, &found).scenario.unwrap().card.is_some();
        for label in
            ["title", "sources", "version", "author", "licence", "age"].into_iter().take(if card { 6 } else { 2 })
        {
            assert!(claim(label).is_some(), "{id}: the head says nothing of its {label}");
        }
        assert_eq!(pack(&id, &opened.files, &opened.overlays).unwrap(), bytes, "{id}: the same files, the same pack");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_comments_and_overlays_comes_back_byte_for_byte(
        comment in "[ -~а-я台\t]{0,80}",
        windows in any::<bool>(),
        mark in any::<bool>(),
        overlay in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut text = smallest().replacen("(\n", &format!("( // {comment}\n"), 1);
        if windows {
            text = text.replace('\n', "\r\n");
        }
        if mark {
            text.insert(0, '\u{feff}');
        }
        let found = files(&[("scenario.ron", &text)]);
        let overlays = [Found { name: "uk/scenario.po".to_owned(), bytes: Ok(overlay) }];
        let bytes = pack("bridge", &found, &overlays).unwrap();
        let opened = open(&bytes).unwrap();
        prop_assert_eq!(plain(&opened.files), plain(&found));
        prop_assert_eq!(plain(&opened.overlays), plain(&overlays));
        prop_assert_eq!(opened.check(), Ok(()));
    }

    #[test]
    fn no_bytes_at_all_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), head in any::<bool>()) {
        let bytes = if head { [b"brinkmanship-pack 1\n".as_slice(), &bytes].concat() } else { bytes };
        prop_assert!(open(&bytes).is_err());
    }
}

#[test]
fn a_pack_of_which_one_byte_is_changed_is_not_opened() {
    let whole = small();
    assert!(open(&whole).is_ok());
    for at in 0..whole.len() {
        for flip in [1_u8, 0x80] {
            let mut bytes = whole.clone();
            bytes[at] ^= flip;
            assert!(open(&bytes).is_err(), "byte {at}");
        }
    }
}

#[test]
fn a_pack_that_is_cut_short_or_goes_on_is_not_opened() {
    let whole = small();
    for length in 0..whole.len() {
        assert!(open(&whole[..length]).is_err(), "{length} bytes");
    }
    assert!(open(&[whole.as_slice(), b" "].concat()).is_err());
    assert!(open(&[whole.as_slice(), &whole].concat()).is_err());
}

#[test]
fn a_forged_head_leads_to_no_path_no_size_and_no_id_of_its_own() {
    let text = smallest();
    let body = text.as_bytes();
    let hash = blake3::hash(body).to_hex();
    let long = "x".repeat(100_000);
    let many: String = (0..600).map(|at| entry(&format!("a{at:03}.ron"), b"")).collect();
    let head = |rest: &str| forged(&format!("id bridge\n{rest}"), body);
    for (what, bytes) in [
        ("a way out", head(&entry("../scenario.ron", body))),
        ("a way out of a language", head(&entry("ru/../../a.po", body))),
        ("a root", head(&entry("/etc/scenario.ron", body))),
        ("a folder", head(&entry("a/scenario.ron", body))),
        ("a program", head(&entry("scenario.sh", body))),
        ("a hidden file", head(&entry(".ron", body))),
        ("the other way out", head(&entry("..\\scenario.ron", body))),
        ("a size beyond all", head(&format!("file {} {hash} scenario.ron\n", u64::MAX))),
        ("a size beyond the pack", head(&format!("file {} {hash} scenario.ron\n", body.len() + 1))),
        ("a size below nothing", head(&format!("file -1 {hash} scenario.ron\n"))),
        ("a size written otherwise", head(&format!("file 0{} {hash} scenario.ron\n", body.len()))),
        ("another hash", head(&format!("file {} {} scenario.ron\n", body.len(), blake3::hash(b"x").to_hex()))),
        ("a name twice", forged(&format!("id bridge\n{0}{0}", entry("scenario.ron", body)), &[body, body].concat())),
        ("names out of order", forged(&format!("id a\n{}{}", entry("b.ron", b""), entry("a.ron", b"")), b"")),
        ("too many files", forged(&format!("id bridge\n{many}"), b"")),
        ("a head without end", forged(&format!("id bridge\ntitle {long}\n"), b"")),
        ("no id", forged(&entry("scenario.ron", body), body)),
        ("an id that is a path", forged(&format!("id ../bridge\n{}", entry("scenario.ron", body)), body)),
        ("an id that is nothing", forged(&format!("id \n{}", entry("scenario.ron", body)), body)),
        ("a claim after the files", forged(&format!("id bridge\n{}title x\n", entry("scenario.ron", body)), body)),
        ("a control character", forged(&format!("id bridge\ntitle \u{1b}[2J\n{}", entry("scenario.ron", body)), body)),
        ("a later format", [b"brinkmanship-pack 2\n".as_slice(), body].concat()),
    ] {
        assert!(open(&bytes).is_err(), "{what}");
    }
}

#[test]
fn a_head_that_says_something_else_than_the_files_is_found_out() {
    let text = smallest();
    let body = text.as_bytes();
    let fingerprint = load("bridge", &files(&[("scenario.ron", &text)])).scenario.unwrap().fingerprint;
    let true_head = format!(
        "id bridge\nfingerprint {fingerprint}\ntitle The Bridge\nversion 1\nauthor The ferryman\nlicence CC0-1.0\nage 10\nsources 1\n"
    );
    let opened = |head: &str| open(&forged(&format!("{head}{}", entry("scenario.ron", body)), body)).unwrap();
    let sources = |head: &str, count: usize| head.replace("sources 1", &format!("sources {count}"));
    let sound = (0..4).map(|count| sources(&true_head, count)).find(|head| opened(head).check().is_ok());
    let sound = sound.expect("the head is as a pack of these files has it");
    for (claimed, other) in [
        ("The ferryman", "A ministry"),
        ("licence CC0-1.0", "licence CC-BY-4.0"),
        ("age 10", "age 8"),
        ("The Bridge", "October 1962"),
        (&fingerprint[..8], "00000000"),
    ] {
        let told = opened(&sound.replace(claimed, other)).check();
        assert!(matches!(told, Err(PackError::Claim { .. })), "{other}: {told:?}");
        let label = sound.lines().find(|line| line.contains(claimed)).and_then(|line| line.split(' ').next());
        assert!(matches!(&told, Err(PackError::Claim { what, .. }) if Some(what.as_str()) == label), "{told:?}");
    }
}

#[test]
fn what_has_faults_or_other_files_is_not_packed() {
    let broken = smallest().replace("Fact(\"bridge-closed\")", "Fact(\"no-such-fact\")");
    assert_eq!(pack("bridge", &files(&[("scenario.ron", &broken)]), &[]).err(), Some(PackError::Faulty));
    let overlays = files(&[("run.sh", "rm -r *")]);
    let told = pack("bridge", &files(&[("scenario.ron", &smallest())]), &overlays);
    assert!(matches!(told, Err(PackError::Name { .. })), "{told:?}");
    let unread = [Found { name: "ru/moves.po".to_owned(), bytes: Err("it is a link".to_owned()) }];
    let told = pack("bridge", &files(&[("scenario.ron", &smallest())]), &unread);
    assert!(matches!(told, Err(PackError::File { .. })), "{told:?}");
}

/// The scenario of a folder of `tests/bad`, and the same as a draft.
fn published_and_draft(code: &str) -> [String; 2] {
    let text = fs::read_to_string(root().join("tests/bad").join(code).join("scenario.ron")).unwrap();
    assert!(text.contains("status: Published"));
    let draft = text.replacen("status: Published", "status: Draft", 1);
    [text, draft]
}

#[test]
fn a_history_that_does_not_come_out_keeps_what_is_published_from_play_and_from_packs_and_no_draft() {
    for code in [
        "history-draw-unfit",
        "history-draw-unnamed",
        "history-draw-unused",
        "history-expectation",
        "history-order-refused",
        "history-too-long",
    ] {
        let [published, draft] = published_and_draft(code);
        let published = files(&[("scenario.ron", &published)]);
        let loaded = fit::load("bridge", &published);
        assert!(loaded.scenario.is_none() && load("bridge", &published).scenario.is_some(), "{code}");
        assert_eq!(pack("bridge", &published, &[]).err(), Some(PackError::Faulty), "{code}");
        let draft = files(&[("scenario.ron", &draft)]);
        let loaded = fit::load("bridge", &draft);
        assert!(loaded.scenario.is_some(), "{code}");
        assert!(loaded.diagnostics.iter().any(|one| one.code == code && one.severity == Severity::ToDo), "{code}");
        let bytes = pack("bridge", &draft, &[]).unwrap_or_else(|error| panic!("{code}: {error}"));
        assert!(
            fit::load("bridge", &open(&bytes).unwrap().files).scenario.is_some(),
            "{code}: what is packed is played"
        );
    }
}

#[test]
fn a_pack_whose_line_ends_were_changed_is_told_so() {
    let changed = String::from_utf8(small()).unwrap().replace('\n', "\r\n");
    assert_eq!(open(changed.as_bytes()).err(), Some(PackError::LineEnds));
}

#[test]
fn the_card_in_a_file_of_its_own_is_outside_the_fingerprint() {
    let text = smallest();
    let start = text.find(" card: (").unwrap();
    let end = start + text[start..].find('\n').unwrap();
    let card = text[start..end].trim_start_matches(" card: ").trim_end_matches(',');
    let head = format!("{}{}", &text[..start], &text[end..]);
    let print = |card: &str| {
        let loaded = load("bridge", &files(&[("card.ron", card), ("scenario.ron", &head)]));
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
        loaded.scenario.unwrap().fingerprint
    };
    assert_eq!(print(card), print(&card.replace("The ferryman", "Somebody else")));
}

#[test]
fn a_size_in_an_effect_is_the_number_that_the_scenario_gives_it() {
    let sizes = "sizes: (slight: 5, clear: 9, heavy: 30, why: \"Market days are few.\"), card: (";
    let effects = |effect: &str| {
        let text = smallest().replacen("card: (", sizes, 1).replacen("Change(\"south.standing\", 5)", effect, 1);
        let loaded = load("bridge", &files(&[("scenario.ron", &text)]));
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
        let scenario = loaded.scenario.unwrap();
        assert!(scenario.judgement.ends_with("Market days are few."), "the reason is told: {}", scenario.judgement);
        format!("{:?}", scenario.moves.iter().find(|data| data.id == "close").unwrap().effects)
    };
    for (sized, numbered) in [
        ("Raise(\"south.standing\", Slight)", "Change(\"south.standing\", 5)"),
        ("Raise(\"south.standing\", Heavy)", "Change(\"south.standing\", 30)"),
        ("Lower(\"south.standing\", Clear)", "Change(\"south.standing\", -9)"),
        ("Respect(\"closed-gate\", Slight)", "Conduct(\"closed-gate\", 5)"),
        ("Disregard(\"closed-gate\", Heavy)", "Conduct(\"closed-gate\", -30)"),
    ] {
        assert_eq!(effects(sized), effects(numbered), "{sized}");
    }
}
