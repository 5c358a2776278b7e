-- What people decide, raise, move and remark.

-- Where an alert began: the last commit before it, the first with it. Snapshots go with the retention, and this stays.
ALTER TABLE performance_alerts ADD COLUMN commit_before TEXT;
ALTER TABLE performance_alerts ADD COLUMN commit_after TEXT;
ALTER TABLE performance_alerts ADD COLUMN branch TEXT;
ALTER TABLE performance_alerts ADD COLUMN resolved_at TEXT;
ALTER TABLE performance_alerts ADD COLUMN rebaselined INTEGER NOT NULL DEFAULT 0;
ALTER TABLE performance_alerts ADD COLUMN raised_by TEXT;
ALTER TABLE performance_alerts ADD COLUMN edited_by TEXT;
ALTER TABLE performance_alerts ADD COLUMN edited_at TEXT;
-- Where a tier saw a change that a person has moved.
ALTER TABLE performance_alerts ADD COLUMN detected_snapshot_id INTEGER;

UPDATE performance_alerts SET
    (commit_after, branch) = (
        SELECT nullif(r.commit_hash, ''), nullif(r.branch, '') FROM performance_snapshots n JOIN performance_revisions r USING (revision_id)
        WHERE n.snapshot_id = coalesce(performance_alerts.change_snapshot_id, performance_alerts.first_snapshot_id)),
    commit_before = (
        SELECT nullif(r.commit_hash, '') FROM performance_snapshots c
        CROSS JOIN performance_measurements m ON m.series_id = performance_alerts.series_id AND m.position < c.position
        CROSS JOIN performance_snapshots n ON n.group_id = c.group_id AND n.position = m.position
        LEFT JOIN performance_revisions r ON r.revision_id = n.revision_id
        WHERE c.snapshot_id = coalesce(performance_alerts.change_snapshot_id, performance_alerts.first_snapshot_id)
        ORDER BY m.position DESC LIMIT 1);

-- A series has one alert of a tier at a time, and as many raised by hand as people see.
DROP INDEX performance_alerts_lasting;
CREATE INDEX performance_alerts_lasting ON performance_alerts (series_id, kind) WHERE lasts = 1;
CREATE UNIQUE INDEX performance_alerts_once ON performance_alerts (series_id, kind) WHERE lasts = 1 AND kind <> 'Manual';

CREATE TABLE performance_annotations (
    annotation_id INTEGER PRIMARY KEY AUTOINCREMENT,
    identity      BLOB NOT NULL UNIQUE,
    timestamp     TEXT NOT NULL,
    text          TEXT NOT NULL,
    -- What it concerns; NULL for all.
    application   TEXT COLLATE NOCASE,
    environment   TEXT COLLATE NOCASE,
    metric        TEXT COLLATE NOCASE,
    author        TEXT NOT NULL,
    created_at    TEXT NOT NULL
);
CREATE INDEX performance_annotations_by_time ON performance_annotations (timestamp);
