"""A race file as short as they come, for tests that break it in one place at a time."""

RACE = """\
format = "splitline-race"
version = 1
id = "club-mile"
title = "Club mile"
athlete = "Ann Example"
event = "mile"
distance_m = 1609.344
lap_m = 400
date = "2026-05-01"
venue = "Town track"
race_class = "paced"
targets = ["sub-5", "4:50"]
own_result = "4:50"
precision_s = 0.1
splits = [
    { time = "1:12.0", source = "club" },
    { time = "2:25.1", source = "club" },
    { time = "3:38.4", source = ["club", "photo"] },
]
notes = [{ at_m = 800, text = "A gust of wind", source = "club" }]
conflicts = [{ text = "Says that it was Saturday.", source = "photo" }]

[line]
default = "finish-line"
why = "The sheet does not say."
finish-line = [409.344, 809.344, 1209.344, 1609.344]
from-start = [400, 800, 1200, 1609.344]

[clock]
default = "published"
why = "Two clocks ran."

[clock.published]
finish = "4:50.0"
source = "club"

[clock.movement]
shift = "-0.50"
finish = "4:49.5"
source = "photo"

[sources]
club = "The club's sheet"
photo = "https://example.org/finish.jpg"
"""


def with_change(old: str, new: str) -> str:
    """The race with one text replaced, which stands in it exactly once."""
    assert RACE.count(old) == 1, old
    return RACE.replace(old, new)
