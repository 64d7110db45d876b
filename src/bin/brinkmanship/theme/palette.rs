//! The colours of day and night.
//!
//! The accents of the two actors are from the palette of Okabe and Ito, which eyes with any common colour blindness
//! tell apart. Source: Okabe and Ito 2008, "Color Universal Design".

use egui::Color32;

/// The colours of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// What everything lies on.
    pub table: Color32,
    /// A sheet of paper.
    pub paper: Color32,
    /// A sheet that is taken up.
    pub paper_raised: Color32,
    /// A hollow: fields, bars, wells.
    pub well: Color32,
    /// What is read.
    pub ink: Color32,
    /// What stands beside it.
    pub faint: Color32,
    /// Edges and rules.
    pub rule: Color32,
    /// What can be pressed.
    pub button: Color32,
    /// The same under the pointer.
    pub button_hovered: Color32,
    /// The same while it is pressed.
    pub button_pressed: Color32,
    /// What is chosen, and the one thing to do next.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// A link.
    pub link: Color32,
    /// Something went well.
    pub good: Color32,
    /// Something needs care.
    pub warning: Color32,
    /// Danger: crossings, incidents, catastrophe.
    pub alarm: Color32,
    /// The accents of the two actors.
    pub actors: [Color32; 2],
    /// The sea.
    pub sea: Color32,
    /// The land.
    pub land: Color32,
    /// The line between them.
    pub coast: Color32,
    /// Borders.
    pub border: Color32,
    /// Meridians and parallels.
    pub graticule: Color32,
    /// Labels on the map.
    pub label: Color32,
}

impl Palette {
    /// Paper and ink.
    pub const DAY: Self = Self {
        table: Color32::from_rgb(0xE7, 0xDF, 0xCF),
        paper: Color32::from_rgb(0xFA, 0xF6, 0xEC),
        paper_raised: Color32::from_rgb(0xFF, 0xFD, 0xF7),
        well: Color32::from_rgb(0xEF, 0xE8, 0xD9),
        ink: Color32::from_rgb(0x1F, 0x23, 0x2B),
        faint: Color32::from_rgb(0x5E, 0x5B, 0x54),
        rule: Color32::from_rgb(0xC6, 0xBB, 0xA4),
        button: Color32::from_rgb(0xF3, 0xEC, 0xDD),
        button_hovered: Color32::from_rgb(0xFF, 0xFD, 0xF7),
        button_pressed: Color32::from_rgb(0xE4, 0xD9, 0xC2),
        accent: Color32::from_rgb(0x2B, 0x3A, 0x55),
        on_accent: Color32::from_rgb(0xFB, 0xF7, 0xEE),
        link: Color32::from_rgb(0x1F, 0x4E, 0x79),
        good: Color32::from_rgb(0x00, 0x6B, 0x50),
        warning: Color32::from_rgb(0x8A, 0x5A, 0x00),
        alarm: Color32::from_rgb(0x9B, 0x1D, 0x20),
        actors: [Color32::from_rgb(0x00, 0x5F, 0x99), Color32::from_rgb(0xB3, 0x4E, 0x00)],
        sea: Color32::from_rgb(0xBF, 0xD0, 0xD4),
        land: Color32::from_rgb(0xEC, 0xE4, 0xCF),
        coast: Color32::from_rgb(0x6D, 0x7B, 0x7C),
        border: Color32::from_rgb(0xA8, 0x9C, 0x84),
        graticule: Color32::from_rgb(0xA9, 0xBD, 0xC2),
        label: Color32::from_rgb(0x2A, 0x2E, 0x35),
    };

    /// Lamplight.
    pub const NIGHT: Self = Self {
        table: Color32::from_rgb(0x12, 0x16, 0x1B),
        paper: Color32::from_rgb(0x1D, 0x23, 0x2A),
        paper_raised: Color32::from_rgb(0x27, 0x2F, 0x38),
        well: Color32::from_rgb(0x16, 0x1B, 0x21),
        ink: Color32::from_rgb(0xEC, 0xE5, 0xD5),
        faint: Color32::from_rgb(0xA9, 0xA3, 0x93),
        rule: Color32::from_rgb(0x3B, 0x44, 0x4E),
        button: Color32::from_rgb(0x2A, 0x32, 0x3B),
        button_hovered: Color32::from_rgb(0x35, 0x3F, 0x4A),
        button_pressed: Color32::from_rgb(0x20, 0x27, 0x2E),
        accent: Color32::from_rgb(0xE4, 0xC2, 0x74),
        on_accent: Color32::from_rgb(0x1A, 0x1A, 0x17),
        link: Color32::from_rgb(0x8E, 0xC3, 0xEA),
        good: Color32::from_rgb(0x58, 0xC4, 0x9F),
        warning: Color32::from_rgb(0xE6, 0xB4, 0x4C),
        alarm: Color32::from_rgb(0xF0, 0x7A, 0x6E),
        actors: [Color32::from_rgb(0x56, 0xB4, 0xE9), Color32::from_rgb(0xF0, 0x9A, 0x3E)],
        sea: Color32::from_rgb(0x1B, 0x29, 0x33),
        land: Color32::from_rgb(0x33, 0x38, 0x36),
        coast: Color32::from_rgb(0x7D, 0x8A, 0x8C),
        border: Color32::from_rgb(0x59, 0x5E, 0x5A),
        graticule: Color32::from_rgb(0x27, 0x38, 0x43),
        label: Color32::from_rgb(0xE2, 0xDC, 0xCC),
    };
}
