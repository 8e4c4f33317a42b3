"""How do races of each class spend their time? The profiles that were fitted and are shipped.

resources/model/profiles.toml holds shares of the finish time from 0 to 1, and says when and on
what they were fitted.
"""

from functools import cache
from itertools import pairwise
from pathlib import Path

from app.analysis.profile import Profile, Profiles
from app.formats.checked_table import Table
from app.formats.file_text import FormatError
from app.formats.toml_file import check_format, read_toml
from app.resource_files import resource

_FORMAT = "splitline-profiles"
_OWN_KEYS = ("format", "version", "fitted_on")


class ProfileFileError(FormatError):
    """A file of profiles that cannot be taken."""


@cache
def shipped_profiles() -> Profiles:
    """Return the profiles by name (`mile-paced`)."""
    return read_profiles(resource("model/profiles.toml"))


def read_profiles(path: Path) -> Profiles:
    """Return the profiles in `path`; raise `ProfileFileError` with what is wrong."""
    top = read_toml(path, ProfileFileError)
    check_format(top, _FORMAT)
    top.text("fitted_on")
    names = [key for key in top.every_key() if key not in _OWN_KEYS]
    return {name: _profile(top.table(name)) for name in names}


def _profile(table: Table) -> Profile:
    shares = table.numbers("shares")
    rising = all(b > a for a, b in pairwise(shares))
    if len(shares) < 2 or shares[0] != 0 or shares[-1] != 1 or not rising:
        found, expected = f"{len(shares)} shares", "shares that rise from 0 to 1"
        raise table.fault("shares", found=found, expected=expected)
    profile = Profile(shares, table.number("arrival_sd"), table.truth("validated"))
    table.close()
    return profile
