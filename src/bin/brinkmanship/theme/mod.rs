//! The look, decided in one place: colours, type, spacing, and the few pieces that every screen is made of.
//!
//! A table in a situation room: paper and ink by day, lamplight by night. One accent for each actor, safe for
//! colour-blind eyes and never alone: a mark or a word says the same.

mod chart;
mod fonts;
mod form;
mod page;
mod palette;
mod picture;
mod pieces;
mod play;

pub use chart::{Column, Curve, Mark};
pub use fonts::{SANS_BOLD, SANS_ITALIC, SERIF, SERIF_BOLD, definitions};
pub use form::{Entry, prose};
pub use page::{LOOKING, READING};
pub use palette::Palette;
pub use pieces::Tone;

use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Vec2};

/// Sizes of type, in points of the interface.
pub mod size {
    /// The title of the game.
    pub const DISPLAY: f32 = 46.0;
    /// The headline of a turn.
    pub const HEADLINE: f32 = 26.0;
    /// The heading of a section.
    pub const HEADING: f32 = 19.0;
    /// What is read at length.
    pub const BODY: f32 = 15.5;
    /// What stands beside it.
    pub const SMALL: f32 = 13.0;
    /// Labels in capitals.
    pub const LABEL: f32 = 11.5;
}

/// Distances, in points of the interface.
pub mod space {
    /// Between things that belong together.
    pub const TIGHT: f32 = 4.0;
    /// Between lines of a list.
    pub const SMALL: f32 = 8.0;
    /// Between paragraphs.
    pub const MEDIUM: f32 = 14.0;
    /// Between sections.
    pub const LARGE: f32 = 24.0;
    /// The widest column of running text.
    pub const MEASURE: f32 = 640.0;
}

/// The theme in force.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Whether it is night.
    pub night: bool,
    /// The colours.
    pub palette: Palette,
    /// Whether nothing moves that need not.
    pub still: bool,
}

impl Theme {
    /// The theme of day or night.
    #[must_use]
    pub const fn new(night: bool, still: bool) -> Self {
        Self { night, palette: if night { Palette::NIGHT } else { Palette::DAY }, still }
    }

    /// The accent of an actor, 0 or 1.
    #[must_use]
    pub const fn actor(&self, seat: usize) -> Color32 {
        self.palette.actors[if seat == 0 { 0 } else { 1 }]
    }

    /// The mark of an actor, which says without colour what its accent says.
    #[must_use]
    pub const fn mark(seat: usize) -> &'static str {
        if seat == 0 { "■" } else { "▲" }
    }

    /// Makes egui look so.
    pub fn apply(&self, ctx: &egui::Context) {
        ctx.set_theme(if self.night { egui::Theme::Dark } else { egui::Theme::Light });
        let theme = *self;
        ctx.all_styles_mut(move |style| theme.style(style));
    }

    fn style(&self, style: &mut egui::Style) {
        let palette = &self.palette;
        style.text_styles = [
            (TextStyle::Heading, FontId::new(size::HEADING, FontFamily::Name(SERIF_BOLD.into()))),
            (TextStyle::Body, FontId::new(size::BODY, FontFamily::Proportional)),
            (TextStyle::Button, FontId::new(size::BODY, FontFamily::Proportional)),
            (TextStyle::Small, FontId::new(size::SMALL, FontFamily::Proportional)),
            (TextStyle::Monospace, FontId::new(size::BODY, FontFamily::Monospace)),
        ]
        .into();
        style.spacing.item_spacing = Vec2::new(space::SMALL, space::SMALL);
        style.spacing.button_padding = Vec2::new(14.0, 7.0);
        style.spacing.interact_size = Vec2::new(40.0, 30.0);
        // A bar that shows wherever there is more, and widens under the pointer.
        style.spacing.scroll = egui::style::ScrollStyle::thin();
        style.spacing.scroll.floating_width = 4.0;
        style.spacing.scroll.dormant_background_opacity = 0.0;
        style.animation_time = if self.still { 0.0 } else { 0.12 };
        style.scroll_animation =
            if self.still { egui::style::ScrollAnimation::none() } else { egui::style::ScrollAnimation::default() };
        style.url_in_tooltip = true;
        let visuals = &mut style.visuals;
        *visuals = if self.night { egui::Visuals::dark() } else { egui::Visuals::light() };
        visuals.override_text_color = None;
        visuals.panel_fill = palette.table;
        visuals.window_fill = palette.paper;
        visuals.window_stroke = Stroke::new(1.0, palette.rule);
        visuals.window_corner_radius = CornerRadius::same(3);
        visuals.menu_corner_radius = CornerRadius::same(3);
        visuals.window_shadow = Shadow {
            offset: [0, 6],
            blur: 24,
            spread: 0,
            color: Color32::from_black_alpha(if self.night { 120 } else { 50 }),
        };
        visuals.popup_shadow = visuals.window_shadow;
        visuals.extreme_bg_color = palette.well;
        visuals.faint_bg_color = palette.well;
        visuals.code_bg_color = palette.well;
        visuals.hyperlink_color = palette.link;
        visuals.warn_fg_color = palette.warning;
        visuals.error_fg_color = palette.alarm;
        visuals.weak_text_color = Some(palette.faint);
        visuals.selection.bg_fill = palette.accent.gamma_multiply(0.35);
        visuals.selection.stroke = Stroke::new(2.0, palette.accent);
        let widgets = &mut visuals.widgets;
        for (widget, fill, line, ink) in [
            (&mut widgets.noninteractive, palette.paper, palette.rule, palette.ink),
            (&mut widgets.inactive, palette.button, palette.rule, palette.ink),
            (&mut widgets.hovered, palette.button_hovered, palette.ink, palette.ink),
            (&mut widgets.active, palette.button_pressed, palette.ink, palette.ink),
            (&mut widgets.open, palette.button_hovered, palette.rule, palette.ink),
        ] {
            widget.bg_fill = fill;
            widget.weak_bg_fill = fill;
            widget.bg_stroke = Stroke::new(1.0, line);
            widget.fg_stroke = Stroke::new(1.0, ink);
            widget.corner_radius = CornerRadius::same(3);
            widget.expansion = 0.0;
        }
        visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.rule);
    }

    /// A sheet of paper on the table.
    pub fn sheet(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.palette.paper)
            .stroke(Stroke::new(1.0, self.palette.rule))
            .corner_radius(CornerRadius::same(3))
            .inner_margin(Margin::same(18))
    }

    /// The bare table, without an edge.
    pub fn table(&self) -> egui::Frame {
        egui::Frame::new().fill(self.palette.table).inner_margin(Margin::same(16))
    }
}
