//! The type: a serif for what is read as a document, a sans for the interface, a typewriter for dispatches.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// Running documents.
pub const SERIF: &str = "serif";
/// Headlines.
pub const SERIF_BOLD: &str = "serif-bold";
/// Asides in documents.
pub const SERIF_ITALIC: &str = "serif-italic";
/// What is pressed or stressed.
pub const SANS_BOLD: &str = "sans-bold";

/// The fonts that come with the game, in the order in which a letter is looked for.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallback: Vec<String> = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for name in [SERIF, SERIF_BOLD, SERIF_ITALIC, SANS_BOLD] {
        fonts.families.insert(FontFamily::Name(name.into()), fallback.clone());
    }
    let _: Option<Arc<FontData>> = None;
    fonts
}
