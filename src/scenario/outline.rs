//! Outlines from GeoJSON: polygons and lines as items of a map, simplified to a bearable number of points.
//!
//! The file may come from anywhere: its size, depth, counts and numbers are bounded, and what is no longitude and
//! latitude is refused. Nothing here reads a file.

use std::collections::BTreeMap;

/// The most bytes that are read.
pub const BYTES: usize = 16 << 20;
/// How deep values may stand inside each other.
const DEPTH: usize = 24;
/// The most values that are read, numbers counted.
const VALUES: usize = 2_000_000;
/// The most items that an outline has.
const ITEMS: usize = 256;
/// Points that are looked at closely; of more, neighbours are dropped first.
const CLOSELY: usize = 8_000;
/// The most points that may be asked for.
pub const POINTS: usize = 4_000;

/// Thousandths of a degree: longitude and latitude.
type Point = (i32, i32);

/// What was made of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Its lines and areas, in the order of the file.
    pub items: Vec<Shape>,
    /// West, south, east and north, in thousandths of a degree, with a margin.
    pub extent: (i32, i32, i32, i32),
    /// Points before they were simplified.
    pub points: usize,
    /// How many holes, places and shapes too small to be seen were left out.
    pub left_out: usize,
}

/// A line or an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// An id that no other has.
    pub id: String,
    /// Its name in the file, or one made up.
    pub name: String,
    /// Whether it is closed.
    pub closed: bool,
    /// Its points.
    pub points: Vec<Point>,
}

/// Why nothing was made of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutlineError {
    /// There is too much of it.
    #[error("{}", tr!("the file is too large: at most {bytes} bytes, {values} values and {items} shapes are read", bytes = BYTES, values = VALUES, items = ITEMS))]
    TooLarge,
    /// It is not JSON.
    #[error("{}", tr!("the file is not JSON from byte {at} on", at))]
    NotJson {
        /// Where.
        at: usize,
    },
    /// Values stand too deep inside each other.
    #[error("{}", tr!("values stand more than {most} deep inside each other", most = DEPTH))]
    TooDeep,
    /// It holds no line and no polygon.
    #[error("{}", tr!("the file holds no line and no polygon in the manner of GeoJSON"))]
    Nothing,
    /// A position is no longitude and latitude.
    #[error("{}", tr!("a position is no longitude and latitude in degrees; maps in metres have to be turned into degrees first"))]
    NotDegrees,
}

/// Makes an outline of at most so many points.
///
/// # Errors
/// It is not GeoJSON with lines or polygons in degrees, or more than is read.
pub fn outline(bytes: &[u8], most: usize) -> Result<Outline, OutlineError> {
    if BYTES < bytes.len() {
        return Err(OutlineError::TooLarge);
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut reading = Reading { bytes, at: 0, values: 0 };
    let whole = reading.value(0)?;
    reading.space();
    if reading.at != bytes.len() {
        return Err(OutlineError::NotJson { at: reading.at });
    }
    let mut gathered = Gathered::default();
    gathered.take(&whole, None)?;
    gathered.into_outline(most.clamp(4, POINTS))
}

impl Outline {
    /// It as the text of a `map.ron`: a schematic with one theatre.
    #[must_use]
    pub fn written(&self) -> String {
        let about = tr!(
            "An outline that was imported. Say in `source` where it comes from, and in `digest` what a reader of the screen hears."
        );
        let mut text = format!(
            "// {about}\n\
             (\n    schematic: true,\n    theatres: {{\n        \
             \"whole\": {},\n    }},\n    items: {{\n",
            self.theatre()
        );
        for shape in &self.items {
            text += &format!("        \"{}\": {},\n", shape.id, shape.written().replace('\n', "\n        "));
        }
        text + "    },\n)\n"
    }

    /// The theatre that shows all of it, as it is written in a file.
    #[must_use]
    pub fn theatre(&self) -> String {
        let (west, south, east, north) = self.extent;
        let map = super::edit::written(tr!("The map"));
        format!("(name: {map}, extent: ({west}, {south}, {east}, {north}))")
    }
}

impl Shape {
    /// It as an item of a map, as it is written in a file: on several lines, of which the last closes at the margin.
    #[must_use]
    pub fn written(&self) -> String {
        let (kind, digest) = if self.closed {
            ("Area", tr!("The outline of {name}", name = self.name))
        } else {
            ("Line", tr!("The line of {name}", name = self.name))
        };
        let name = super::edit::written(&self.name);
        let digest = super::edit::written(&digest);
        let mut text = format!("(\n    kind: {kind}, name: {name}, digest: {digest}, faint: true,\n    points: [");
        for (at, (x, y)) in self.points.iter().enumerate() {
            text += if at == 0 {
                ""
            } else if at % 12 == 0 {
                ",\n        "
            } else {
                ", "
            };
            text += &format!("({x}, {y})");
        }
        text + "],\n)"
    }
}

/// A value of JSON; texts are kept only as far as they are asked for.
enum Json {
    Number(Option<i32>),
    Text(String),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
    Other,
}

impl Json {
    fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(pairs) => pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            Self::Number(_) | Self::Text(_) | Self::List(_) | Self::Other => None,
        }
    }

    fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    fn list(&self) -> &[Self] {
        if let Self::List(list) = self { list } else { &[] }
    }
}

