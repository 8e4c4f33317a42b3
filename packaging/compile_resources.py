"""Writes each TOML file of the resources as JSON too, which a start reads sooner. Usage: python packaging/compile_resources.py

Run it after a change of one of these TOML files; a test says when that was forgotten.
"""

import json
import tomllib
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[1] / "resources"


def compiled(path: Path) -> str:
    """Return what a TOML file says, as JSON."""
    return json.dumps(tomllib.loads(path.read_text("utf-8")), ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for source in RESOURCES.rglob("*.toml"):
        source.with_suffix(".compiled.json").write_text(compiled(source), "utf-8")
