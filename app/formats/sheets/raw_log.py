"""Which raw log does a sheet rest on? A checksum that names it, at the foot.

The sum is `sha256:` and the first 16 hexadecimal digits of SHA-256 over the events of the session as
its JSON has them: keys in order, no blanks, UTF-8, without the fields that are empty, false or 0. So
a version that knows more fields finds the same sum. Whoever has the JSON can work it out again.
"""

import json
from collections.abc import Sequence
from typing import Any

from app.domain.events import Record
from app.engine.codec import record_to_builtins
from app.formats.sheets.split_sheet import Sheet

_DIGITS = 16


def raw_log_sum(records: Sequence[Record]) -> str:
    """Return the checksum of a journal: what was taken back is in it too."""
    from hashlib import sha256

    events = [_said(record_to_builtins(each)) for each in records]
    text = json.dumps(events, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{sha256(text.encode('utf-8', 'replace')).hexdigest()[:_DIGITS]}"


def _said(value: Any) -> Any:
    """Return plain values without the fields that say nothing."""
    if isinstance(value, dict):
        told = {key: _said(each) for key, each in value.items()}
        return {key: each for key, each in told.items() if each}
    return [_said(each) for each in value] if isinstance(value, list | tuple) else value


def with_raw_log(sheet: Sheet, records: Sequence[Record]) -> Sheet:
    """Return `sheet` with the checksum of its journal; one that has one stays as it is."""
    if sheet.raw_log or not records:
        return sheet
    found = raw_log_sum(records)
    return sheet._replace(raw_log=found, foot=(*sheet.foot, f"Raw log {found}"))
