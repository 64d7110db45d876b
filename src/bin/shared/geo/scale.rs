//! The scale bar.

use super::{
    projection::{Position, Projection},
    sphere::distance,
};

/// A scale bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleBar {
    /// What it says.
    ///
    /// Unit and range: kilometres; 1, 2 or 5 times a power of ten.
    pub kilometres: u32,
    /// How long it is on the flat map, whose lengths are true at the middle of the theatre only.
    pub length: f64,
}

/// The longest scale bar of a round number of kilometres that fits into a length of the flat map, about a position:
/// the middle of what is seen. `None` if not even one kilometre fits, or the position is not on the map.
pub fn scale_bar(projection: &Projection, at: Position, longest: f64) -> Option<ScaleBar> {
    let aside = Position { longitude: at.longitude + 0.01, latitude: at.latitude };
    let (here, there) = (projection.forward(at)?, projection.forward(aside)?);
    let stretch = (there[0] - here[0]).hypot(there[1] - here[1]) / distance(at, aside);
    if !stretch.is_normal() {
        return None;
    }
    let mut found = None;
    for power in [1, 10, 100, 1_000, 10_000] {
        for step in [1, 2, 5] {
            let kilometres = power * step;
            let length = f64::from(kilometres) * stretch;
            if length <= longest {
                found = Some(ScaleBar { kilometres, length });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use brinkmanship::scenario::format::ProjectionWord;

    use super::{super::projection::Extent, *};

    #[test]
    fn a_scale_bar_is_round_and_true_where_it_stands() {
        let extent = Extent::of([24_000, 35_000, 46_000, 43_000]);
        for (word, latitude, longest, kilometres) in [
            (ProjectionWord::Equirectangular, 39.0, 400.0, 200),
            (ProjectionWord::Mercator, 39.0, 999.0, 500),
            (ProjectionWord::Mercator, 39.0, 1_001.0, 1_000),
            // Mercator stretches the north: at 60 degrees a kilometre is half as long again as at 39.
            (ProjectionWord::Mercator, 60.0, 300.0, 100),
            (ProjectionWord::LambertConformal, 39.0, 50.1, 50),
        ] {
            let projection = Projection::new(word, extent);
            let bar = scale_bar(&projection, Position { longitude: 35.0, latitude }, longest).unwrap();
            assert_eq!(bar.kilometres, kilometres, "{word:?}");
            let stretch = if latitude < 50.0 { 1.0 } else { 39.0_f64.to_radians().cos() / 0.5 };
            assert!((bar.length / (f64::from(kilometres) * stretch) - 1.0).abs() < 1e-3, "{word:?}: {bar:?}");
        }
        let projection = Projection::new(ProjectionWord::Mercator, extent);
        assert_eq!(scale_bar(&projection, extent.middle(), 0.5), None);
        assert_eq!(scale_bar(&projection, Position { longitude: 0.0, latitude: 90.0 }, 500.0), None);
    }
}
