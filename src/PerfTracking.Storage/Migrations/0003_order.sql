-- Snapshots have an identity, and their order is by time and identity, whenever they arrived.
--
-- A position is a snapshot's place in its group. It takes the number's place in the key of measurements, so that a window of a
-- series stays one contiguous read, and a position is one or two bytes where a time would be six. A snapshot that arrives late
-- takes a free position between its neighbours, or those after it make room.

DROP VIEW performance_baselines;

CREATE TABLE performance_snapshots_in_order (
    snapshot_id INTEGER PRIMARY KEY AUTOINCREMENT,
    timestamp   TEXT NOT NULL,
    -- A UUID of version 7, made where the snapshot was measured.
    identity    BLOB NOT NULL,
    group_id    INTEGER NOT NULL REFERENCES performance_groups (group_id),
    position    INTEGER NOT NULL,
    session_key INTEGER NOT NULL REFERENCES performance_sessions (session_key),
    revision_id INTEGER REFERENCES performance_revisions (revision_id),
    tags        TEXT
);

-- The identities of what is there: its time, its number, and its session, so that every copy of this store gives the same ones.
INSERT INTO performance_snapshots_in_order (snapshot_id, timestamp, identity, group_id, position, session_key, revision_id, tags)
SELECT n.snapshot_id, n.timestamp,
    coalesce(
        unhex(printf('%012X7%03X%04X', CAST(strftime('%s', n.timestamp) AS INTEGER) * 1000 + CAST(substr(n.timestamp, 21, 3) AS INTEGER),
            (n.snapshot_id >> 14) & 0xFFF, 0x8000 | (n.snapshot_id & 0x3FFF)) || substr(replace(s.session_id, '-', ''), 21, 12)),
        unhex(printf('00000000000070008000%012X', n.snapshot_id))),
    n.group_id, n.snapshot_id, n.session_key, n.revision_id, n.tags
FROM performance_snapshots n CROSS JOIN performance_sessions s ON s.session_key = n.session_key
ORDER BY n.snapshot_id;

INSERT INTO sqlite_sequence (name, seq)
SELECT 'performance_snapshots_in_order', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'performance_snapshots_in_order');
UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'performance_snapshots'), 0))
WHERE name = 'performance_snapshots_in_order';

-- Where a clock had stepped back: the same positions, given out by time.
CREATE TEMP TABLE places AS
WITH arrived AS (
    SELECT snapshot_id, group_id, timestamp, identity, timestamp < lag(timestamp) OVER (PARTITION BY group_id ORDER BY snapshot_id) AS is_late
    FROM performance_snapshots_in_order
), ranked AS (
    SELECT snapshot_id, group_id,
        row_number() OVER (PARTITION BY group_id ORDER BY timestamp, identity) AS by_time,
        row_number() OVER (PARTITION BY group_id ORDER BY snapshot_id) AS by_arrival
    FROM performance_snapshots_in_order
    WHERE group_id IN (SELECT group_id FROM arrived WHERE is_late)
)
SELECT a.snapshot_id, a.group_id, b.snapshot_id AS position
FROM ranked a JOIN ranked b ON b.group_id = a.group_id AND b.by_arrival = a.by_time
WHERE a.snapshot_id <> b.snapshot_id;
CREATE UNIQUE INDEX temp.places_by_snapshot ON places (snapshot_id);

ALTER TABLE performance_measurements RENAME COLUMN snapshot_id TO position;
UPDATE performance_measurements SET position = -(SELECT p.position FROM places p WHERE p.snapshot_id = performance_measurements.position)
WHERE series_id IN (SELECT series_id FROM performance_series WHERE group_id IN (SELECT group_id FROM places))
    AND position IN (SELECT snapshot_id FROM places);
UPDATE performance_measurements SET position = -position
WHERE series_id IN (SELECT series_id FROM performance_series WHERE group_id IN (SELECT group_id FROM places)) AND position < 0;
UPDATE performance_snapshots_in_order SET position = (SELECT p.position FROM places p WHERE p.snapshot_id = performance_snapshots_in_order.snapshot_id)
WHERE snapshot_id IN (SELECT snapshot_id FROM places);
DROP TABLE temp.places;

