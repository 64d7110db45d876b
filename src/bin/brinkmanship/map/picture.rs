//! What Bevy is to draw under the interface.

use std::sync::Arc;

use egui::Rect;

use super::{geo::Chart, look::Looking};

/// What Bevy is to draw under the interface.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The chart of the theatre.
    pub chart: Arc<Chart>,
    /// Where the eye is.
    pub looking: Looking,
    /// The part of the window, in points.
    pub rect: Rect,
    /// The year whose borders are drawn; none where none are wanted.
    pub borders: Option<u16>,
    /// Whether meridians and parallels are drawn.
    pub grid: bool,
}
