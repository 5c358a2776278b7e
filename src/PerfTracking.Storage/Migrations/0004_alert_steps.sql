-- An alert about a change of level tells each of its steps once: one row an alert, and the history of its steps beside it.

ALTER TABLE performance_alerts ADD COLUMN level REAL;

CREATE TABLE performance_alert_steps (
    alert_id           INTEGER NOT NULL REFERENCES performance_alerts (alert_id) ON DELETE CASCADE,
    step               INTEGER NOT NULL,
    snapshot_id        INTEGER NOT NULL,
    change_snapshot_id INTEGER NOT NULL,
    told_at            TEXT NOT NULL,
    level_before       REAL NOT NULL,
    level_after        REAL NOT NULL,
    PRIMARY KEY (alert_id, step)
) WITHOUT ROWID;

-- What has ended is asked for where a change shows that no lasting alert tells of.
CREATE INDEX performance_alerts_by_series ON performance_alerts (series_id, last_seen_at);
