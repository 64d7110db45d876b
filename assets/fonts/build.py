#!/usr/bin/env python3
"""Makes the fonts that the desktop game carries from the packages that publish them.

    python3 -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools==4.68.0
    (cd /tmp/fonts && for name in literata@0.4.3 ibm-plex-sans@0.4.1 ibm-plex-mono@0.4.1 courier-prime@0.4.1 \\
        noto-sans-sc@0.4.3; do npm pack "@expo-google-fonts/$name"; done)
    /tmp/fonts/bin/python assets/fonts/build.py /tmp/fonts

The same packages and the same fontTools give the same bytes.

Literata and Noto Sans SC are cut down to the characters below; neither reserves its name, so that a subset may keep it.
IBM Plex reserves the name "Plex", which a changed copy may not bear, so its faces stay as published. So does Courier
Prime, which is small.
"""

import hashlib
import io
import pathlib
import sys
import tarfile

import fontTools
from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent
FONTTOOLS = "4.68.0"

# Package, its SHA-256, and what is taken from it: the file in it, the file here, and which characters (None: as it is).
PACKAGES = [
    ("literata-0.4.3", "aae3f1db18107aaaa5ceee58456bf75b80fee594c31908dc652f794d05fa24b0", [
        ("400Regular/Literata_400Regular.ttf", "Literata-Regular.ttf", "text"),
        ("400Regular_Italic/Literata_400Regular_Italic.ttf", "Literata-Italic.ttf", "text"),
        ("700Bold/Literata_700Bold.ttf", "Literata-Bold.ttf", "text"),
        ("LICENSE_FONT", "Literata-OFL.txt", None),
    ]),
    ("ibm-plex-sans-0.4.1", "8b0e86cb17fbcf46a1b3ee9fcf339ebb552938cc5b753eb28671725aa3f66671", [
        ("400Regular/IBMPlexSans_400Regular.ttf", "IBMPlexSans-Regular.ttf", None),
        ("400Regular_Italic/IBMPlexSans_400Regular_Italic.ttf", "IBMPlexSans-Italic.ttf", None),
        ("600SemiBold/IBMPlexSans_600SemiBold.ttf", "IBMPlexSans-SemiBold.ttf", None),
        ("LICENSE_FONT", "IBMPlex-OFL.txt", None),
    ]),
    ("ibm-plex-mono-0.4.1", "6cfa21777fb37b07a2225fef573f92aefc9a3a8dcc784b5747bb1fef60cb13ee", [
        ("400Regular/IBMPlexMono_400Regular.ttf", "IBMPlexMono-Regular.ttf", None),
    ]),
    ("courier-prime-0.4.1", "c85b63713b7c69dc371de8985ad1f89f5a66c4ffe35b9944e8ab579dd8beeb07", [
        ("400Regular/CourierPrime_400Regular.ttf", "CourierPrime-Regular.ttf", None),
        ("700Bold/CourierPrime_700Bold.ttf", "CourierPrime-Bold.ttf", None),
        ("LICENSE_FONT", "CourierPrime-OFL.txt", None),
    ]),
    ("noto-sans-sc-0.4.3", "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59", [
        ("400Regular/NotoSansSC_400Regular.ttf", "NotoSansSC-Subset.ttf", "chinese"),
        ("LICENSE_FONT", "NotoSansSC-OFL.txt", None),
    ]),
]

# Latin with all of Extended-A and B, Vietnamese, modern Greek, Cyrillic, punctuation, currency, arrows, mathematics,
# shapes: what of it a face has.
TEXT = [(0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x2DD), (0x300, 0x338), (0x370, 0x3FF), (0x400, 0x4FF),
        (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x202F, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x214F),
        (0x2150, 0x215E), (0x2190, 0x2199), (0x2200, 0x22FF), (0x25A0, 0x25FF)]
# Chinese punctuation, full-width forms, and shapes and stars that the other faces lack.
CHINESE = [(0x20, 0x7E), (0x2010, 0x2027), (0x2190, 0x2199), (0x2460, 0x2473), (0x25A0, 0x25FF), (0x2600, 0x267F),
           (0x3000, 0x3017), (0xFF01, 0xFF5E)]


def spread(ranges):
    return [code for first, last in ranges for code in range(first, last + 1)]


def characters(which):
    if which == "text":
        return spread(TEXT)
    listed = (HERE / "chinese.txt").read_text(encoding="utf-8")
    return sorted(set(spread(CHINESE)) | {ord(letter) for letter in listed if 0x2E80 <= ord(letter)})


def cut(data, which):
    """The face with those characters, unhinted, with kerning and the placing of marks."""
    options = subset.Options()
    options.layout_features = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    missing = [] if which == "text" else [c for c in characters(which) if 0x2E80 <= c and c not in font.getBestCmap()]
    if missing:
        sys.exit("the face lacks " + "".join(map(chr, missing)))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters(which))
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def main():
    if fontTools.version != FONTTOOLS:
        sys.exit(f"fontTools is {fontTools.version}; expected {FONTTOOLS}")
    folder = pathlib.Path(sys.argv[1])
    for package, expected, files in PACKAGES:
        path = folder / f"expo-google-fonts-{package}.tgz"
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != expected:
            sys.exit(f"{path.name} has the SHA-256 {found}; expected {expected}")
        with tarfile.open(path) as archive:
            for there, here, which in files:
                data = archive.extractfile(f"package/{there}").read()
                data = cut(data, which) if which else data
                (HERE / here).write_bytes(data)
                print(f"{here}: {len(data)} bytes")


if __name__ == "__main__":
    main()
