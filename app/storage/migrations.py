"""What do the tables of a library look like, and how did they come to?

Numbered steps of SQL. None is ever changed: libraries of every earlier format are somewhere. The
function `sum_of` in them is the one of `app.storage.checksums`.
"""

_EVENTS_NEVER_CHANGE = """CREATE TRIGGER events_never_change BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events never change'); END"""
_SESSIONS_NEVER_CHANGE = """CREATE TRIGGER sessions_never_change BEFORE UPDATE ON sessions
    BEGIN SELECT RAISE(ABORT, 'sessions never change'); END"""
_RESUMPTIONS_NEVER_CHANGE = """CREATE TRIGGER resumptions_never_change BEFORE UPDATE ON resumptions
    BEGIN SELECT RAISE(ABORT, 'resumptions never change'); END"""

_FIRST = (
    """CREATE TABLE sessions (
        id TEXT NOT NULL PRIMARY KEY,
        created_utc TEXT NOT NULL,
        anchor_at INTEGER NOT NULL,
        anchor_wall_utc_ns INTEGER NOT NULL,
        anchor_boot_id TEXT NOT NULL,
        anchor_clock TEXT NOT NULL,
        origin TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE resumptions (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        anchor_at INTEGER NOT NULL,
        anchor_wall_utc_ns INTEGER NOT NULL,
        anchor_boot_id TEXT NOT NULL,
        anchor_clock TEXT NOT NULL,
        offset_ns INTEGER NOT NULL,
        uncertainty_ns INTEGER NOT NULL,
        PRIMARY KEY (session, anchor_wall_utc_ns, anchor_at)
    ) WITHOUT ROWID""",
    """CREATE TABLE events (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        station TEXT NOT NULL,
        seq INTEGER NOT NULL,
        command INTEGER NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (session, station, seq)
    ) WITHOUT ROWID""",
    """CREATE TABLE summary (
        session TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        event TEXT NOT NULL,
        date TEXT NOT NULL,
        athletes TEXT NOT NULL,
        phase TEXT NOT NULL,
        result_ns INTEGER,
        started_utc TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TRIGGER events_come_in_order BEFORE INSERT ON events
    WHEN NEW.seq IS NOT 1 + coalesce(
        (SELECT max(seq) FROM events WHERE session = NEW.session AND station = NEW.station), 0)
    BEGIN SELECT RAISE(ABORT, 'events come in order, each once'); END""",
    _EVENTS_NEVER_CHANGE,
    """CREATE TRIGGER events_go_with_their_session BEFORE DELETE ON events
    WHEN EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session)
    BEGIN SELECT RAISE(ABORT, 'events go only with their session'); END""",
    _SESSIONS_NEVER_CHANGE,
    _RESUMPTIONS_NEVER_CHANGE,
)

