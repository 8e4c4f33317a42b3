import pytest

from app.domain.course import metres
from app.domain.times import seconds
from app.domain.training.plan_format import format_plan
from app.domain.training.plan_reading import reading, recovery_words
from app.domain.training.plan_text import read_plan
from app.domain.training.recovery import Moving, Recovery, Rest, StartEvery

# As coaches write them, and what was understood.
READINGS = [
    (
        "3 x (4 x 300 in 43, 1:30) / 5:00",
        "3 sets of 4 times 300 m in 43.0; 1:30 between repetitions, 5:00 between sets: 12 repetitions, 3,600 m",
    ),
    (
        "6x1000 @ 5k pace, 2'",
        "6 times 1000 m at the pace of the best over 5000 m; 2:00 between repetitions: 6 repetitions, 6,000 m",
    ),
    ("400-300-200-100", "400 m, 300 m, 200 m and 100 m; no recovery said: 4 repetitions, 1,000 m"),
    (
        "5x1000 (A 3:05-3:10, B 3:20), 2' + 5' + 4x300 (A 46, B 49), 100 jog",
        "5 times 1000 m (A in 3:05 to 3:10, B in 3:20); 2:00 between repetitions; then 5:00; then 4 times 300 m (A in 46.0, B in 49.0); 100 m jog between repetitions: 9 repetitions, 6,200 m",
    ),
    (
        "3x4x300, 1:30 / 5:00",
        "3 sets of 4 times 300 m; 1:30 between repetitions, 5:00 between sets: 12 repetitions, 3,600 m",
    ),
    ("4x300 1:30", "4 times 300 m; 1:30 between repetitions: 4 repetitions, 1,200 m"),
    (
        "8x440y (A 62)",
        "8 times 440 y (402.336 m) (A in 1:02); no recovery said: 8 repetitions, 3,218.688 m",
    ),
    (
        "mile-800-400 @ mile pace of 3:59.99, 400 jog",
        "1 mile, 800 m and 400 m, each at the pace of a mile in 3:59.99; 400 m jog between repetitions: 3 repetitions, 2,809.344 m",
    ),
    (
        "6 × 800m in 2:20–2:25, 90″",
        "6 times 800 m in 2:20 to 2:25; 1:30 between repetitions: 6 repetitions, 4,800 m",
    ),
    ("10x400 off 60s", "10 times 400 m; 1:00 between repetitions: 10 repetitions, 4,000 m"),
    (
        "12 x 400 @ 68/400, 200 jog",
        "12 times 400 m at 1:08 per 400 m; 200 m jog between repetitions: 12 repetitions, 4,800 m",
    ),
    (
        "5 x 1 mile @ 5:00/mile (90 s)",
        "5 times 1 mile at 5:00 per mile; 1:30 between repetitions: 5 repetitions, 8,046.72 m",
    ),
    (
        "4 x 1 mi in 4:50, 3 min rest",
        "4 times 1 mile in 4:50; 3:00 between repetitions: 4 repetitions, 6,437.376 m",
    ),
    (
        "2x(600-400-200), 2'/6'",
        "2 sets of (600 m, 400 m and 200 m; 2:00 between repetitions); 6:00 between sets: 6 repetitions, 2,400 m",
    ),
    (
        "3 x 1000 with splits every 200 in 2:55, 3'",
        "3 times 1000 m in 2:55, timed every 200 m; 3:00 between repetitions: 3 repetitions, 3,000 m",
    ),
    (
        "400 (60) - 300 (44) - 200 (28), 4'",
        "400 m in 1:00, 300 m in 44.0 and 200 m in 28.0; 4:00 between repetitions: 3 repetitions, 900 m",
    ),
    (
        "8x300 @ 95% of 800 pb, 100 walk",
        "8 times 300 m at 95 % of the pace of the best over 800 m; 100 m walk between repetitions: 8 repetitions, 2,400 m",
    ),
    (
        "8x300 95% of 800 pb",
        "8 times 300 m at 95 % of the pace of the best over 800 m; no recovery said: 8 repetitions, 2,400 m",
    ),
    (
        "4x300 at 95-97% of pb, walk back",
        "4 times 300 m at 95 to 97 % of the pace of the best over this distance; walk back between repetitions: 4 repetitions, 1,200 m",
    ),
    (
        "6x400 in 64, next one at 3:00",
        "6 times 400 m in 1:04; a repetition started every 3:00: 6 repetitions, 2,400 m",
    ),
    (
        "6x400 (A 64, B 68) every 3:00; starts B +30s, C +1:00",
        "6 times 400 m (A in 1:04, B in 1:08); a repetition started every 3:00; B starts 30 s after the first; C starts 1:00 after the first: 6 repetitions, 2,400 m",
    ),
    (
        "3x4x300, 90s between reps, 5 min between sets",
        "3 sets of 4 times 300 m; 1:30 between repetitions, 5:00 between sets: 12 repetitions, 3,600 m",
    ),
    (
        "2 x (1000 in 3:00, 3' + 3x300 in 45, 1') / 8'",
        "2 sets of (1000 m in 3:00; 3:00 after it; then 3 times 300 m in 45.0; 1:00 between repetitions); 8:00 between sets: 8 repetitions, 3,800 m",
    ),
    (
        "2x3x4x200, 1'/3'/8'",
        "2 rounds of 3 sets of 4 times 200 m; 1:00 between repetitions, 3:00 between sets, 8:00 between rounds: 24 repetitions, 4,800 m",
    ),
    ("5x1000 3'05", "5 times 1000 m; 3:05 between repetitions: 5 repetitions, 5,000 m"),
    ("20x200 r 45s", "20 times 200 m; 45 s between repetitions: 20 repetitions, 4,000 m"),
    (
        "4x(400 in 62) / 3'",
        "4 times 400 m in 1:02; 3:00 between repetitions: 4 repetitions, 1,600 m",
    ),
    (
        "5x1000 then 5' then 4x200, 30\"",
        "5 times 1000 m; then 5:00; then 4 times 200 m; 30 s between repetitions: 9 repetitions, 5,800 m",
    ),
    (
        "5x1000, 2', 4x300 in 46, 1:30",
        "5 times 1000 m; 2:00 between repetitions, the same after the last; then 4 times 300 m in 46.0; 1:30 between repetitions: 9 repetitions, 6,200 m",
    ),
    (
        "half mile in 2:10 + 2' + quarter mile in 60",
        "880 y (804.672 m) in 2:10; then 2:00; then 440 y (402.336 m) in 1:00: 2 repetitions, 1,207.008 m",
    ),
    (
        "1/2 mile-1/4 mile",
        "880 y (804.672 m) and 440 y (402.336 m); no recovery said: 2 repetitions, 1,207.008 m",
    ),
    (
        "3x1000 @ goal pace, 400 jog",
        "3 times 1000 m at the pace of the goal race; 400 m jog between repetitions: 3 repetitions, 3,000 m",
    ),
    (
        "3x1000 @ goal mile pace",
        "3 times 1000 m at the pace of the goal race over the mile; no recovery said: 3 repetitions, 3,000 m",
    ),
    (
        "3 x 600 @ 1500 pace",
        "3 times 600 m at the pace of the best over 1500 m; no recovery said: 3 repetitions, 1,800 m",
    ),
    (
        "6 x 500 @ 3000sc pace, 2'",
        "6 times 500 m at the pace of the best over the 3000 m steeplechase; 2:00 between repetitions: 6 repetitions, 3,000 m",
    ),
    (
        '5x1,000 in 3:00, 90"',
        "5 times 1000 m in 3:00; 1:30 between repetitions: 5 repetitions, 5,000 m",
    ),
    (
        "600 in 1:30 with splits at 200, 400, 4x200 in 28",
        "600 m in 1:30, timed at 200 m and 400 m; then 4 times 200 m in 28.0; no recovery said: 5 repetitions, 1,400 m",
    ),
    (
        '4x300 (Ann & Bea 46, "Jo 2" 50; others 47)',
        "4 times 300 m in 47.0 (Ann in 46.0, Bea in 46.0, Jo 2 in 50.0); no recovery said: 4 repetitions, 1,200 m",
    ),
    (
        "6x300 @ 4:00 mile pace",
        "6 times 300 m at the pace of a mile in 4:00; no recovery said: 6 repetitions, 1,800 m",
    ),
    (
        "5x1000 @ 3:05-10/km, 2'",
        "5 times 1000 m at 3:05 to 3:10 per km; 2:00 between repetitions: 5 repetitions, 5,000 m",
    ),
    (
        "6x1000 5k pace, 2'",
        "6 times 1000 m at the pace of the best over 5000 m; 2:00 between repetitions: 6 repetitions, 6,000 m",
    ),
    (
        "5x1000 3:05-3:10, 2'",
        "5 times 1000 m in 3:05 to 3:10; 2:00 between repetitions: 5 repetitions, 5,000 m",
    ),
    ("4x300 43-44", "4 times 300 m in 43.0 to 44.0; no recovery said: 4 repetitions, 1,200 m"),
    (
        "3 sets of 4 x 300 in 43; 1:30 between repetitions, 5:00 between sets",
        "3 sets of 4 times 300 m in 43.0; 1:30 between repetitions, 5:00 between sets: 12 repetitions, 3,600 m",
    ),
    (
        "3 sets of 4x300, 90s rest, 5 min between sets",
        "3 sets of 4 times 300 m; 1:30 between repetitions, 5:00 between sets: 12 repetitions, 3,600 m",
    ),
    (
        "10 times 400 in 70, 200 jog",
        "10 times 400 m in 1:10; 200 m jog between repetitions: 10 repetitions, 4,000 m",
    ),
    (
        "12x400 68/400 with 200 jog",
        "12 times 400 m at 1:08 per 400 m; 200 m jog between repetitions: 12 repetitions, 4,800 m",
    ),
    ("4x300 w/ 90s rec", "4 times 300 m; 1:30 between repetitions: 4 repetitions, 1,200 m"),
    ("300", "300 m: 1 repetition, 300 m"),
    ("mile", "1 mile: 1 repetition, 1,609.344 m"),
    ("10 x 400", "10 times 400 m; no recovery said: 10 repetitions, 4,000 m"),
    (
        "16x200 in 30, 200 jog in 1:00",
        "16 times 200 m in 30.0; 200 m jog in 1:00 between repetitions: 16 repetitions, 3,200 m",
    ),
    (
        "8 x 200 @ mile pace, 200 float",
        "8 times 200 m at the pace of the best over the mile; 200 m float between repetitions: 8 repetitions, 1,600 m",
    ),
    (
        "4x1200 @ 10k pace (400 jog)",
        "4 times 1200 m at the pace of the best over 10,000 m; 400 m jog between repetitions: 4 repetitions, 4,800 m",
    ),
    (
        "5 x 800m @ 95% of 5k pace, 2 mins",
        "5 times 800 m at 95 % of the pace of the best over 5000 m; 2:00 between repetitions: 5 repetitions, 4,000 m",
    ),
    (
        "6x800 @ 5:20/mile w/ 400m jog",
        "6 times 800 m at 5:20 per mile; 400 m jog between repetitions: 6 repetitions, 4,800 m",
    ),
    (
        "6 x 880 yds in 2:24, 440 yds jog",
        "6 times 880 y (804.672 m) in 2:24; 440 y (402.336 m) jog between repetitions: 6 repetitions, 4,828.032 m",
    ),
    (
        "10 x 440 yards in 65-67, 220y jog",
        "10 times 440 y (402.336 m) in 1:05 to 1:07; 220 y (201.168 m) jog between repetitions: 10 repetitions, 4,023.36 m",
    ),
    (
        "4 x 3/4 mile @ 5:00 per mile, 3'",
        "4 times 1320 y (1207.008 m) at 5:00 per mile; 3:00 between repetitions: 4 repetitions, 4,828.032 m",
    ),
    (
        "2 miles @ half marathon pace + 3' + 4x440y in 70, 60s",
        "2 miles at the pace of the best over the half marathon; then 3:00; then 4 times 440 y (402.336 m) in 1:10; 1:00 between repetitions: 5 repetitions, 4,828.032 m",
    ),
    (
        "1200-1000-800-600-400-200 @ 3k pace, 2' jog",
        "1200 m, 1000 m, 800 m, 600 m, 400 m and 200 m, each at the pace of the best over 3000 m; 2:00 jog between repetitions: 6 repetitions, 4,200 m",
    ),
    (
        "2 x (1200-800-400 @ 1500 pace, 90\") / 5'",
        "2 sets of (1200 m, 800 m and 400 m, each at the pace of the best over 1500 m; 1:30 between repetitions); 5:00 between sets: 6 repetitions, 4,800 m",
    ),
    (
        "3 x (300 (43) - 200 (28) - 100 (13.5), 100 walk) / 8'",
        "3 sets of (300 m in 43.0, 200 m in 28.0 and 100 m in 13.5; 100 m walk between repetitions); 8:00 between sets: 9 repetitions, 1,800 m",
    ),
    (
        "4 x (400 in 58 + 30\" + 200 in 28) / 6'",
        "4 sets of (400 m in 58.0; then 30 s; then 200 m in 28.0); 6:00 between sets: 8 repetitions, 2,400 m",
    ),
    (
        "600 in 1:28 + 8' + 500 in 1:12 + 8' + 400 in 56",
        "600 m in 1:28; then 8:00; then 500 m in 1:12; then 8:00; then 400 m in 56.0: 3 repetitions, 1,500 m",
    ),
    (
        "5x300 in 43, every 5:00",
        "5 times 300 m in 43.0; a repetition started every 5:00: 5 repetitions, 1,500 m",
    ),
    (
        "12x200 in 29 start every 1:30",
        "12 times 200 m in 29.0; a repetition started every 1:30: 12 repetitions, 2,400 m",
    ),
    (
        '10x1k @ 3:05/km, 60" jog',
        "10 times 1000 m at 3:05 per km; 1:00 jog between repetitions: 10 repetitions, 10,000 m",
    ),
    (
        "8 x 1km in 3'05\", 1'30\"",
        "8 times 1000 m in 3:05; 1:30 between repetitions: 8 repetitions, 8,000 m",
    ),
    (
        "6x1000 at goal 5k pace, 90 sec",
        "6 times 1000 m at the pace of the goal race over 5000 m; 1:30 between repetitions: 6 repetitions, 6,000 m",
    ),
    (
        "3 x 800 @ 97.5% of 800 sb, 6'",
        "3 times 800 m at 97.5 % of the pace of the season's best over 800 m; 6:00 between repetitions: 3 repetitions, 2,400 m",
    ),
    (
        "6 x 150 @ 105% of 800 pace, walk back",
        "6 times 150 m at 105 % of the pace of the best over 800 m; walk back between repetitions: 6 repetitions, 900 m",
    ),
    (
        "5x1000 with splits every 200 (A 3:00, B 3:10, C 3:20), 2'; groups 1:00 apart",
        "5 times 1000 m (A in 3:00, B in 3:10, C in 3:20), timed every 200 m; 2:00 between repetitions; each group starts 1:00 after the one before it: 5 repetitions, 5,000 m",
    ),
    (
        "4x600 splits at 200 and 400 in 1:36, 3'",
        "4 times 600 m in 1:36, timed at 200 m and 400 m; 3:00 between repetitions: 4 repetitions, 2,400 m",
    ),
    (
        "starts B +0:20; 8x300 (A 45, B 48), 100 jog",
        "8 times 300 m (A in 45.0, B in 48.0); 100 m jog between repetitions; B starts 20 s after the first: 8 repetitions, 2,400 m",
    ),
    (
        '6x400 (Ann 64, "Bea Smith" 66, C 70), 90s',
        "6 times 400 m (Ann in 1:04, Bea Smith in 1:06, C in 1:10); 1:30 between repetitions: 6 repetitions, 2,400 m",
    ),
    (
        "10x300 in 46 (B 49, C 52), 100 jog",
        "10 times 300 m in 46.0 (B in 49.0, C in 52.0); 100 m jog between repetitions: 10 repetitions, 3,000 m",
    ),
    (
        "5 rounds of 3 sets of 2x100, 30s, 2', 5'",
        "5 rounds of 3 sets of 2 times 100 m; 30 s between repetitions, 2:00 between sets, 5:00 between rounds: 30 repetitions, 3,000 m",
    ),
    (
        "3x[4x200 in 30, 30s], 3 min",
        "3 sets of 4 times 200 m in 30.0; 30 s between repetitions, 3:00 between sets: 12 repetitions, 2,400 m",
    ),
    (
        "2x3x300 in 44 / 6 min",
        "2 sets of 3 times 300 m in 44.0; no recovery said between repetitions, 6:00 between sets: 6 repetitions, 1,800 m",
    ),
    (
        "3x(2x600 in 1:36, 60s)",
        "3 sets of 2 times 600 m in 1:36; 1:00 between repetitions, the same between sets: 6 repetitions, 3,600 m",
    ),
    ("4 x 400 (60)", "4 times 400 m in 1:00; no recovery said: 4 repetitions, 1,600 m"),
    ("6 x 400 (90s)", "6 times 400 m; 1:30 between repetitions: 6 repetitions, 2,400 m"),
    ("6 x 400 (1:30)", "6 times 400 m in 1:30; no recovery said: 6 repetitions, 2,400 m"),
    (
        "6 x 400 (60, 90s)",
        "6 times 400 m in 1:00; 1:30 between repetitions: 6 repetitions, 2,400 m",
    ),
    (
        "5 x 2000 @ marathon pace, 1' jog",
        "5 times 2000 m at the pace of the best over the marathon; 1:00 jog between repetitions: 5 repetitions, 10,000 m",
    ),
    (
        "4x1500 @ 4:40 1500 pace, 3'",
        "4 times 1500 m at the pace of a 1500 m in 4:40; 3:00 between repetitions: 4 repetitions, 6,000 m",
    ),
    (
        "3000 in 9:30 with splits every 1000",
        "3000 m in 9:30, timed every 1000 m: 1 repetition, 3,000 m",
    ),
    ("5x1000m (R: 2')", "5 times 1000 m; 2:00 between repetitions: 5 repetitions, 5,000 m"),
    ("5x1000m R=2'", "5 times 1000 m; 2:00 between repetitions: 5 repetitions, 5,000 m"),
    ("5x1000 (w/ 90s)", "5 times 1000 m; 1:30 between repetitions: 5 repetitions, 5,000 m"),
    (
        "10x400 @ 68-70 w/ 60s",
        "10 times 400 m in 1:08 to 1:10; 1:00 between repetitions: 10 repetitions, 4,000 m",
    ),
    (
        "4 x 300m in 43s, 90s",
        "4 times 300 m in 43.0; 1:30 between repetitions: 4 repetitions, 1,200 m",
    ),
    (
        "4 x 300 (43, R 1:30)",
        "4 times 300 m in 43.0; 1:30 between repetitions: 4 repetitions, 1,200 m",
    ),
    ('4x300 ("R" 46)', "4 times 300 m (R in 46.0); no recovery said: 4 repetitions, 1,200 m"),
    ("6 × 400 m – 90 s", "6 times 400 m; 1:30 between repetitions: 6 repetitions, 2,400 m"),
    ("6x400 - 90s", "6 times 400 m; 1:30 between repetitions: 6 repetitions, 2,400 m"),
    ("6x400m/90s", "6 times 400 m; 1:30 between repetitions: 6 repetitions, 2,400 m"),
    (
        "6x400 [70] 200m jog",
        "6 times 400 m in 1:10; 200 m jog between repetitions: 6 repetitions, 2,400 m",
    ),
    (
        "8 x 300 m in 45 sec with 100 m jog recovery",
        "8 times 300 m in 45.0; 100 m jog between repetitions: 8 repetitions, 2,400 m",
    ),
    (
        "5 x 1000m in 3:05 off 2 min",
        "5 times 1000 m in 3:05; 2:00 between repetitions: 5 repetitions, 5,000 m",
    ),
    (
        "3 x 1 mile @ 10k pace w/ 3:00 rest",
        "3 times 1 mile at the pace of the best over 10,000 m; 3:00 between repetitions: 3 repetitions, 4,828.032 m",
    ),
    (
        "4x(200-200-400) in 30 per 200, 30s / 3'",
        "4 sets of (200 m, 200 m and 400 m, each at 30.0 per 200 m; 30 s between repetitions); 3:00 between sets: 12 repetitions, 3,200 m",
    ),
    (
        "10 x 300 (100m jog)",
        "10 times 300 m; 100 m jog between repetitions: 10 repetitions, 3,000 m",
    ),
    (
        "5x1000 in 3:00 (3')",
        "5 times 1000 m in 3:00; 3:00 between repetitions: 5 repetitions, 5,000 m",
    ),
    (
        "3x3x500 (2', 6')",
        "3 sets of 3 times 500 m; 2:00 between repetitions, 6:00 between sets: 9 repetitions, 4,500 m",
    ),
    (
        "3x3x500 (1:20) 2'/6'",
        "3 sets of 3 times 500 m in 1:20; 2:00 between repetitions, 6:00 between sets: 9 repetitions, 4,500 m",
    ),
    ("2x800 in 2:10/2'", "2 times 800 m in 2:10; 2:00 between repetitions: 2 repetitions, 1,600 m"),
    (
        "6 × 400 m – 100 m jog",
        "6 times 400 m; 100 m jog between repetitions: 6 repetitions, 2,400 m",
    ),
    ("400-300-200, 2'", "400 m, 300 m and 200 m; 2:00 between repetitions: 3 repetitions, 900 m"),
    (
        "400-300-200 – 2 min",
        "400 m, 300 m and 200 m; 2:00 between repetitions: 3 repetitions, 900 m",
    ),
    (
        "400 (60)-300 (45) - 2 min",
        "400 m in 1:00 and 300 m in 45.0; 2:00 between repetitions: 2 repetitions, 700 m",
    ),
    (
        "3x(4x300, 90s) - 5 min",
        "3 sets of 4 times 300 m; 1:30 between repetitions, 5:00 between sets: 12 repetitions, 3,600 m",
    ),
    ("300 in 43-44 - 90 s", "300 m in 43.0 to 44.0; 1:30 after it: 1 repetition, 300 m"),
    (
        "6x300 @ mile goal pace, 3'",
        "6 times 300 m at the pace of the goal race over the mile; 3:00 between repetitions: 6 repetitions, 1,800 m",
    ),
    (
        "3x300 @ 95%-97% of pb, 8'",
        "3 times 300 m at 95 to 97 % of the pace of the best over this distance; 8:00 between repetitions: 3 repetitions, 900 m",
    ),
    (
        "6x400 in 70, jog 2'",
        "6 times 400 m in 1:10; 2:00 jog between repetitions: 6 repetitions, 2,400 m",
    ),
    (
        "4x300 in 46, 90s after each rep",
        "4 times 300 m in 46.0; 1:30 between repetitions: 4 repetitions, 1,200 m",
    ),
    (
        "2x1000 in 3:05 with 200 splits, 3'",
        "2 times 1000 m in 3:05, timed every 200 m; 3:00 between repetitions: 2 repetitions, 2,000 m",
    ),
    (
        "6x300 in (A 46, B 49), 100 jog",
        "6 times 300 m (A in 46.0, B in 49.0); 100 m jog between repetitions: 6 repetitions, 1,800 m",
    ),
    (
        "4 x ½ mile in 2:25, 2'",
        "4 times 880 y (804.672 m) in 2:25; 2:00 between repetitions: 4 repetitions, 3,218.688 m",
    ),
    (
        "4x300 in 43 (1', B 45)",
        "4 times 300 m in 43.0 (B in 45.0); 1:00 between repetitions: 4 repetitions, 1,200 m",
    ),
    ("5x600 2'30\" walk", "5 times 600 m; 2:30 walk between repetitions: 5 repetitions, 3,000 m"),
    ("4x300 with rest 90s", "4 times 300 m; 1:30 between repetitions: 4 repetitions, 1,200 m"),
    (
        "2x(400;+300), 5'",
        "2 sets of (400 m; then 300 m); no recovery said between repetitions, 5:00 between sets: 4 repetitions, 1,400 m",
    ),
    ("1000-500 (free)", "1000 m and 500 m; no recovery said: 2 repetitions, 1,500 m"),
    (
        "6x300 with splits at 100, 4x200",
        "6 times 300 m, timed at 100 m; then 4 times 200 m; no recovery said: 10 repetitions, 2,600 m",
    ),
]


@pytest.mark.parametrize(("text", "understood"), READINGS)
def test_that_a_plan_is_understood_as_its_coach_means_it(text: str, understood: str) -> None:
    plan = read_plan(text)
    assert reading(plan) == understood
    assert reading(read_plan(format_plan(plan))) == understood


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (Rest(time=seconds(45)), "45 s"),
        (Rest(time=seconds(120), manner="jog"), "2:00 jog"),
        (Moving(manner="walk"), "walk back"),
        (Moving(manner="jog", distance=metres(200), time=seconds(60)), "200 m jog in 1:00"),
        (StartEvery(interval=seconds(180)), "a start every 3:00"),
    ],
)
def test_that_a_recovery_is_said_in_words(rest: Recovery, words: str) -> None:
    assert recovery_words(rest) == words


def test_that_there_are_sixty_plans_to_try() -> None:
    assert len(dict(READINGS)) >= 60