struct Reading<'b> {
    bytes: &'b [u8],
    at: usize,
    values: usize,
}

impl Reading<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    fn fault<T>(&self) -> Result<T, OutlineError> {
        Err(OutlineError::NotJson { at: self.at })
    }

    /// The next sign that is no white space; taken if it is this one.
    fn takes(&mut self, sign: u8) -> bool {
        self.space();
        let is = self.peek() == sign;
        self.at += usize::from(is);
        is
    }

    fn value(&mut self, depth: usize) -> Result<Json, OutlineError> {
        if DEPTH < depth {
            return Err(OutlineError::TooDeep);
        }
        self.values += 1;
        if VALUES < self.values {
            return Err(OutlineError::TooLarge);
        }
        self.space();
        match self.peek() {
            b'{' => {
                self.at += 1;
                let mut pairs = Vec::new();
                if self.takes(b'}') {
                    return Ok(Json::Map(pairs));
                }
                loop {
                    self.space();
                    let key = self.text()?;
                    if !self.takes(b':') {
                        return self.fault();
                    }
                    pairs.push((key, self.value(depth + 1)?));
                    if self.takes(b'}') {
                        return Ok(Json::Map(pairs));
                    }
                    if !self.takes(b',') {
                        return self.fault();
                    }
                }
            }
            b'[' => {
                self.at += 1;
                let mut list = Vec::new();
                if self.takes(b']') {
                    return Ok(Json::List(list));
                }
                loop {
                    list.push(self.value(depth + 1)?);
                    if self.takes(b']') {
                        return Ok(Json::List(list));
                    }
                    if !self.takes(b',') {
                        return self.fault();
                    }
                }
            }
            b'"' => self.text().map(Json::Text),
            b'-' | b'0'..=b'9' => self.number().map(Json::Number),
            _ => {
                let words: [&[u8]; 3] = [b"true", b"false", b"null"];
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                match words.iter().find(|word| rest.starts_with(word)) {
                    Some(word) => {
                        self.at += word.len();
                        Ok(Json::Other)
                    }
                    None => self.fault(),
                }
            }
        }
    }

    /// A text; signs that are written by their number are left out unless they are plain.
    fn text(&mut self) -> Result<String, OutlineError> {
        if self.peek() != b'"' {
            return self.fault();
        }
        self.at += 1;
        let mut bytes = Vec::new();
        loop {
            match self.bytes.get(self.at) {
                None => return self.fault(),
                Some(b'"') => break,
                Some(b'\\') => {
                    self.at += 1;
                    match self.peek() {
                        b'u' => {
                            let digits = self
                                .bytes
                                .get(self.at + 1..self.at + 5)
                                .and_then(|four| std::str::from_utf8(four).ok());
                            let sign = digits.and_then(|four| u32::from_str_radix(four, 16).ok());
                            let Some(sign) = sign else { return self.fault() };
                            let mut buffer = [0; 4];
                            // Half of a pair stands for nothing by itself.
                            let sign = char::from_u32(sign).unwrap_or(' ');
                            bytes.extend_from_slice(sign.encode_utf8(&mut buffer).as_bytes());
                            self.at += 4;
                        }
                        sign @ (b'"' | b'\\' | b'/') => bytes.push(sign),
                        b'b' | b'f' | b'n' | b'r' | b't' => bytes.push(b' '),
                        _ => return self.fault(),
                    }
                }
                Some(byte) => bytes.push(*byte),
            }
            self.at += 1;
        }
        self.at += 1;
        String::from_utf8(bytes).map_err(|_| OutlineError::NotJson { at: self.at })
    }

    /// A number in thousandths, rounded; nothing where it is beyond all degrees.
    fn number(&mut self) -> Result<Option<i32>, OutlineError> {
        let below = self.peek() == b'-';
        self.at += usize::from(below);
        let (mut digits, mut scale, mut any) = (0_i64, 3_i64, false);
        let mut beyond = false;
        let mut point = false;
        loop {
            match self.peek() {
                digit @ b'0'..=b'9' => {
                    any = true;
                    if digits < 1_000_000_000_000 {
                        digits = digits * 10 + i64::from(digit - b'0');
                        scale -= i64::from(point);
                    } else if !point {
                        scale += 1;
                    }
                }
                b'.' if !point && any => point = true,
                _ => break,
            }
            self.at += 1;
        }
        if !any {
            return self.fault();
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            let down = self.peek() == b'-';
            self.at += usize::from(matches!(self.peek(), b'-' | b'+'));
            let mut power = 0_i64;
            let start = self.at;
            while self.peek().is_ascii_digit() {
                power = (power * 10 + i64::from(self.peek() - b'0')).min(1_000);
                self.at += 1;
            }
            if self.at == start {
                return self.fault();
            }
            scale += if down { -power } else { power };
        }
        // Bring it to thousandths, a step at a time; it is nought, or beyond all degrees, long before the steps run out.
        while 0 < scale && digits != 0 {
            digits = digits.saturating_mul(10);
            scale -= 1;
            if 1_000_000_000_000_000 < digits {
                beyond = true;
                break;
            }
        }
        while scale < -1 && digits != 0 {
            digits /= 10;
            scale += 1;
        }
        if scale == -1 && !beyond {
            digits = (digits + 5) / 10;
        }
        let value = if below { -digits } else { digits };
        Ok(i32::try_from(value).ok().filter(|_| !beyond))
    }
}

