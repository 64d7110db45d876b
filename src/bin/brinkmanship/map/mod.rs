//! The map: geography as numbers, what is looked at, what lies over it, and the meshes that Bevy draws.

pub mod geo;
pub mod labels;
pub mod look;
pub mod over;
mod picture;

pub use look::Maps;
pub use picture::Picture;

use brinkmanship::report::table::MapSheet;
use egui::{Rect, Ui, vec2};

use crate::theme::Theme;

/// The size of the inset, in points, and the least room in which there is one.
const INSET: (f32, f32) = (190.0, 124.0);
const ROOM: (f32, f32) = (640.0, 320.0);

/// Shows a theatre in a part of the screen, with an inset of the next one that has news; says which theatre is to be
/// opened, if the inset was pressed. What Bevy is to draw is left in the picture.
pub fn table(
    ui: &mut Ui,
    theme: &Theme,
    (maps, picture): (&mut Maps, &mut Option<Picture>),
    sheet: &MapSheet,
    theatre: usize,
    rect: Rect,
) -> Option<usize> {
    let shown = sheet.theatres.get(theatre)?;
    over::show(ui, theme, maps, sheet, shown, rect);
    if let Some(chart) = maps.chart(shown).filter(|_| !sheet.schematic) {
        let looking = maps.looking(shown, &chart, rect);
        *picture = Some(Picture { chart, looking, rect, borders: sheet.borders });
    }
    if rect.width() < ROOM.0 || rect.height() < ROOM.1 || sheet.theatres.len() < 2 {
        return None;
    }
    let other = look::second(maps, sheet, theatre)?;
    let corner = rect.right_top() + vec2(-INSET.0 - 10.0, 10.0);
    let place = Rect::from_min_size(corner, vec2(INSET.0, INSET.1));
    over::inset(ui, theme, maps, sheet, &sheet.theatres[other], place).then_some(other)
}
