//! The language of a run: what is asked for, else that of the system, else English.

use std::{path::Path, sync::LazyLock};

use anyhow::{Context as _, bail};
use brinkmanship::{
    language::{Catalogue, po},
    scenario::files::read_bounded,
};

/// A language of which the program has a translation.
struct Inside {
    code: &'static str,
    /// Its name in itself.
    #[allow(dead_code, reason = "only the desktop lets one choose by name")]
    name: &'static str,
    catalogue: &'static LazyLock<Catalogue>,
    text: &'static str,
}

macro_rules! inside {
    ($($code:literal $name:literal;)*) => {
        const INSIDE: &[Inside] = &[$(Inside {
            code: $code,
            name: $name,
            catalogue: {
                static IT: LazyLock<Catalogue> = LazyLock::new(|| read($code, text($code)));
                &IT
            },
            text: include_str!(concat!("../../../assets/languages/", $code, ".po")),
        }),*];
    };
}

inside! {
    "ru" "Русский";
    "zh" "中文";
}

/// An overlay of the program can be no larger than this.
const MOST: u64 = 8 << 20;

/// The languages that the program speaks, English first: code, and name in itself.
#[allow(dead_code, reason = "only the desktop lets one choose by name")]
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    std::iter::once(("en", "English")).chain(INSIDE.iter().map(|one| (one.code, one.name)))
}

/// The overlay file of a language that comes with the program.
#[must_use]
pub fn text(code: &str) -> &'static str {
    INSIDE.iter().find(|one| one.code == code).map_or("", |one| one.text)
}

/// The catalogue of a language that comes with the program; none for English and for what it does not speak.
#[must_use]
pub fn inside(code: &str) -> Option<&'static Catalogue> {
    INSIDE.iter().find(|one| one.code == code).map(|one| &**one.catalogue)
}

/// The language of this run.
///
/// # Errors
/// An overlay file was asked for that cannot be read.
pub fn chosen(asked: Option<&str>) -> anyhow::Result<Option<&'static Catalogue>> {
    let Some(asked) = asked.filter(|asked| !asked.is_empty()) else { return Ok(system()) };
    if let Some(path) = overlay(asked) {
        let bytes = read_bounded(path, MOST).with_context(|| format!("{} cannot be read", path.display()))?;
        let text = String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8 text", path.display()))?;
        let code = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        return Ok(Some(read(&code, &text).kept()));
    }
    if !asked.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        bail!("`{asked}` is no language; its code is expected, such as ru, or an overlay file that ends in .po");
    }
    if primary(asked) == "en" {
        return Ok(None);
    }
    // A language that the program does not speak may be one into which a scenario has been translated.
    Ok(Some(inside(asked).or_else(|| inside(primary(asked))).unwrap_or_else(|| Catalogue::new(asked).kept())))
}

/// The language that was asked for, if it is none that the program speaks: then only what others translated into it is
/// shown in it.
#[must_use]
#[allow(dead_code, reason = "only the terminal is asked for a language by its code")]
pub fn unspoken(asked: Option<&str>) -> Option<&str> {
    let asked = asked.filter(|asked| !asked.is_empty() && overlay(asked).is_none())?;
    let code = primary(asked);
    (code != "en" && inside(code).is_none()).then_some(asked)
}

/// The overlay file that is named in the place of a language.
fn overlay(asked: &str) -> Option<&Path> {
    Some(Path::new(asked)).filter(|path| path.extension().is_some_and(|ending| ending == "po"))
}

/// The system's language, if the program speaks it.
fn system() -> Option<&'static Catalogue> {
    inside(primary(&sys_locale::get_locale()?))
}

/// A language without its country.
fn primary(code: &str) -> &str {
    code.split(['-', '_', '.']).next().unwrap_or(code)
}

/// The catalogue in an overlay file.
fn read(code: &str, text: &str) -> Catalogue {
    let mut catalogue = Catalogue::new(code);
    catalogue.add(&po::read(text));
    catalogue
}
