//! Flat and back again, for every projection.

use super::*;

/// Every projection.
pub const WORDS: [ProjectionWord; 4] = [
    ProjectionWord::Equirectangular,
    ProjectionWord::Mercator,
    ProjectionWord::LambertConformal,
    ProjectionWord::Azimuthal,
];

/// The theatres of the scenarios, and some that are harder.
const EXTENTS: [[i32; 4]; 10] = [
    [-92_000, 11_000, -50_000, 34_000],
    [-85_200, 19_500, -73_800, 24_800],
    [-100_000, 10_000, 50_000, 72_000],
    [-130_000, 15_000, -60_000, 55_000],
    [24_000, 35_000, 46_000, 43_000],
    [160_000, 60_000, -140_000, 75_000],
    [105_000, 15_000, 135_000, 42_000],
    [20_000, 43_000, 42_000, 53_000],
    [110_000, -45_000, 155_000, -10_000],
    [-20_000, -20_000, 20_000, 20_000],
];

#[test]
fn a_mirrored_map_is_the_same_with_east_and_west_in_each_others_place() {
    for corners in EXTENTS {
        let extent = Extent::of(corners);
        for word in WORDS {
            let plain = Projection::new(word, extent);
            let mirrored = plain.mirrored(true);
            let at = Position { longitude: extent.west * 0.75 + extent.east * 0.25, latitude: extent.north };
            let ([x, y], flat) = (plain.forward(at).unwrap(), mirrored.forward(at).unwrap());
            assert_eq!(flat, [-x, y]);
            let (one, other) = (plain.inverse([x, y]).unwrap(), mirrored.inverse(flat).unwrap());
            assert_eq!(one, other, "{word:?} {corners:?}");
            let (one, other) = (plain.window(extent), mirrored.window(extent));
            assert!((one.least[0] + other.most[0]).abs() < 1e-6 && (one.most[1] - other.most[1]).abs() < 1e-6);
            let (one, other) = (plain.extent(one), mirrored.extent(other));
            assert!((one.west - other.west).abs() < 1e-6 && (one.east - other.east).abs() < 1e-6);
        }
    }
}

#[test]
fn what_is_laid_flat_comes_back() {
    for corners in EXTENTS {
        let extent = Extent::of(corners);
        for word in WORDS {
            let projection = Projection::new(word, extent);
            for row in 0..=20 {
                for column in 0..=20 {
                    let at = Position {
                        longitude: extent.west + (extent.east - extent.west) * f64::from(column) / 20.0,
                        latitude: extent.south + (extent.north - extent.south) * f64::from(row) / 20.0,
                    };
                    let flat = projection.forward(at).unwrap();
                    let back = projection.inverse(flat).unwrap();
                    assert!(distance(at, back) < 1e-5, "{word:?} {corners:?} {at:?} {back:?}");
                    assert!((-180.0..=180.0).contains(&back.longitude));
                    assert!(projection.window(extent).grown(1e-3).holds(flat), "{word:?} {corners:?} {at:?}");
                }
            }
        }
    }
}

#[test]
fn lengths_are_true_at_the_middle() {
    for corners in EXTENTS {
        let extent = Extent::of(corners);
        for word in WORDS {
            let projection = Projection::new(word, extent);
            let middle = extent.middle();
            assert!(projection.forward(middle).unwrap().iter().all(|part| part.abs() < 1e-6));
            for (east, north) in [(0.05, 0.0), (0.0, 0.05)] {
                let at = Position { longitude: middle.longitude + east, latitude: middle.latitude + north };
                let [x, y] = projection.forward(at).unwrap();
                let flat = x.hypot(y);
                assert!((flat / distance(middle, at) - 1.0).abs() < 2e-3, "{word:?} {corners:?}");
            }
        }
    }
}

