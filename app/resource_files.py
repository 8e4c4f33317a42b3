"""Where do the files lie that are shipped with Splitline?

In the folder of the frozen application, inside the package in an installed wheel, or beside it in
a checkout. Plain paths: importlib.resources costs 20 ms at start.
"""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """Return the path of the resource `name`, such as `races/paris-2025.toml`; it may not exist."""
    return _folder() / name


def resource_names(folder: str, suffix: str) -> tuple[str, ...]:
    """Return the names, without `suffix` and in order, of the files in one folder of resources."""
    found = _folder().joinpath(folder).glob(f"*{suffix}")
    return tuple(sorted(path.name.removesuffix(suffix) for path in found))


def _folder() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"