/// Lines and rings as they stand in the file.
#[derive(Default)]
struct Gathered {
    shapes: Vec<(Option<String>, bool, Vec<Point>)>,
    left_out: usize,
}

impl Gathered {
    /// Takes the shapes of an object of GeoJSON.
    fn take(&mut self, json: &Json, name: Option<&str>) -> Result<(), OutlineError> {
        let named = json
            .get("properties")
            .and_then(|about| ["name", "NAME", "Name", "title"].iter().find_map(|key| about.get(key)?.text()));
        let name = named.or(name);
        let at = json.get("coordinates");
        match json.get("type").and_then(Json::text).unwrap_or_default() {
            "FeatureCollection" => {
                json.get("features").map_or(&[][..], Json::list).iter().try_for_each(|one| self.take(one, name))
            }
            "GeometryCollection" => {
                json.get("geometries").map_or(&[][..], Json::list).iter().try_for_each(|one| self.take(one, name))
            }
            "Feature" => json.get("geometry").map_or(Ok(()), |one| self.take(one, name)),
            "LineString" => at.map_or(Ok(()), |at| self.line(at, name, false)),
            "MultiLineString" => {
                at.map_or(&[][..], Json::list).iter().try_for_each(|line| self.line(line, name, false))
            }
            "Polygon" => at.map_or(Ok(()), |at| self.polygon(at, name)),
            "MultiPolygon" => at.map_or(&[][..], Json::list).iter().try_for_each(|one| self.polygon(one, name)),
            _ => {
                self.left_out += 1;
                Ok(())
            }
        }
    }