_SECOND = (
    # What a row was when it was written, to tell what has changed on the disk since.
    "ALTER TABLE events ADD COLUMN sum INTEGER",
    "CREATE INDEX events_official ON events (session) WHERE kind = 'official_given'",
    "ALTER TABLE sessions ADD COLUMN sum INTEGER",
    "ALTER TABLE resumptions ADD COLUMN sum INTEGER",
    "DROP TRIGGER events_never_change",
    "DROP TRIGGER sessions_never_change",
    "DROP TRIGGER resumptions_never_change",
    "UPDATE events SET sum = sum_of(session, station, seq, command, at, kind, body)",
    "UPDATE sessions SET sum = sum_of(id, created_utc, anchor_at, anchor_wall_utc_ns,"
    " anchor_boot_id, anchor_clock, origin)",
    "UPDATE resumptions SET sum = sum_of(session, anchor_at, anchor_wall_utc_ns, anchor_boot_id,"
    " anchor_clock, offset_ns, uncertainty_ns)",
    _EVENTS_NEVER_CHANGE,
    _SESSIONS_NEVER_CHANGE,
    _RESUMPTIONS_NEVER_CHANGE,
    # What the user says of a session; the only rows that change.
    """CREATE TABLE labels (
        session TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        notes TEXT NOT NULL,
        binned_utc TEXT NOT NULL,
        sum INTEGER NOT NULL
    ) WITHOUT ROWID""",
    "ALTER TABLE summary RENAME TO summary_1",
    """CREATE TABLE summary (
        number INTEGER PRIMARY KEY,
        session TEXT NOT NULL UNIQUE REFERENCES sessions (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        event TEXT NOT NULL,
        date TEXT NOT NULL,
        venue TEXT NOT NULL,
        athletes TEXT NOT NULL,
        phase TEXT NOT NULL,
        result_ns INTEGER,
        started_utc TEXT NOT NULL,
        created_utc TEXT NOT NULL,
        origin TEXT NOT NULL,
        records INTEGER NOT NULL,
        name TEXT NOT NULL,
        notes TEXT NOT NULL,
        binned_utc TEXT NOT NULL
    )""",
    """INSERT INTO summary
        SELECT NULL, session, title, kind, event, date, '', athletes, phase, result_ns, started_utc,
            created_utc, origin,
            (SELECT count(*) FROM events WHERE events.session = sessions.id), '', '', ''
        FROM sessions JOIN summary_1 ON session = id ORDER BY created_utc, id""",
    "DROP TABLE summary_1",
    "CREATE INDEX summary_by_age ON summary (created_utc, session)",
    "CREATE INDEX summary_under_way ON summary (created_utc, session) WHERE phase = 'running'",
    "CREATE INDEX summary_binned ON summary (binned_utc) WHERE binned_utc <> ''",
    """CREATE TABLE performances (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        athlete TEXT NOT NULL COLLATE NOCASE,
        event TEXT NOT NULL,
        distance_mm INTEGER NOT NULL,
        time_ns INTEGER,
        date TEXT NOT NULL,
        by_hand INTEGER NOT NULL,
        PRIMARY KEY (session, place)
    ) WITHOUT ROWID""",
    "CREATE INDEX performances_by_athlete ON performances (athlete, event, time_ns)",
    "CREATE VIRTUAL TABLE words USING fts5("
    "text, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')",
    """INSERT INTO words (rowid, text)
        SELECT number, title || ' ' || event || ' ' || date || ' ' || athletes FROM summary""",
    """CREATE TRIGGER words_go_with_their_line AFTER DELETE ON summary
    BEGIN DELETE FROM words WHERE rowid = OLD.number; END""",
)

_THIRD = (
    # All that a list is narrowed and put in order by, so that no line is read that is not shown.
    "DROP INDEX summary_by_age",
    "CREATE INDEX summary_by_age ON summary (created_utc, session, event, date, binned_utc)",
    "CREATE INDEX summary_by_event ON summary (event, created_utc, session, date, binned_utc)",
    "DROP INDEX performances_by_athlete",
    "CREATE INDEX performances_by_athlete ON performances"
    " (athlete, event, distance_mm, time_ns, date, by_hand)",
)

_FOURTH = (
    # A race that was brought in without a clock stands by its day, not behind all others.
    "UPDATE summary SET created_utc = date WHERE created_utc = '' AND date <> ''",
)

_FIFTH = (
    # Who was timed is asked without anything that was done.
    "CREATE INDEX performances_names ON performances (athlete)",
)

_SIXTH = (
    # How a result was taken stands in its line: to look for it at each race doubles the reading.
    "ALTER TABLE summary ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0",
    """UPDATE summary SET by_hand = 1 WHERE EXISTS (
        SELECT 1 FROM performances WHERE performances.session = summary.session
            AND time_ns = result_ns AND performances.by_hand)""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH)
"""Number n, counted from 1, leads from user_version n - 1 to n; none is ever changed."""

DERIVED_SINCE = 2
"""The last migration after which what is derived from events has to be derived anew."""
