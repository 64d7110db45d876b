//! The map: geography as numbers, what is looked at, what lies over it, and the meshes that Bevy draws.

pub mod geo;
pub mod labels;
pub mod look;
pub mod over;
mod picture;
mod pointer;

pub use look::Maps;
pub use picture::Picture;

use brinkmanship::report::table::MapSheet;
use egui::{Rect, Ui, vec2};

use crate::theme::Theme;

/// The size of the inset, in points, and the least room in which there is one.
const INSET: (f32, f32) = (190.0, 124.0);
const ROOM: (f32, f32) = (420.0, 240.0);
/// The most of the map that it may take, as a share of each side.
const SHARE: f32 = 0.32;

/// The tabs of the theatres, where there are several; which one is open is kept within those that there are.
pub fn theatres(ui: &mut Ui, theme: &Theme, sheet: &MapSheet, open: &mut usize) {
    *open = (*open).min(sheet.theatres.len().saturating_sub(1));
    if 1 < sheet.theatres.len() {
        theme.row(ui, |ui| {
            for (at, theatre) in sheet.theatres.iter().enumerate() {
                if theme.tab(ui, &theatre.name, at == *open, "").clicked() {
                    *open = at;
                }
            }
        });
    }
}

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
    let inset = inset(maps, sheet, theatre, rect);
    over::show(ui, theme, maps, sheet, shown, (rect, inset.map(|(_, place)| place)));
    if let Some(chart) = maps.chart(sheet, shown).filter(|_| !sheet.schematic) {
        let looking = maps.looking(shown, &chart, rect);
        *picture = Some(Picture { chart, looking, rect, borders: sheet.borders, grid: !sheet.mirrored });
    }
    let (other, place) = inset?;
    over::inset(ui, theme, maps, sheet, &sheet.theatres[other], place).then_some(other)
}

/// Which theatre the inset shows, and where it lies; none where there is no room or no other theatre.
fn inset(maps: &mut Maps, sheet: &MapSheet, theatre: usize, rect: Rect) -> Option<(usize, Rect)> {
    if rect.width() < ROOM.0 || rect.height() < ROOM.1 || sheet.theatres.len() < 2 {
        return None;
    }
    let other = look::second(maps, sheet, theatre)?;
    let by = (rect.width() * SHARE / INSET.0).min(rect.height() * SHARE / INSET.1).min(1.0);
    let size = vec2(INSET.0, INSET.1) * by;
    Some((other, Rect::from_min_size(rect.right_top() + vec2(-size.x - 10.0, 10.0), size)))
}
