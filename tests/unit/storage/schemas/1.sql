-- A library of format 1 with one race, as SQLite dumps it.
PRAGMA application_id = 1397771348;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE events (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        station TEXT NOT NULL,
        seq INTEGER NOT NULL,
        command INTEGER NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (session, station, seq)
    ) WITHOUT ROWID;
INSERT INTO "events" VALUES('a','main',1,1,90000000000,'planned','{"setup":{"plan":{"title":"Evening mile","course":{"event":"mile","distance":1609344,"lap":400000,"marks":[409344,809344,1209344,1609344],"line_before_finish":0},"kind":"race","date":"","venue":"","status":"","conditions":"","race_class":"","line":"finish-line","clock":"hand","notes":[],"sources":{"own":"stopwatch"}},"entrants":[{"id":"1","athlete":"A. Runner","lane":1,"role":"athlete","target":null}],"targets":[{"id":"4:00.00","name":"4:00.00","knots":[[0,0],[1609344,240000000000]],"curved":false,"basis":"","own_result":false}]}}');
INSERT INTO "events" VALUES('a','main',2,2,100000000000,'started','{"stamp":"event"}');
INSERT INTO "events" VALUES('a','main',3,3,160000000000,'split_taken','{"entry":"1","stamp":"event"}');
INSERT INTO "events" VALUES('a','main',4,4,221000000000,'split_taken','{"entry":"1","stamp":"event"}');
CREATE TABLE resumptions (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        anchor_at INTEGER NOT NULL,
        anchor_wall_utc_ns INTEGER NOT NULL,
        anchor_boot_id TEXT NOT NULL,
        anchor_clock TEXT NOT NULL,
        offset_ns INTEGER NOT NULL,
        uncertainty_ns INTEGER NOT NULL,
        PRIMARY KEY (session, anchor_wall_utc_ns, anchor_at)
    ) WITHOUT ROWID;
CREATE TABLE sessions (
        id TEXT NOT NULL PRIMARY KEY,
        created_utc TEXT NOT NULL,
        anchor_at INTEGER NOT NULL,
        anchor_wall_utc_ns INTEGER NOT NULL,
        anchor_boot_id TEXT NOT NULL,
        anchor_clock TEXT NOT NULL,
        origin TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "sessions" VALUES('a','2026-11-21T20:45:03.000Z',90000000000,1795293903000000000,'boot-1','CLOCK_BOOTTIME','test');
CREATE TABLE summary (
        session TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        event TEXT NOT NULL,
        date TEXT NOT NULL,
        athletes TEXT NOT NULL,
        phase TEXT NOT NULL,
        result_ns INTEGER,
        started_utc TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "summary" VALUES('a','Evening mile','race','mile','2026-11-21','["A. Runner"]','running',NULL,'2026-11-21T20:45:13.000Z');
CREATE TRIGGER events_come_in_order BEFORE INSERT ON events
    WHEN NEW.seq IS NOT 1 + coalesce(
        (SELECT max(seq) FROM events WHERE session = NEW.session AND station = NEW.station), 0)
    BEGIN SELECT RAISE(ABORT, 'events come in order, each once'); END;
CREATE TRIGGER events_never_change BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events never change'); END;
CREATE TRIGGER events_go_with_their_session BEFORE DELETE ON events
    WHEN EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session)
    BEGIN SELECT RAISE(ABORT, 'events go only with their session'); END;
CREATE TRIGGER sessions_never_change BEFORE UPDATE ON sessions
    BEGIN SELECT RAISE(ABORT, 'sessions never change'); END;
CREATE TRIGGER resumptions_never_change BEFORE UPDATE ON resumptions
    BEGIN SELECT RAISE(ABORT, 'resumptions never change'); END;
COMMIT;