-- The beginning of an accepted level, by time and identity.
ALTER TABLE performance_series ADD COLUMN baseline_at TEXT;
ALTER TABLE performance_series ADD COLUMN baseline_identity BLOB;
UPDATE performance_series SET (baseline_at, baseline_identity) = (
    SELECT n.timestamp, n.identity FROM performance_snapshots_in_order n
    WHERE n.group_id = performance_series.group_id AND n.snapshot_id >= performance_series.baseline_start
    ORDER BY n.snapshot_id LIMIT 1)
WHERE baseline_start IS NOT NULL;
ALTER TABLE performance_series DROP COLUMN baseline_start;

-- Alerts know when what they are about began. Kinds are open: a tier, a receiver or a person may bring another.
CREATE TABLE performance_alerts_in_order (
    alert_id           INTEGER PRIMARY KEY AUTOINCREMENT,
    series_id          INTEGER NOT NULL REFERENCES performance_series (series_id) ON DELETE CASCADE,
    kind               TEXT NOT NULL,
    severity           TEXT NOT NULL CHECK (severity IN ('Warning', 'Error', 'Critical')),
    state              TEXT NOT NULL CHECK (state IN ('Open', 'Approved', 'Denied', 'Resolved')),
    lasts              INTEGER NOT NULL CHECK (lasts IN (0, 1)),
    raised_at          TEXT NOT NULL,
    began_at           TEXT NOT NULL,
    began_identity     BLOB NOT NULL,
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
INSERT INTO performance_alerts_in_order
SELECT a.alert_id, a.series_id, a.kind, a.severity, a.state, a.lasts, a.raised_at, coalesce(n.timestamp, a.raised_at), coalesce(n.identity, zeroblob(16)),
    a.last_seen_at, a.occurrences, a.good_snapshots, a.value, a.expected, a.deviation_percent, a.first_snapshot_id, a.last_snapshot_id,
    a.change_snapshot_id, a.message, a.notes, a.decided_by, a.decided_at
FROM performance_alerts a LEFT JOIN performance_snapshots_in_order n ON n.snapshot_id = coalesce(a.change_snapshot_id, a.first_snapshot_id);

INSERT INTO sqlite_sequence (name, seq)
SELECT 'performance_alerts_in_order', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'performance_alerts_in_order');
UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'performance_alerts'), 0))
WHERE name = 'performance_alerts_in_order';
DROP TABLE performance_alerts;
ALTER TABLE performance_alerts_in_order RENAME TO performance_alerts;
CREATE UNIQUE INDEX performance_alerts_lasting ON performance_alerts (series_id, kind) WHERE lasts = 1;
CREATE INDEX performance_alerts_by_time ON performance_alerts (raised_at);

DROP TABLE performance_snapshots;
ALTER TABLE performance_snapshots_in_order RENAME TO performance_snapshots;
CREATE INDEX performance_snapshots_by_timestamp ON performance_snapshots (timestamp);
CREATE UNIQUE INDEX performance_snapshots_by_group ON performance_snapshots (group_id, position);

CREATE VIEW performance_baselines AS
SELECT
    n.timestamp,
    n.snapshot_id,
    g.application,
    e.name AS environment,
    g.cold,
    s.session_id,
    r.commit_hash AS git_commit,
    r.branch AS git_branch,
    n.tags,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 1 AND m.position = n.position) AS startup_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 2 AND m.position = n.position) AS container_init_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 3 AND m.position = n.position) AS container_init_count,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 4 AND m.position = n.position) AS validation_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 5 AND m.position = n.position) AS rule_loading_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 6 AND m.position = n.position) AS rule_cache_hit_rate,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 7 AND m.position = n.position) AS generation_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 8 AND m.position = n.position) AS api_call_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 9 AND m.position = n.position) AS prompt_token_count,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 10 AND m.position = n.position) AS api_cost_cents,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 11 AND m.position = n.position) AS export_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 12 AND m.position = n.position) AS peak_memory_mb,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 13 AND m.position = n.position) AS managed_memory_mb,
    hex(n.identity) AS identity
FROM performance_snapshots n
JOIN performance_groups g USING (group_id)
JOIN performance_environments e USING (environment_id)
JOIN performance_sessions s USING (session_key)
LEFT JOIN performance_revisions r USING (revision_id);