    fn polygon(&mut self, rings: &Json, name: Option<&str>) -> Result<(), OutlineError> {
        self.left_out += rings.list().len().saturating_sub(1);
        rings.list().first().map_or(Ok(()), |ring| self.line(ring, name, true))
    }

    fn line(&mut self, points: &Json, name: Option<&str>, closed: bool) -> Result<(), OutlineError> {
        let mut line: Vec<Point> = Vec::new();
        for point in points.list() {
            let [Json::Number(Some(x)), Json::Number(Some(y)), ..] = point.list() else {
                return Err(OutlineError::NotDegrees);
            };
            if 180_000 < x.abs() || 90_000 < y.abs() {
                return Err(OutlineError::NotDegrees);
            }
            if line.last() != Some(&(*x, *y)) {
                line.push((*x, *y));
            }
        }
        if closed && 1 < line.len() && line.first() == line.last() {
            line.pop();
        }
        if line.len() < if closed { 3 } else { 2 } {
            self.left_out += 1;
            return Ok(());
        }
        self.shapes.push((name.map(plain).filter(|name| !name.is_empty()), closed, line));
        if VALUES < self.shapes.len() { Err(OutlineError::TooLarge) } else { Ok(()) }
    }

    fn into_outline(mut self, most: usize) -> Result<Outline, OutlineError> {
        if self.shapes.is_empty() {
            return Err(OutlineError::Nothing);
        }
        // Of many, the longest are kept, in the order of the file.
        let keep = ITEMS.min(most / 4).max(1);
        if keep < self.shapes.len() {
            let mut sizes: Vec<(usize, usize)> =
                self.shapes.iter().enumerate().map(|(at, (.., line))| (line.len(), at)).collect();
            sizes.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            let mut kept: Vec<usize> = sizes.into_iter().take(keep).map(|(_, at)| at).collect();
            kept.sort_unstable();
            self.left_out += self.shapes.len() - kept.len();
            let mut at = 0;
            self.shapes.retain(|_| {
                at += 1;
                kept.binary_search(&(at - 1)).is_ok()
            });
        }
        let points = self.shapes.iter().map(|(.., line)| line.len()).sum();
        let lines: Vec<(bool, &[Point])> =
            self.shapes.iter().map(|(_, closed, line)| (*closed, line.as_slice())).collect();
        let simple = simplified(&lines, most);
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        let mut items = Vec::new();
        for ((name, closed, _), points) in self.shapes.iter().zip(simple) {
            let name = name.clone().unwrap_or_else(|| "Outline".to_owned());
            let slug = slug(&name);
            let count = taken.entry(slug.clone()).or_insert(0);
            *count += 1;
            let id = if *count == 1 { slug } else { format!("{slug}.{count}") };
            items.push(Shape { id, name, closed: *closed, points });
        }
        let all = || items.iter().flat_map(|shape| &shape.points);
        let least = |of: fn(&Point) -> i32| all().map(of).min().unwrap_or(0);
        let largest = |of: fn(&Point) -> i32| all().map(of).max().unwrap_or(0);
        let (west, east) = (least(|p| p.0), largest(|p| p.0));
        let (south, north) = (least(|p| p.1), largest(|p| p.1));
        let margin = (((east - west).max(north - south)) / 20).max(10);
        let extent = (
            (west - margin).max(-180_000),
            (south - margin).max(-90_000),
            (east + margin).min(180_000),
            (north + margin).min(90_000),
        );
        Ok(Outline { items, extent, points, left_out: self.left_out })
    }
}

/// A name that can be shown: on one line, and not too long.
fn plain(name: &str) -> String {
    let seen: String =
        name.chars().map(|c| if crate::language::po::hidden(c) || c.is_control() { ' ' } else { c }).collect();
    let words = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(80).collect()
}

/// An id made of a name.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id: String = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-").chars().take(48).collect();
    if id.is_empty() { "outline".to_owned() } else { id }
}

