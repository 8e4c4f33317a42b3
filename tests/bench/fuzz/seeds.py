"""What do sound files look like? A few of each format, small, for mutation to begin with."""

import json
import tempfile
from functools import cache
from pathlib import Path

from app.engine.clocks import Anchor
from app.formats.session_json import SessionDocument, write_session
from app.resource_files import resource, resource_names
from app.storage.library import Library
from tests.unit.formats import watch_files as watch
from tests.unit.formats.field_race import field_race
from tests.unit.formats.sessions import ANCHOR, STARTED_UTC, live_mile
from tests.unit.storage.record_strategies import race

_GOLDEN = Path(__file__).parents[2] / "unit" / "formats" / "golden"

_WIDE = """pos,name,country,result,400,800,1200,1500
1,"Example, Ann",GBR,4:06.42,65.20,2:11.75,3:18.90,4:06.42
2,Bea Example,KEN,4:07.10,65.31,2:11.80,3:19.02,4:07.10
DNF,Cleo Sample,USA,,66.0,2:14.5,,
"""
_LONG = """athlete;mark;split;lap
Ann Example;400;60,20;60,20
Ann Example;800;2:00,75;60,55
Ann Example;1200;3:01,84;61,09
Ann Example;finish;4:06,42;64,58
"""
_LIF = """7,1,2,Women 1500 Metres,,,,,,1500,18:02:11.1012
1,1251,2,Example,Ann,Club,4:06.42,,4:06.42,,"65.20 (65.20),2:11.75 (1:06.55),3:18.90 (1:07.15)"
2,1252,3,Sample,Bea,"Club, Other",4:07.10,,0.68,,"65.31,2:11.80,3:19.02"
DNF,507,1,Third,Cleo,Club,,,
"""
_EVENTS = """; the programme
1,1,1,Girls 1500m,,,,,,1500
,1234,1,Example,Ann,Club,,,,,,,56789
,1235,2,Sample,Bea,"Other, Club",,,,,,,56790
2,1,1,Boys 800m,,,,,,800
,1236,1,Third,Carl,Club
"""
_PEOPLE = (
    "; who is there\n1234,Example,Ann,Club,56789\n1235,Sample,Bea,Club\n1236,Third,Carl,Club\n"
)
_SCHEDULE = "; heats\n1,1,1\n2,1,1\n"
_PRINTED = """Event 12  Women 1500 Meter Run
===============================================================
    Name                    Year School                  Finals
===============================================================
  1 Example, Ann              SR Club                   4:06.42
     43.992 (43.992)  1:48.10 (1:04.108)  2:55.31 (1:07.21)  4:06.42 (1:11.11)
  2 Sample, Bea               JR Other                  4:07.10
     44.10 (44.10)  1:48.30 (1:04.20)  2:55.60 (1:07.30)  4:07.10 (1:11.50)
 -- Third, Cleo               FR Club                       DNF
"""
_ANALYSIS = """Race analysis 800 m Women
1 EXAMPLE Ann GBR 1:58.49
15.4 (3)  31.5 (4)  47.2 (4)  1:03.0 (4)  1:18.1 (2)  1:33.0 (1)  1:46.1 (1)  1:58.49
2 SAMPLE Bea KEN 1:59.10
15.2 (1)  31.2 (1)  47.0 (2)  1:02.8 (1)  1:18.0 (1)  1:33.1 (2)  1:56.100 (2)  1:59.10
"""
RESULTS = {
    "csv_results": (_WIDE, _LONG),
    "lynx_results": (_LIF,),
    "lynx_start_list": (_EVENTS, _SCHEDULE),
    "printed_results": (_PRINTED,),
    "race_analysis": (_ANALYSIS,),
}
"""Texts by the module in app/formats/results that reads them."""


@cache
def of(name: str) -> tuple[bytes, ...]:
    """Return the sound files for a reader; for one that is not known here, all texts there are."""
    made = _MADE.get(name)
    if made is not None:
        return made()
    texts = RESULTS.get(name) or tuple(text for each in RESULTS.values() for text in each)
    golden = tuple(path.read_bytes() for path in sorted(_GOLDEN.glob("*.csv")))
    return (*(text.encode() for text in texts), *(golden if name == "csv_results" else ()))


def _shipped(folder: str) -> tuple[bytes, ...]:
    names = resource_names(folder, ".toml")
    return tuple(resource(f"{folder}/{name}.toml").read_bytes() for name in names)


def _sessions() -> tuple[bytes, ...]:
    """Two as they are written, and with only what is read back, which is most of a mutation."""
    mile = SessionDocument("live-mile", live_mile(), ANCHOR, STARTED_UTC)
    field = SessionDocument("field-mile", field_race().records, ANCHOR, STARTED_UTC)
    cores = []
    for document in (mile, field):
        content = json.loads(write_session(document))
        core = {key: content[key] for key in ("format", "version", "session", "anchor", "events")}
        cores.append(json.dumps(core).encode())
    return write_session(mile), *cores


def _fit() -> tuple[bytes, ...]:
    return (
        watch.fit_laps(watch.MILE, athlete="Ann Example", records=3),
        watch.fit_laps(watch.TRACK_1500, order=">", records=2, ahead=None),
        watch.fit_laps(watch.MILE[:2], records=1) + watch.fit_laps(watch.MILE[:1], records=1),
    )


def _library() -> tuple[bytes, ...]:
    """A library of two sessions, in pages of the usual size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.splitline"
        anchor = Anchor(ANCHOR.at, ANCHOR.wall_utc_ns, ANCHOR.boot_id, ANCHOR.clock)
        for number in (1, 2):
            Library(path).add(f"race-{number}", anchor, race(60, 121 + number, 183), "live")
        return (path.read_bytes(),)


def _preferences() -> tuple[bytes, ...]:
    return (b'{"theme": "night", "sound": true, "race": {"event": "mile", "lap_m": 400.0}}\n',)


def _gpx() -> tuple[bytes, ...]:
    return watch.gpx_run(12, waypoints=(4.2, 8.75)), watch.gpx_run(9, segments=(3, 6), tenths=True)


def _tcx() -> tuple[bytes, ...]:
    return watch.tcx_laps(watch.MILE, points=1), watch.tcx_laps(watch.TRACK_1500[:2], points=0)


def _all_results() -> tuple[bytes, ...]:
    return tuple(
        content for name in (*RESULTS, "fit_laps", "gpx_laps", "tcx_laps") for content in of(name)
    )


_MADE = {
    "read_results": _all_results,
    "race_file": lambda: _shipped("races"),
    "target_file": lambda: _shipped("targets"),
    "profile_file": lambda: (resource("model/profiles.toml").read_bytes(),),
    "pacing_file": lambda: (resource("model/pacing.toml").read_bytes(),),
    "session_json": _sessions,
    "fit_laps": _fit,
    "tcx_laps": _tcx,
    "gpx_laps": _gpx,
    "recovery": _library,
    "preferences": _preferences,
}
