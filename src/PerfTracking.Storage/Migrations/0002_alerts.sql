-- Regressions, remembered until somebody decides or the series is back.

CREATE TABLE performance_alerts (
    alert_id           INTEGER PRIMARY KEY AUTOINCREMENT,
    series_id          INTEGER NOT NULL REFERENCES performance_series (series_id) ON DELETE CASCADE,
    kind               TEXT NOT NULL CHECK (kind IN ('Threshold', 'Statistical', 'Trend', 'ChangePoint')),
    severity           TEXT NOT NULL CHECK (severity IN ('Warning', 'Error', 'Critical')),
    state              TEXT NOT NULL CHECK (state IN ('Open', 'Approved', 'Denied', 'Resolved')),
    lasts              INTEGER NOT NULL CHECK (lasts IN (0, 1)),
    raised_at          TEXT NOT NULL,
    last_seen_at       TEXT NOT NULL,
    occurrences        INTEGER NOT NULL,
    good_snapshots     INTEGER NOT NULL,
    value              REAL NOT NULL,
    expected           REAL,
    deviation_percent  REAL,
    first_snapshot_id  INTEGER NOT NULL,
    last_snapshot_id   INTEGER NOT NULL,
    change_snapshot_id INTEGER,
    message            TEXT NOT NULL,
    notes              TEXT,
    decided_by         TEXT,
    decided_at         TEXT
);

-- Every save asks for the lasting alerts of its series; there are few, however many there have been.
CREATE UNIQUE INDEX performance_alerts_lasting ON performance_alerts (series_id, kind) WHERE lasts = 1;
CREATE INDEX performance_alerts_by_time ON performance_alerts (raised_at);