/// Lines with so many points together, or the fewest that keep each a line or an area.
fn simplified(lines: &[(bool, &[Point])], most: usize) -> Vec<Vec<Point>> {
    let total = |lines: &[Vec<Point>]| lines.iter().map(Vec::len).sum::<usize>();
    let mut coarse: Vec<Vec<Point>> = lines.iter().map(|(_, line)| line.to_vec()).collect();
    let mut step = 1_i64;
    while CLOSELY < total(&coarse) && step < 1 << 20 {
        step *= 2;
        coarse = lines.iter().map(|(closed, line)| thinned(line, *closed, step)).collect();
    }
    let mut simple = coarse.clone();
    let mut far = 1_i64;
    while most < total(&simple) && far < 1 << 20 {
        far *= 2;
        simple = coarse.iter().zip(lines).map(|(line, (closed, _))| straightened(line, *closed, far)).collect();
    }
    simple
}

/// A line without points that lie close to the one before.
fn thinned(line: &[Point], closed: bool, step: i64) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for (at, point) in line.iter().enumerate() {
        let last = at + 1 == line.len() && !closed;
        let near = kept.last().is_some_and(|before| square(*before, *point) < i128::from(step) * i128::from(step));
        if !near || last {
            kept.push(*point);
        }
    }
    if kept.len() < if closed { 3 } else { 2 } { fewest(line, closed) } else { kept }
}

/// The fewest points of a line: ends, or three that lie apart in order.
fn fewest(line: &[Point], closed: bool) -> Vec<Point> {
    let at = |part: usize, of: usize| line.get(part * (line.len() - 1) / of).copied();
    let picks = if closed { vec![at(0, 3), at(1, 3), at(2, 3)] } else { vec![at(0, 1), at(1, 1)] };
    let mut picks: Vec<Point> = picks.into_iter().flatten().collect();
    picks.dedup();
    if picks.len() < if closed { 3 } else { 2 } { line.iter().copied().take(3).collect() } else { picks }
}

/// A line without points that lie nearer than `far` to the straight way between those that are kept.
fn straightened(line: &[Point], closed: bool, far: i64) -> Vec<Point> {
    let last = line.len() - 1;
    // A ring is cut where it is farthest from its beginning.
    let (_, apart) = (1..=last).map(|at| (square(line[0], line[at]), at)).max().unwrap_or((0, last));
    let mut keep = vec![false; line.len()];
    keep[0] = true;
    let mut open = if closed {
        keep[apart] = true;
        keep[last] = last == apart;
        vec![(0, apart), (apart, line.len())]
    } else {
        keep[last] = true;
        vec![(0, last)]
    };
    while let Some((from, to)) = open.pop() {
        let end = line[to % line.len()];
        let worst = (from + 1..to).map(|at| (apart_from(line[at], line[from], end), at)).max();
        // Squares, with the square of the length of the way taken over to the other side.
        if let Some((away, at)) = worst
            && i128::from(far) * i128::from(far) * square(line[from], end).max(1) < away
        {
            keep[at] = true;
            open.push((from, at));
            open.push((at, to));
        }
    }
    let kept: Vec<Point> = line.iter().zip(keep).filter(|(_, keep)| *keep).map(|(point, _)| *point).collect();
    if kept.len() < if closed { 3 } else { 2 } { fewest(line, closed) } else { kept }
}

/// The square of a distance.
fn square(a: Point, b: Point) -> i128 {
    let (x, y) = (i128::from(a.0) - i128::from(b.0), i128::from(a.1) - i128::from(b.1));
    x * x + y * y
}

/// The square of how far a point lies from a straight way, times the square of the way's length.
fn apart_from(point: Point, from: Point, to: Point) -> i128 {
    if from == to {
        return square(point, from);
    }
    let wide = |value: i32| i128::from(value);
    let cross = (wide(to.0) - wide(from.0)) * (wide(point.1) - wide(from.1))
        - (wide(to.1) - wide(from.1)) * (wide(point.0) - wide(from.0));
    cross * cross
}
