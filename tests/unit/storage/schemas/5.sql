-- A library of format 5 with two races, one of them with a name, notes and a restart.
PRAGMA application_id = 1397771348;
PRAGMA user_version = 5;
BEGIN TRANSACTION;
CREATE TABLE sessions (
        id TEXT NOT NULL PRIMARY KEY,
        created_utc TEXT NOT NULL,
        anchor_at INTEGER NOT NULL,
        anchor_wall_utc_ns INTEGER NOT NULL,
        anchor_boot_id TEXT NOT NULL,
        anchor_clock TEXT NOT NULL,
        origin TEXT NOT NULL
    , sum INTEGER) WITHOUT ROWID;
CREATE TABLE resumptions (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        anchor_at INTEGER NOT NULL,
        anchor_wall_utc_ns INTEGER NOT NULL,
        anchor_boot_id TEXT NOT NULL,
        anchor_clock TEXT NOT NULL,
        offset_ns INTEGER NOT NULL,
        uncertainty_ns INTEGER NOT NULL, sum INTEGER,
        PRIMARY KEY (session, anchor_wall_utc_ns, anchor_at)
    ) WITHOUT ROWID;
CREATE TABLE events (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        station TEXT NOT NULL,
        seq INTEGER NOT NULL,
        command INTEGER NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL, sum INTEGER,
        PRIMARY KEY (session, station, seq)
    ) WITHOUT ROWID;
