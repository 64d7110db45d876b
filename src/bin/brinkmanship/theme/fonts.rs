//! The type: a serif for what is read as a document, a sans for the interface, a typewriter for dispatches.
//!
//! All of it is inside the program, so that it looks the same everywhere and a missing file cannot leave a blank screen.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// Running documents.
pub const SERIF: &str = "serif";
/// Headlines.
pub const SERIF_BOLD: &str = "serif-bold";
/// Asides in documents.
const SERIF_ITALIC: &str = "serif-italic";
/// What is pressed or stressed.
pub const SANS_BOLD: &str = "sans-bold";
/// What is said under something.
pub const SANS_ITALIC: &str = "sans-italic";

macro_rules! faces {
    ($($name:literal: $file:literal;)*) => {
        /// The faces that come with the game, by name.
        pub const FACES: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("../../../../assets/fonts/", $file)))),*];
    };
}

faces! {
    "literata": "Literata-Regular.ttf";
    "literata-bold": "Literata-Bold.ttf";
    "literata-italic": "Literata-Italic.ttf";
    "plex-sans": "IBMPlexSans-Regular.ttf";
    "plex-sans-bold": "IBMPlexSans-SemiBold.ttf";
    "plex-sans-italic": "IBMPlexSans-Italic.ttf";
    "courier": "CourierPrime-Regular.ttf";
    "plex-mono": "IBMPlexMono-Regular.ttf";
    "noto-sc": "NotoSansSC-Subset.ttf";
}

/// The faces of each family, in the order in which a letter is looked for.
const FAMILIES: &[(&str, &[&str])] = &[
    (SERIF, &["literata", "plex-sans", "noto-sc"]),
    (SERIF_BOLD, &["literata-bold", "plex-sans-bold", "noto-sc"]),
    (SERIF_ITALIC, &["literata-italic", "plex-sans-italic", "noto-sc"]),
    (SANS_BOLD, &["plex-sans-bold", "noto-sc"]),
    (SANS_ITALIC, &["plex-sans-italic", "noto-sc"]),
];

/// The fonts that come with the game; egui's own come last, for marks that none of ours has.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let last: Vec<String> = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (name, bytes) in FACES {
        fonts.font_data.insert((*name).to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let mut put = |family: FontFamily, faces: &[&str]| {
        let faces = faces.iter().map(|face| (*face).to_owned()).chain(last.clone()).collect();
        fonts.families.insert(family, faces);
    };
    put(FontFamily::Proportional, &["plex-sans", "noto-sc"]);
    put(FontFamily::Monospace, &["courier", "plex-mono", "noto-sc"]);
    for (family, faces) in FAMILIES {
        put(FontFamily::Name((*family).into()), faces);
    }
    fonts
}
