//! Every text of every scenario has its glyphs in the fonts that the desktop game carries.

use std::{collections::BTreeSet, fs, path::Path};

use crate::common::root;

/// The faces of each family, in the order in which a glyph is looked for.
const FAMILIES: &[(&str, &[&str])] = &[
    ("headlines", &["Literata-Bold", "IBMPlexSans-SemiBold", "NotoSansSC-Subset"]),
    ("briefings", &["Literata-Regular", "IBMPlexSans-Regular", "NotoSansSC-Subset"]),
    ("quotations", &["Literata-Italic", "IBMPlexSans-Italic", "NotoSansSC-Subset"]),
    ("interface", &["IBMPlexSans-Regular", "NotoSansSC-Subset"]),
    ("interface, strong", &["IBMPlexSans-SemiBold", "NotoSansSC-Subset"]),
    ("interface, slanted", &["IBMPlexSans-Italic", "NotoSansSC-Subset"]),
    ("dispatches", &["CourierPrime-Regular", "IBMPlexMono-Regular", "IBMPlexSans-Regular", "NotoSansSC-Subset"]),
    ("dispatches, strong", &["CourierPrime-Bold", "IBMPlexMono-Regular", "IBMPlexSans-SemiBold", "NotoSansSC-Subset"]),
];

/// What the interface and scenarios to come may write, whatever those of today do.
const ALWAYS: &str = "Łódź Şırnak Güllük Košice Țărănesc Đà Nẵng Nguyễn Văn Thiệu Ấp Bắc Αθήνα Ελλάδα Хрущёв Ґанджа \
    Київ Їжак Єва Вільнюс ЎЉЊЏ “double” ‘single’ «guillemets» „low“ – — … • † ‡ § ° ′ ″ № € £ ¥ ₴ ₽ ½ ¼ ¾ ² ³ \
    ← ↑ → ↓ − × ÷ ± ≥ ≤ ≠ ≈ ∞ ★ ☆ ◐ ○ ● ■ □ ▲ ▼ 臺灣海峽 台湾海峡 金門 马祖 習近平 习近平 蔡英文 中華民國 与那国 沖縄 尖閣";

#[test]
fn every_text_of_every_scenario_and_of_every_translation_has_its_glyphs() {
    let mut texts = vec![("the characters that are always there".to_owned(), ALWAYS.to_owned())];
    for folder in fs::read_dir(root().join("scenarios")).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        for file in fs::read_dir(folder).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|extension| extension == "ron") {
                texts.push((file.display().to_string(), fs::read_to_string(&file).unwrap()));
            }
        }
    }
    for folder in ["assets/languages", "scenarios/cuba-1962/ru"] {
        for file in fs::read_dir(root().join(folder)).unwrap() {
            let file = file.unwrap().path();
            texts.push((file.display().to_string(), fs::read_to_string(&file).unwrap()));
        }
    }
    assert!(3 < texts.len(), "there are no scenarios to read");
    let mut missing = Vec::new();
    for (family, faces) in FAMILIES {
        let glyphs: BTreeSet<char> = faces.iter().flat_map(|face| characters(&read(face))).collect();
        for (file, text) in &texts {
            let lacking: BTreeSet<char> =
                text.chars().filter(|letter| !letter.is_control() && !glyphs.contains(letter)).collect();
            if !lacking.is_empty() {
                missing.push(format!("{file}: the family for {family} lacks {}", String::from_iter(lacking)));
            }
        }
    }
    assert!(missing.is_empty(), "add them in assets/fonts/build.py or chinese.txt\n{}", missing.join("\n"));
}

#[test]
fn a_face_is_read_as_it_is() {
    let typewriter: BTreeSet<char> = characters(&read("CourierPrime-Regular")).into_iter().collect();
    assert!(typewriter.contains(&'é') && !typewriter.contains(&'Ж') && !typewriter.contains(&'台'));
    let chinese: BTreeSet<char> = characters(&read("NotoSansSC-Subset")).into_iter().collect();
    assert!(chinese.contains(&'台') && !chinese.contains(&'é'));
    assert_eq!(characters(b"no font at all"), []);
}

#[test]
fn every_font_stands_beside_its_licence() {
    let folder = root().join("assets/fonts");
    let mut faces = BTreeSet::new();
    for file in fs::read_dir(&folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if let Some(face) = name.strip_suffix(".ttf") {
            let family = face.split('-').next().unwrap();
            // The two families of Plex share one text.
            let family = if family.starts_with("IBMPlex") { "IBMPlex" } else { family };
            let licence = fs::read_to_string(folder.join(format!("{family}-OFL.txt"))).unwrap();
            assert!(licence.contains("SIL OPEN FONT LICENSE Version 1.1"), "{name}");
            faces.insert(face.to_owned());
        }
    }
    let used: BTreeSet<String> =
        FAMILIES.iter().flat_map(|(_, faces)| faces.iter()).map(|face| (*face).to_owned()).collect();
    assert_eq!(faces, used, "the faces that are there, and those of the families");
}

fn read(face: &str) -> Vec<u8> {
    fs::read(root().join(Path::new("assets/fonts")).join(format!("{face}.ttf"))).unwrap()
}

/// The characters that a TrueType face has glyphs for, from the two formats of its table that matter.
fn characters(font: &[u8]) -> Vec<char> {
    let table = (0..usize::from(word(font, 4)))
        .map(|index| 12 + 16 * index)
        .find(|entry| font.get(*entry..entry + 4) == Some(b"cmap".as_slice()))
        .map_or(font.len(), |entry| long(font, entry + 8));
    let mut found = Vec::new();
    for index in 0..usize::from(word(font, table + 2)) {
        let part = table + long(font, table + 4 + 8 * index + 4);
        match word(font, part) {
            4 => segments(font, part, &mut found),
            12 => {
                for group in 0..long(font, part + 12) {
                    let at = part + 16 + 12 * group;
                    let (first, last) = (long(font, at), long(font, at + 4));
                    found.extend((first..=last).filter_map(|code| char::from_u32(u32::try_from(code).ok()?)));
                }
            }
            _ => {}
        }
    }
    found
}

fn segments(font: &[u8], part: usize, found: &mut Vec<char>) {
    let twice = usize::from(word(font, part + 6));
    for at in (0..twice).step_by(2) {
        let last = word(font, part + 14 + at);
        let first = word(font, part + 16 + twice + at);
        let delta = word(font, part + 16 + 2 * twice + at);
        let place = part + 16 + 3 * twice + at;
        let offset = usize::from(word(font, place));
        for code in first..=last {
            let glyph = if offset == 0 {
                code.wrapping_add(delta)
            } else {
                word(font, place + offset + 2 * usize::from(code - first))
            };
            if glyph != 0 {
                found.extend(char::from_u32(u32::from(code)));
            }
        }
    }
}

/// Two bytes, the higher first; 0 beyond the end.
fn word(font: &[u8], at: usize) -> u16 {
    font.get(at..at + 2).map_or(0, |bytes| u16::from_be_bytes([bytes[0], bytes[1]]))
}

fn long(font: &[u8], at: usize) -> usize {
    usize::from(word(font, at)) << 16 | usize::from(word(font, at + 2))
}
