//! Reads the map data that `assets/map/build.py` writes; `assets/README.md` describes the format.

use thiserror::Error;

/// The first bytes of a file of map data, before its version.
const MAGIC: &[u8; 7] = b"BRNKMAP";

/// The version that is read.
const VERSION: u8 = 1;

/// How far east or west a point may lie: what was cut at the date line goes on beyond it. Thousandths of a degree.
const FARTHEST: i32 = 540_000;

/// A point of the map data: longitude and latitude in thousandths of a degree.
pub type Point = (i32, i32);

/// The world's land, lakes and borders, at one degree of detail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Atlas {
    /// Pieces of land: each an outer ring and the holes in it, none of them closed by its first point.
    pub land: Vec<Vec<Vec<Point>>>,
    /// Lakes: each a shore and the islands in it.
    pub lakes: Vec<Vec<Vec<Point>>>,
    /// Borders on land.
    pub borders: Vec<Border>,
}

/// A border on land.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Border {
    /// What kind of line it is.
    pub kind: BorderKind,
    /// The year since which it is one of states; 0 for those that were before 1962.
    pub since: u16,
    /// Its points.
    pub points: Vec<Point>,
}

/// What kind of line a border is, as Natural Earth's default view has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BorderKind {
    /// Between states.
    International,
    /// Disputed, indefinite or unrecognised.
    Disputed,
    /// A line of control or of ceasefire.
    Control,
    /// The limit of a lease, such as that of Guantánamo.
    Lease,
}

impl BorderKind {
    /// Whether it is drawn dashed, and the map says that such lines are in dispute.
    pub fn in_dispute(self) -> bool {
        match self {
            Self::Disputed | Self::Control => true,
            Self::International | Self::Lease => false,
        }
    }
}

/// Why map data cannot be read.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum AtlasError {
    /// It does not begin as map data does.
    #[error("this is not map data")]
    OtherFile,
    /// It is of another version.
    #[error("the map data is of version {found}; this program reads version {VERSION}")]
    OtherVersion {
        /// The version it says it is of.
        found: u8,
    },
    /// It is shorter or longer than it says.
    #[error("the map data says it has {said} bytes and has {found}")]
    OtherLength {
        /// The length it says it has.
        said: usize,
        /// The length it has.
        found: usize,
    },
    /// A list is longer than what is left, or a number has no end.
    #[error("the map data breaks off at byte {at}")]
    BreaksOff {
        /// Where, counted after the head.
        at: usize,
    },
    /// A number is not among those that can stand there.
    #[error("the map data has a number out of range before byte {at}")]
    OutOfRange {
        /// Where, counted after the head.
        at: usize,
    },
    /// Something follows the last border.
    #[error("the map data goes on at byte {at}, after its end")]
    GoesOn {
        /// Where, counted after the head.
        at: usize,
    },
}

impl Atlas {
    /// Reads map data.
    ///
    /// # Errors
    /// The first of [`AtlasError`] that applies. No bytes bring about a panic, or memory of more than a small multiple
    /// of their length.
    pub fn read(bytes: &[u8]) -> Result<Self, AtlasError> {
        let Some((head, body)) = bytes.split_first_chunk::<12>() else { return Err(AtlasError::OtherFile) };
        let [m0, m1, m2, m3, m4, m5, m6, version, l0, l1, l2, l3] = *head;
        if [m0, m1, m2, m3, m4, m5, m6] != *MAGIC {
            return Err(AtlasError::OtherFile);
        }
        if version != VERSION {
            return Err(AtlasError::OtherVersion { found: version });
        }
        let said = usize::try_from(u32::from_le_bytes([l0, l1, l2, l3])).unwrap_or(usize::MAX);
        if said != body.len() {
            return Err(AtlasError::OtherLength { said, found: body.len() });
        }
        let mut reader = Reader { body, at: 0 };
        let land = reader.pieces()?;
        let lakes = reader.pieces()?;
        let mut borders = Vec::new();
        for _ in 0..reader.count(BORDER_BYTES)? {
            let kind = reader.border_kind()?;
            let since = u16::try_from(reader.number()?).map_err(|_| AtlasError::OutOfRange { at: reader.at })?;
            borders.push(Border { kind, since, points: reader.points(2)? });
        }
        if reader.at != body.len() {
            return Err(AtlasError::GoesOn { at: reader.at });
        }
        Ok(Self { land, lakes, borders })
    }
}

