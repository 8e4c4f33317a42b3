"""What does docs/projection.md say between its tables?"""

INTRODUCTION = """\
# How good is the projected finish?

Written by `make bench-projection`; nothing here is typed in by hand but the words.

The pacing model takes the logarithm of a runner's seconds per metre as a Gaussian process about
the mean of races of its class, conditions it on the marks so far and gives a law for the rest, with
Student's t for its tails. It is fitted on {performances} published performances in {races} races of
800 m to the mile, nearly all of them by elite runners; the four shipped races are not in the fit.

Every number below is of a race that the model had not seen: the spreads, the mean curve, the
levels and the factor that sets the width of the bands are found again without that race. Errors are
seconds scaled to a finish of 4:00; positive means projected too slow. No reference time is given
unless it says so. `even` keeps the mean pace, `last` the pace of the last stretch between marks,
`usual` the mean shares of other races of the class. `ratio` is the RMSE of the model over that of
the better of `even` and `last`, with the middle 95 % of 2,000 draws of whole races. A group is
judged when 8 performances or more are in it.
"""

SHORT = """\
The ratio is the geometric mean over marks, from the start line and at the finish line. The races of
a field share their pace, so a class with seven races has seven witnesses, not eighty: the
intervals are wide, and honestly so.
"""

PIT = """\
The share of finishes in each tenth of what was foretold; flat is right. Marks after each lap.
"""

UNTOLD = """\
Both classes are weighed by how well they foretold the marks so far.
"""

QUARTERS = """\
The races are split into four parts, and each is foretold by a fit on the other three, with the
factors of the shipped model.
"""

REFERENCE = """\
In place of a best time stands the best of the athlete's other races in the file, so only those who
are in it more than once. A true best time is at least as good. How far a race lies from it was set once,
on the same file: this table alone is not left out in every part.
"""

FAMOUS = """\
By the shipped model, which has not seen them, marks from the start line, no reference time.
"""

OWN_BEST = """\
Where its file names the best time that the athlete came with, a replay rests on it, and says so.
The last column is without and with it. It moves what is said after a lap most; at the bell the laps
say nearly all, and a result outside the band can lie outside either way.
"""

USED = """\
## How it is used

The pacing model is the projection that comes first, in the window, in replays and on the command
line. A key goes on to the simple rules, which are always named and have no band. The finish that is
shown is the median, the band its middle 80 %, and the chance of a target is said in words: about 1
in 14. How a race ended is no target to have a chance of. Where nobody says what kind of race it is,
both kinds are weighed by the laps.

Between two marks the silence counts. That the next press has not come rules out every earlier
arrival; finish, band and the time at which the next mark is due go on with the clock, and never lie
before it. Up to the moment by which one press in 100,000 would have come, all is as it was at the
last mark. When fewer than 3 presses in 1,000 would come so late, the window asks whether one was
missed. Where the runner is thought to be goes by lighter tails: with heavy ones whoever is long
overdue would seem to run back.

After the finish each mark says what was projected there, how it came out, and whether the result
lies in the band.
"""

TRIED = """\
## What was tried

Kept, because it foretold left-out races better: a spread of races beside one of runners within a
race, so that a field of 15 does not count as 15 witnesses; a walk by which a runner loses the field
for good, which made the last lap better than the rules; a mean curve with ripples; levels of elite
men and women beside a wide one, where a single wide one knows nothing after one lap; a mean curve
of paced races that is drawn towards even pace, and one of championships that is not.

Not kept: a mean of the model and a simple rule; fitting on laps or on 200 m only; narrower or wider
levels, more weight for the wide one; normal tails; a trend of the single runner that grows faster.
The choice between these few was made on the same left-out races, so the numbers above are a little
kinder than fresh races will be.

Not known to the model and still the largest error: whether a slow championship is a men's race or
a women's. A reference time settles much of it. Athletes of combined events run unlike specialists,
and nobody tells the model. Races over 2,000 m, and runners slower than the slowest of the fit, are
projected but not validated; the window says so.
"""
