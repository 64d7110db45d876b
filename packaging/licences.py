#!/usr/bin/env python3
"""Lists every crate that is built into the programs, with its licence and the licence texts that it brings.

Reads `cargo metadata` of the locked dependencies for one platform; needs Python and Cargo, and no network once the
crates are fetched. Crates that only tests or builds use are left out.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

TEXT = re.compile(r"^(licen[cs]e|copying|copyright|notice|unlicen[cs]e)", re.IGNORECASE)


def metadata(platform: str) -> dict:
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--all-features", "--filter-platform", platform]
    root = Path(__file__).resolve().parent.parent
    return json.loads(subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout)


def built_in(data: dict) -> list[dict]:
    """The packages that are linked, from the root on, by name and version."""
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    packages = {package["id"]: package for package in data["packages"]}
    root = data["resolve"]["root"]
    seen, left = {root}, [root]
    while left:
        for link in nodes[left.pop()]["deps"]:
            linked = any(kind["kind"] is None for kind in link["dep_kinds"])
            macros = any("proc-macro" in target["kind"] for target in packages[link["pkg"]]["targets"])
            if linked and not macros and link["pkg"] not in seen:
                seen.add(link["pkg"])
                left.append(link["pkg"])
    found = [packages[one] for one in seen - {root}]
    return sorted(found, key=lambda package: (package["name"], package["version"]))


def texts(package: dict) -> list[str]:
    folder = Path(package["manifest_path"]).parent
    files = sorted(path for path in folder.iterdir() if path.is_file() and TEXT.match(path.name))
    return [path.read_text(encoding="utf-8", errors="replace").strip().replace("\r\n", "\n") for path in files]


def main() -> None:
    platform = sys.argv[1] if 1 < len(sys.argv) else "x86_64-unknown-linux-gnu"
    packages = built_in(metadata(platform))
    numbers: dict[str, int] = {}
    lines = [
        "The crates that are built into Brinkmanship, each with its licence and its authors' own licence texts.",
        f"Platform: {platform}. Made by packaging/licences.py from the locked dependencies.",
        "",
    ]
    without = []
    for package in packages:
        licence = package["license"] or "see its own text"
        own = []
        for text in texts(package):
            own.append(numbers.setdefault(text, len(numbers) + 1))
        if not own:
            without.append(package["name"])
        where = "texts " + ", ".join(map(str, own)) if own else "brings no text of its own"
        lines.append(f"{package['name']} {package['version']}: {licence} ({where})")
        if package["license"] is None and not own:
            sys.exit(f"{package['name']} names no licence and brings no text")
        if package["repository"]:
            lines.append(f"    {package['repository']}")
    for text, number in numbers.items():
        lines += ["", "=" * 78, f"Text {number}", "=" * 78, "", text]
    print("\n".join(lines))
    print(f"{len(packages)} crates, {len(numbers)} texts, {len(without)} without a text of their own", file=sys.stderr)


if __name__ == "__main__":
    main()