#[test]
fn each_projection_keeps_its_promise() {
    let extent = Extent::of([20_000, 43_000, 42_000, 53_000]);
    let at = |longitude: f64, latitude: f64| Position { longitude, latitude };
    // Conformal: a small square stays one, far from the middle too.
    for word in [ProjectionWord::Mercator, ProjectionWord::LambertConformal] {
        let projection = Projection::new(word, extent);
        let corner = at(22.0, 52.0);
        let [x, y] = projection.forward(corner).unwrap();
        let [ex, ey] = projection.forward(at(22.0 + 0.01 / 52.0_f64.to_radians().cos(), 52.0)).unwrap();
        let [nx, ny] = projection.forward(at(22.0, 52.01)).unwrap();
        let (east, north) = ((ex - x).hypot(ey - y), (nx - x).hypot(ny - y));
        assert!((east / north - 1.0).abs() < 1e-3, "{word:?}: {east} {north}");
    }
    // Azimuthal: distances from the middle are true.
    let projection = Projection::new(ProjectionWord::Azimuthal, extent);
    for far in [at(22.0, 52.0), at(41.0, 44.0), at(-3.7, 40.4)] {
        let [x, y] = projection.forward(far).unwrap();
        assert!((x.hypot(y) - distance(extent.middle(), far)).abs() < 1e-6);
    }
    // Equirectangular: parallels are level and meridians upright.
    let projection = Projection::new(ProjectionWord::Equirectangular, extent);
    assert_eq!(projection.forward(at(22.0, 50.0)).unwrap()[1], projection.forward(at(40.0, 50.0)).unwrap()[1]);
}

#[test]
fn the_date_line_is_no_edge() {
    for word in WORDS {
        let projection = Projection::new(word, Extent::of([160_000, 60_000, -140_000, 75_000]));
        let [west, _] = projection.forward(Position { longitude: 179.0, latitude: 66.0 }).unwrap();
        let [east, _] = projection.forward(Position { longitude: -179.0, latitude: 66.0 }).unwrap();
        assert!(west < east && east - west < 120.0, "{word:?}: {west} {east}");
    }
}

#[test]
fn no_extent_and_no_point_brings_about_more_than_none() {
    let edges = [-180_000, -179_999, -90_000, -1, 0, 1, 45_000, 90_000, 180_000];
    let parallels = [-90_000, -89_999, -60_000, 0, 1, 30_000, 89_999, 90_000];
    for west in edges {
        for east in edges {
            for south in parallels {
                for north in parallels.into_iter().filter(|north| south < *north) {
                    let extent = Extent::of([west, south, east, north]);
                    for word in WORDS {
                        let projection = Projection::new(word, extent);
                        let window = projection.window(extent);
                        let whole = window.least.iter().chain(&window.most).all(|part| part.is_finite());
                        assert!(whole, "{word:?} {extent:?} {window:?}");
                        let around = projection.extent(window.grown(0.5));
                        assert!(around.west <= around.east && around.east - around.west <= 360.0 + 1e-6);
                        assert!(-90.0 <= around.south && around.south <= around.north && around.north <= 90.0);
                        for point in [[0.0, 0.0], [1e9, -1e9], [f64::MAX, 1.0], window.least, window.most] {
                            if let Some(at) = projection.inverse(point) {
                                assert!(at.longitude.abs() <= 180.0 && at.latitude.abs() <= 90.0, "{at:?}");
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn the_extent_of_a_window_holds_all_that_is_in_it() {
    for corners in EXTENTS {
        for word in WORDS {
            let projection = Projection::new(word, Extent::of(corners));
            let window = projection.window(Extent::of(corners)).grown(0.25);
            let extent = projection.extent(window);
            let [width, height] = window.size();
            for row in 0..=12 {
                for column in 0..=12 {
                    let point = [
                        window.least[0] + width * f64::from(column) / 12.0,
                        window.least[1] + height * f64::from(row) / 12.0,
                    ];
                    let Some(at) = projection.inverse_unturned(point) else { continue };
                    assert!(
                        extent.west - 1e-9 <= at.longitude
                            && at.longitude <= extent.east + 1e-9
                            && (extent.south - 1e-9 <= at.latitude || at.latitude < -MERCATOR_LIMIT)
                            && (at.latitude <= extent.north + 1e-9 || MERCATOR_LIMIT < at.latitude),
                        "{word:?} {corners:?} {point:?} {at:?} {extent:?}"
                    );
                }
            }
        }
    }
}
