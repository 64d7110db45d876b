//! What a person has set, kept in the platform's own folder.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};

use brinkmanship::scenario::files::{read_bounded, write_safely};

/// What a person has set.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Settings {
    /// Whether it is night.
    pub night: bool,
    /// The language, by its code; that of the system where none is set.
    pub language: Option<String>,
    /// How large the interface is, in percent. Range: 75 to 250.
    pub scale: u16,
    /// How fast texts appear.
    pub text_speed: TextSpeed,
    /// Whether nothing moves that need not.
    pub reduced_motion: bool,
    /// Minutes for a turn, for those who want a timer; 0 is none. Range: 0 to 60.
    pub turn_minutes: u16,
    /// Whether every desk is open from the start of a turn, not only the main decision.
    pub all_desks: bool,
    /// How the staff gives its estimates when it is asked.
    pub estimates: Estimates,
    /// Keys that differ from the usual: the action's name, and the key's.
    pub keys: BTreeMap<String, String>,
    /// The size of the window when it was last closed, in points.
    pub window: (u32, u32),
    /// Endings seen so far: the scenario's id, and the ids of its endings.
    pub seen: BTreeMap<String, Vec<String>>,
    /// The crisis that was played last.
    pub last: Option<PathBuf>,
    /// Whether the tutorial has been finished or declined.
    pub tutored: bool,
}

/// How fast texts appear.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub enum TextSpeed {
    /// Letter by letter, slowly.
    Slow,
    /// Letter by letter.
    Fast,
    /// At once.
    #[default]
    AtOnce,
}

/// How the staff gives its estimates.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub enum Estimates {
    /// Not at all.
    Off,
    /// In words, in three bands.
    #[default]
    Words,
    /// In numbers, with intervals.
    Numbers,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            night: false,
            language: None,
            scale: 100,
            text_speed: TextSpeed::AtOnce,
            reduced_motion: false,
            turn_minutes: 0,
            all_desks: false,
            estimates: Estimates::Words,
            keys: BTreeMap::new(),
            window: (1280, 800),
            seen: BTreeMap::new(),
            last: None,
            tutored: false,
        }
    }
}

/// The largest settings file that is read.
const MOST_BYTES: u64 = 1 << 20;

impl Settings {
    /// Reads the settings. What cannot be read is put aside under another name, never deleted, and said.
    #[must_use]
    pub fn read(path: Option<&PathBuf>) -> (Self, Option<String>) {
        let Some(path) = path else { return (Self::default(), None) };
        let Ok(bytes) = read_bounded(path, MOST_BYTES) else { return (Self::default(), None) };
        let read = std::str::from_utf8(&bytes).ok().and_then(|text| ron::from_str::<Self>(text).ok());
        match read {
            Some(settings) => (settings.within_bounds(), None),
            None => {
                let aside = path.with_extension("unreadable.ron");
                let kept = std::fs::rename(path, &aside).is_ok();
                let said = if kept {
                    tr!(
                        "The settings could not be read. They were put aside as {aside}, and the usual ones are in force.",
                        aside = aside.display()
                    )
                } else {
                    tr!(
                        "The settings in {path} could not be read, so the usual ones are in force.",
                        path = path.display()
                    )
                };
                (Self::default(), Some(said))
            }
        }
    }

    fn within_bounds(mut self) -> Self {
        self.scale = self.scale.clamp(75, 250);
        self.turn_minutes = self.turn_minutes.min(60);
        self.window = (self.window.0.clamp(640, 7680), self.window.1.clamp(480, 4320));
        self
    }

    /// Writes the settings.
    ///
    /// # Errors
    /// They cannot be written; what stood there before is untouched.
    pub fn write(&self, path: Option<&PathBuf>) -> Result<(), String> {
        let Some(path) = path else { return Ok(()) };
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default())
            .map_err(|error| tr!("The settings cannot be written: {error}.", error))?;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| {
                tr!("The folder {folder} cannot be made: {error}.", folder = folder.display(), error)
            })?;
        }
        write_safely(path, text.as_bytes()).map_err(|error| {
            let error = crate::saves::reason(&error);
            tr!("The settings cannot be kept in {path}: {error}.", path = path.display(), error)
        })
    }
}