/// The fewest bytes that a border takes: its kind, its year, a count and two points.
const BORDER_BYTES: usize = 7;

/// The fewest bytes that a ring takes: a count and three points.
const RING_BYTES: usize = 7;

struct Reader<'a> {
    body: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    /// A number in groups of seven bits, the lowest first.
    fn number(&mut self) -> Result<u32, AtlasError> {
        let mut number = 0_u64;
        for shift in [0, 7, 14, 21, 28] {
            let Some(byte) = self.body.get(self.at) else { return Err(AtlasError::BreaksOff { at: self.at }) };
            self.at += 1;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return u32::try_from(number).map_err(|_| AtlasError::OutOfRange { at: self.at });
            }
        }
        Err(AtlasError::OutOfRange { at: self.at })
    }

    /// A difference: even numbers are positive, odd ones negative.
    fn difference(&mut self) -> Result<i32, AtlasError> {
        let number = self.number()?;
        let half = i32::try_from(number / 2).map_err(|_| AtlasError::OutOfRange { at: self.at })?;
        Ok(if number % 2 == 0 { half } else { -half - 1 })
    }

    /// How many follow, each of which takes some bytes at least.
    fn count(&mut self, each: usize) -> Result<usize, AtlasError> {
        let count = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        let left = self.body.len() - self.at;
        if left / each < count { Err(AtlasError::BreaksOff { at: self.at }) } else { Ok(count) }
    }

    fn pieces(&mut self) -> Result<Vec<Vec<Vec<Point>>>, AtlasError> {
        let count = self.count(1 + RING_BYTES)?;
        let mut pieces = Vec::with_capacity(count);
        for _ in 0..count {
            let rings = self.count(RING_BYTES)?;
            if rings == 0 {
                return Err(AtlasError::OutOfRange { at: self.at });
            }
            let mut piece = Vec::with_capacity(rings);
            for _ in 0..rings {
                piece.push(self.points(3)?);
            }
            pieces.push(piece);
        }
        Ok(pieces)
    }

    /// A line of at least some points.
    fn points(&mut self, least: usize) -> Result<Vec<Point>, AtlasError> {
        let count = self.count(2)?;
        if count < least {
            return Err(AtlasError::OutOfRange { at: self.at });
        }
        let mut points = Vec::with_capacity(count);
        let (mut x, mut y) = (0_i32, 0_i32);
        for _ in 0..count {
            let (dx, dy) = (self.difference()?, self.difference()?);
            let next = x.checked_add(dx).zip(y.checked_add(dy));
            let Some((east, north)) =
                next.filter(|(x, y)| (-FARTHEST..=FARTHEST).contains(x) && (-90_000..=90_000).contains(y))
            else {
                return Err(AtlasError::OutOfRange { at: self.at });
            };
            (x, y) = (east, north);
            points.push((x, y));
        }
        Ok(points)
    }

    fn border_kind(&mut self) -> Result<BorderKind, AtlasError> {
        match self.number()? {
            0 => Ok(BorderKind::International),
            1 => Ok(BorderKind::Disputed),
            2 => Ok(BorderKind::Control),
            3 => Ok(BorderKind::Lease),
            _ => Err(AtlasError::OutOfRange { at: self.at }),
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::{
        super::{DETAIL, WORLD},
        *,
    };

    /// Whether a point is on land, in thousandths of a degree: not in a hole, not in a lake.
    pub fn is_land(atlas: &Atlas, longitude: i32, latitude: i32) -> bool {
        let within = |pieces: &[Vec<Vec<Point>>]| {
            [-360_000, 0, 360_000].iter().any(|turn| {
                pieces
                    .iter()
                    .any(|rings| rings.iter().filter(|ring| around(ring, longitude + turn, latitude)).count() % 2 == 1)
            })
        };
        within(&atlas.land) && !within(&atlas.lakes)
    }

    fn around(ring: &[Point], x: i32, y: i32) -> bool {
        let mut inside = false;
        for (at, (ax, ay)) in ring.iter().enumerate() {
            let (bx, by) = ring[(at + 1) % ring.len()];
            if (*ay <= y) != (by <= y) {
                let across = f64::from(ax - x) * f64::from(by - y) - f64::from(bx - x) * f64::from(ay - y);
                if (0.0 < across) == (*ay < by) {
                    inside = !inside;
                }
            }
        }
        inside
    }

    /// A place, its longitude and latitude in thousandths of a degree, and whether it is land in outline and in detail.
    pub const PROBES: &[(&str, i32, i32, bool)] = &[
        ("Cuba", -79_000, 22_000, true),
        ("Havana", -82_400, 23_050, true),
        ("Guantánamo", -75_120, 20_050, true),
        ("the Windward Passage", -74_000, 20_050, false),
        ("Florida", -81_500, 28_000, true),
        ("the Straits of Florida", -81_500, 23_900, false),
        ("the Gulf of Mexico", -90_000, 25_000, false),
        ("Lake Superior", -87_500, 47_700, false),
        ("Michigan", -85_000, 43_500, true),
        ("Anatolia", 34_000, 39_000, true),
        ("the Black Sea", 34_000, 43_000, false),
        ("the Sea of Azov", 36_500, 46_000, false),
        ("Crimea", 34_000, 45_000, true),
        ("Kyiv", 30_500, 50_400, true),
        ("Moscow", 37_600, 55_750, true),
        ("Berlin", 13_400, 52_500, true),
        ("the Caspian Sea", 51_000, 42_000, false),
        ("China", 115_000, 30_000, true),
        ("Taiwan", 121_000, 24_000, true),
        ("the Taiwan Strait", 119_500, 24_500, false),
        ("Chukotka, east of the date line", -175_000, 66_500, true),
        ("Chukotka, west of the date line", 178_000, 67_500, true),
        ("Chukotka, on the date line", 180_000, 68_000, true),
        ("the Bering Sea", 180_000, 60_000, false),
        ("Alaska", -155_000, 65_000, true),
        ("Antarctica", 0, -85_000, true),
        ("the Southern Ocean", 0, -62_000, false),
        ("the middle of the Pacific", -150_000, 0, false),
    ];

    #[test]
    fn land_is_land_and_sea_is_sea() {
        for (name, bytes) in [("outline", WORLD), ("detail", DETAIL)] {
            let atlas = Atlas::read(bytes).unwrap();
            for (place, longitude, latitude, expected) in PROBES {
                assert_eq!(is_land(&atlas, *longitude, *latitude), *expected, "{place}, in {name}");
            }
        }
        let detail = Atlas::read(DETAIL).unwrap();
        // Islets that the outline leaves out.
        for (place, longitude, latitude) in [
            ("Kinmen", 118_330, 24_450),
            ("Matsu", 119_940, 26_155),
            ("Key West", -81_790, 24_552),
            ("Great Diomede", -169_060, 65_780),
        ] {
            assert!(is_land(&detail, longitude, latitude), "{place}");
        }
        assert!(!is_land(&detail, 119_200, 24_900), "between Taiwan and the mainland");
        assert!(!is_land(&detail, 50_500, 39_000), "the southern Caspian");
    }

    /// The area of a ring on the sphere, in square kilometres.
    fn square_kilometres(ring: &[Point]) -> f64 {
        let mut sum = 0.0;
        for (at, a) in ring.iter().enumerate() {
            let b = ring[(at + 1) % ring.len()];
            let sines = (f64::from(a.1).to_radians() * 0.001).sin() + (f64::from(b.1).to_radians() * 0.001).sin();
            sum += (f64::from(b.0 - a.0).to_radians() * 0.001) * sines / 2.0;
        }
        sum.abs() * super::super::sphere::RADIUS.powi(2)
    }

    #[test]
    fn great_islands_have_their_area() {
        let detail = Atlas::read(DETAIL).unwrap();
        // Source: the areas of the main islands as the statistical offices of Cuba and Taiwan and the CIA World
        // Factbook give them, to within what the cutting of bays makes: 1.5 in 100.
        for (island, longitude, latitude, expected) in [
            ("Cuba", -79_000, 22_000, 104_900.0),
            ("Taiwan", 121_000, 24_000, 35_800.0),
            ("Sicily", 14_200, 37_500, 25_460.0),
        ] {
            let piece = detail.land.iter().find(|rings| around(&rings[0], longitude, latitude)).unwrap();
            let area = square_kilometres(&piece[0]);
            assert!((area / expected - 1.0).abs() < 0.015, "{island}: {area}");
        }
    }

    #[test]
    fn the_borders_that_scenarios_need_are_there() {
        let atlas = Atlas::read(DETAIL).unwrap();
        let near = |kind: BorderKind, longitude: i32, latitude: i32| {
            atlas.borders.iter().any(|border| {
                border.kind == kind
                    && border.points.iter().any(|(x, y)| (x - longitude).abs() < 300 && (y - latitude).abs() < 300)
            })
        };
        assert!(near(BorderKind::Lease, -75_150, 19_950), "Guantánamo");
        assert!(near(BorderKind::Disputed, 34_400, 46_050), "the isthmus of Crimea");
        assert!(near(BorderKind::Control, 127_400, 38_300), "between the Koreas");
        assert!(near(BorderKind::International, 24_000, 50_500), "between Poland and Ukraine");
        assert!(atlas.borders.iter().any(|border| border.since == 1991), "those of the states after the Soviet Union");
        let then = atlas.borders.iter().filter(|border| border.since <= 1962);
        let crimea = then
            .flat_map(|border| &border.points)
            .any(|(x, y)| (33_000..37_000).contains(x) && (45_000..46_300).contains(y));
        assert!(!crimea, "no line about Crimea on a map of 1962");
    }

    #[test]
    fn other_bytes_are_refused_by_name() {
        let mut newer = WORLD.to_vec();
        newer[7] = 9;
        let mut open_ended = b"BRNKMAP\x01\x06\0\0\0".to_vec();
        open_ended.extend([0x80; 6]);
        let with_body = |body: &[u8]| {
            let mut bytes = b"BRNKMAP\x01".to_vec();
            bytes.extend(u32::try_from(body.len()).unwrap().to_le_bytes());
            bytes.extend(body);
            bytes
        };
        let head = WORLD.len() - 12;
        for (bytes, expected) in [
            (Vec::new(), AtlasError::OtherFile),
            (b"something else".to_vec(), AtlasError::OtherFile),
            (newer, AtlasError::OtherVersion { found: 9 }),
            (WORLD[..WORLD.len() - 1].to_vec(), AtlasError::OtherLength { said: head, found: head - 1 }),
            (open_ended, AtlasError::OutOfRange { at: 5 }),
            (with_body(&[]), AtlasError::BreaksOff { at: 0 }),
            (with_body(&[0xFF, 0xFF, 0xFF, 0xFF, 0x0F]), AtlasError::BreaksOff { at: 5 }),
            (with_body(&[0, 0, 1, 9, 0, 2, 0, 0, 0, 0, 0]), AtlasError::OutOfRange { at: 4 }),
            (with_body(&[0, 0, 1, 0, 0, 1, 0, 0, 0, 0]), AtlasError::OutOfRange { at: 6 }),
            (with_body(&[0, 0, 0, 0]), AtlasError::GoesOn { at: 3 }),
            // A latitude of 100 degrees.
            (with_body(&[0, 0, 1, 0, 0, 2, 0, 0xC0, 0x9A, 0x0C, 0, 0]), AtlasError::OutOfRange { at: 10 }),
        ] {
            assert_eq!(Atlas::read(&bytes), Err(expected));
        }
        assert_eq!(Atlas::read(&with_body(&[0, 0, 0])), Ok(Atlas::default()));
    }

    #[test]
    fn damaged_bytes_are_refused_or_read_and_never_more() {
        // One byte in a hundred or so is changed, at places that a fixed rule picks, many times over.
        let mut chance = 12_345_u32;
        let mut next = || {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            usize::try_from(chance >> 8).unwrap()
        };
        let mut refused = 0;
        for round in 0..200 {
            let mut bytes = WORLD[..20_000].to_vec();
            bytes[8..12].copy_from_slice(&u32::try_from(20_000 - 12).unwrap().to_le_bytes());
            for _ in 0..round {
                let at = 12 + next() % (bytes.len() - 12);
                bytes[at] = u8::try_from(next() % 256).unwrap();
            }
            refused += usize::from(Atlas::read(&bytes).is_err());
        }
        assert_eq!(refused, 200, "none of them can be whole");
    }
}
