#!/usr/bin/env python3
"""Draws the icon: a ladder whose top rung is red. Writes icon.svg and icon-256.png into a folder; needs Python alone."""

import struct
import sys
import zlib
from pathlib import Path

SIZE = 64
GROUND, RAIL, RUNG, TOP = "#1f2a33", "#d9d2c3", "#d9d2c3", "#c8452f"
# x, y, width, height, colour, radius; later ones lie over earlier ones.
SHAPES = [
    (0, 0, 64, 64, GROUND, 12),
    (18, 10, 5, 46, RAIL, 2),
    (41, 10, 5, 46, RAIL, 2),
    (18, 46, 28, 5, RUNG, 0),
    (18, 36, 28, 5, RUNG, 0),
    (18, 26, 28, 5, RUNG, 0),
    (14, 15, 36, 6, TOP, 2),
]


def svg() -> str:
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="256" height="256">']
    lines.append("  <title>Brinkmanship</title>")
    for x, y, width, height, colour, radius in SHAPES:
        round_off = f' rx="{radius}"' if radius else ""
        lines.append(f'  <rect x="{x}" y="{y}" width="{width}" height="{height}"{round_off} fill="{colour}"/>')
    return "\n".join(lines) + "\n</svg>\n"


def inside(px: float, py: float, shape) -> bool:
    x, y, width, height, _, radius = shape
    if not (x <= px < x + width and y <= py < y + height):
        return False
    across = max(x + radius - px, px - (x + width - radius), 0)
    down = max(y + radius - py, py - (y + height - radius), 0)
    return across * across + down * down <= radius * radius


def pixel(px: int, py: int, side: int) -> bytes:
    """The mean of sixteen points of a pixel."""
    total = [0, 0, 0, 0]
    for step in range(16):
        at = ((px + (step % 4 + 0.5) / 4) * SIZE / side, (py + (step // 4 + 0.5) / 4) * SIZE / side)
        for shape in reversed(SHAPES):
            if inside(*at, shape):
                colour = [int(shape[4][i : i + 2], 16) for i in (1, 3, 5)]
                total = [old + new for old, new in zip(total, [*colour, 255])]
                break
    covered = total[3] // 255
    if not covered:
        return bytes(4)
    return bytes([*(value // covered for value in total[:3]), total[3] // 16])


def png(side: int) -> bytes:
    rows = b"".join(b"\0" + b"".join(pixel(x, y, side) for x in range(side)) for y in range(side))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def main() -> None:
    folder = Path(sys.argv[1] if 1 < len(sys.argv) else Path(__file__).parent)
    (folder / "icon.svg").write_text(svg(), encoding="utf-8")
    (folder / "icon-256.png").write_bytes(png(256))


if __name__ == "__main__":
    main()