CREATE TABLE labels (
        session TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        notes TEXT NOT NULL,
        binned_utc TEXT NOT NULL,
        sum INTEGER NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE summary (
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
    );
CREATE TABLE performances (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        athlete TEXT NOT NULL COLLATE NOCASE,
        event TEXT NOT NULL,
        distance_mm INTEGER NOT NULL,
        time_ns INTEGER,
        date TEXT NOT NULL,
        by_hand INTEGER NOT NULL,
        PRIMARY KEY (session, place)
    ) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
INSERT INTO sessions VALUES('a','2026-11-21T20:45:03.000Z',90000000000,1795293903000000000,'boot-1','CLOCK_BOOTTIME','test',3354530835);
INSERT INTO sessions VALUES('b','2026-11-22T20:45:03.000Z',90000000000,1795380303000000000,'boot-1','CLOCK_BOOTTIME','live',1174069889);
INSERT INTO resumptions VALUES('b',90000000000,1795293903000000000,'boot-2','CLOCK_BOOTTIME',3,4,3572843526);
INSERT INTO events VALUES('a','main',1,1,90000000000,'planned','{"setup":{"plan":{"title":"Evening mile","course":{"event":"mile","distance":1609344,"lap":400000,"marks":[409344,809344,1209344,1609344],"line_before_finish":0},"kind":"race","date":"","venue":"","status":"","conditions":"","race_class":"","line":"finish-line","clock":"hand","notes":[],"sources":{"own":"stopwatch"}},"entrants":[{"id":"1","athlete":"A. Runner","lane":1,"role":"athlete","target":null,"offset":0,"drop_off":null,"of":null,"reference":null,"reference_kind":""}],"targets":[{"id":"4:00.00","name":"4:00.00","knots":[[0,0],[1609344,240000000000]],"curved":false,"basis":"","own_result":false}]}}',3057160071);
INSERT INTO events VALUES('a','main',2,2,100000000000,'started','{"stamp":"event"}',2999863843);
INSERT INTO events VALUES('a','main',3,3,160000000000,'split_taken','{"entry":"1","stamp":"event"}',3185996802);
INSERT INTO events VALUES('a','main',4,4,221000000000,'split_taken','{"entry":"1","stamp":"event"}',2300110349);
INSERT INTO events VALUES('b','main',1,1,90000000000,'planned','{"setup":{"plan":{"title":"Evening mile","course":{"event":"mile","distance":1609344,"lap":400000,"marks":[409344,809344,1209344,1609344],"line_before_finish":0},"kind":"race","date":"","venue":"","status":"","conditions":"","race_class":"","line":"finish-line","clock":"hand","notes":[],"sources":{"own":"stopwatch"}},"entrants":[{"id":"1","athlete":"A. Runner","lane":1,"role":"athlete","target":null,"offset":0,"drop_off":null,"of":null,"reference":null,"reference_kind":""}],"targets":[{"id":"4:00.00","name":"4:00.00","knots":[[0,0],[1609344,240000000000]],"curved":false,"basis":"","own_result":false}]}}',642825696);
INSERT INTO events VALUES('b','main',2,2,100000000000,'started','{"stamp":"event"}',4166466903);
INSERT INTO events VALUES('b','main',3,3,160000000000,'split_taken','{"entry":"1","stamp":"event"}',3886646633);
INSERT INTO events VALUES('b','main',4,4,221000000000,'split_taken','{"entry":"1","stamp":"event"}',3545700198);
INSERT INTO events VALUES('b','main',5,5,283000000000,'split_taken','{"entry":"1","stamp":"event"}',3926531376);
INSERT INTO events VALUES('b','main',6,6,347000000000,'split_taken','{"entry":"1","stamp":"event"}',237973488);
INSERT INTO labels VALUES('b','Club champs','Windy.','',3452935088);
INSERT INTO summary VALUES(1,'a','Evening mile','race','mile','2026-11-21','','["A. Runner"]','running',NULL,'2026-11-21T20:45:13.000Z','2026-11-21T20:45:03.000Z','test',4,'','','');
INSERT INTO summary VALUES(2,'b','Evening mile','race','mile','2026-11-22','','["A. Runner"]','finished',247000000000,'2026-11-22T20:45:13.000Z','2026-11-22T20:45:03.000Z','live',6,'Club champs','Windy.','');
INSERT INTO performances VALUES('a',1,'A. Runner','mile',1609344,NULL,'2026-11-21',0);
INSERT INTO performances VALUES('b',1,'A. Runner','mile',1609344,247000000000,'2026-11-22',1);
INSERT INTO words (rowid, text) VALUES(1,' Evening mile mile 2026-11-21   A. Runner');
INSERT INTO words (rowid, text) VALUES(2,'Club champs Evening mile mile 2026-11-22  Windy. A. Runner');
CREATE TRIGGER events_come_in_order BEFORE INSERT ON events
    WHEN NEW.seq IS NOT 1 + coalesce(
        (SELECT max(seq) FROM events WHERE session = NEW.session AND station = NEW.station), 0)
    BEGIN SELECT RAISE(ABORT, 'events come in order, each once'); END;
CREATE TRIGGER events_go_with_their_session BEFORE DELETE ON events
    WHEN EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session)
    BEGIN SELECT RAISE(ABORT, 'events go only with their session'); END;
CREATE INDEX events_official ON events (session) WHERE kind = 'official_given';
CREATE TRIGGER events_never_change BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events never change'); END;
CREATE TRIGGER sessions_never_change BEFORE UPDATE ON sessions
    BEGIN SELECT RAISE(ABORT, 'sessions never change'); END;
CREATE TRIGGER resumptions_never_change BEFORE UPDATE ON resumptions
    BEGIN SELECT RAISE(ABORT, 'resumptions never change'); END;
CREATE INDEX summary_under_way ON summary (created_utc, session) WHERE phase = 'running';
CREATE INDEX summary_binned ON summary (binned_utc) WHERE binned_utc <> '';
CREATE TRIGGER words_go_with_their_line AFTER DELETE ON summary
    BEGIN DELETE FROM words WHERE rowid = OLD.number; END;
CREATE INDEX summary_by_age ON summary (created_utc, session, event, date, binned_utc);
CREATE INDEX summary_by_event ON summary (event, created_utc, session, date, binned_utc);
CREATE INDEX performances_by_athlete ON performances (athlete, event, distance_mm, time_ns, date, by_hand);
CREATE INDEX performances_names ON performances (athlete);
COMMIT;
