-- What is measured, and what was measured.
--
-- Measurements are clustered by series: every question the product asks (the latest window of a metric, its trend, its
-- change points) is then one contiguous read, however long the history is. Time stamps are ISO 8601 text of fixed width in
-- UTC, so that they sort as text and can be read in any SQLite tool.

CREATE TABLE performance_metrics (
    metric_key     INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name           TEXT NOT NULL COLLATE NOCASE,
    title          TEXT NOT NULL,
    unit           TEXT NOT NULL,
    direction      TEXT NOT NULL CHECK (direction IN ('LowerIsBetter', 'HigherIsBetter')),
    aggregation    TEXT NOT NULL CHECK (aggregation IN ('Median', 'Last', 'Sum', 'Mean', 'Minimum', 'Maximum')),
    kind           TEXT NOT NULL CHECK (kind IN ('Core', 'Secondary', 'Custom')),
    operation_name TEXT COLLATE NOCASE,
    -- 0: made by a measurement of an unknown name; 1: built in or registered.
    registered     INTEGER NOT NULL DEFAULT 1
);

-- Overrides the catalogue's own targets. An empty application stands for all; a NULL value for a target taken away.
CREATE TABLE performance_targets (
    metric_key      INTEGER NOT NULL REFERENCES performance_metrics (metric_key) ON DELETE CASCADE,
    application     TEXT NOT NULL DEFAULT '' COLLATE NOCASE,
    value           REAL,
    warning_percent REAL NOT NULL,
    error_percent   REAL NOT NULL,
    PRIMARY KEY (metric_key, application)
) WITHOUT ROWID;

CREATE TABLE performance_environments (
    environment_id INTEGER PRIMARY KEY,
    name           TEXT NOT NULL UNIQUE
);

-- One application on one environment, warm or cold: what may be compared with itself.
CREATE TABLE performance_groups (
    group_id         INTEGER PRIMARY KEY,
    application      TEXT NOT NULL COLLATE NOCASE,
    environment_id   INTEGER NOT NULL REFERENCES performance_environments (environment_id),
    cold             INTEGER NOT NULL CHECK (cold IN (0, 1)),
    previous_cost_ms REAL,
    UNIQUE (application, environment_id, cold)
);

CREATE TABLE performance_series (
    series_id      INTEGER PRIMARY KEY,
    group_id       INTEGER NOT NULL REFERENCES performance_groups (group_id),
    metric_key     INTEGER NOT NULL REFERENCES performance_metrics (metric_key) ON DELETE CASCADE,
    -- The snapshot from which a level that a person accepted is the baseline.
    baseline_start INTEGER,
    UNIQUE (group_id, metric_key)
);
CREATE INDEX performance_series_by_metric ON performance_series (metric_key);

CREATE TABLE performance_sessions (
    session_key INTEGER PRIMARY KEY,
    session_id  TEXT NOT NULL UNIQUE
);

CREATE TABLE performance_revisions (
    revision_id INTEGER PRIMARY KEY,
    commit_hash TEXT NOT NULL,
    branch      TEXT NOT NULL,
    UNIQUE (commit_hash, branch)
);

CREATE TABLE performance_snapshots (
    snapshot_id INTEGER PRIMARY KEY AUTOINCREMENT,
    timestamp   TEXT NOT NULL,
    group_id    INTEGER NOT NULL REFERENCES performance_groups (group_id),
    session_key INTEGER NOT NULL REFERENCES performance_sessions (session_key),
    revision_id INTEGER REFERENCES performance_revisions (revision_id),
    tags        TEXT
);
CREATE INDEX performance_snapshots_by_timestamp ON performance_snapshots (timestamp);
CREATE INDEX performance_snapshots_by_group ON performance_snapshots (group_id);

-- minimum and maximum are NULL where one measurement stands for itself.
CREATE TABLE performance_measurements (
    series_id    INTEGER NOT NULL REFERENCES performance_series (series_id),
    snapshot_id  INTEGER NOT NULL,
    value        REAL NOT NULL,
    sample_count INTEGER NOT NULL DEFAULT 1,
    minimum      REAL,
    maximum      REAL,
    PRIMARY KEY (series_id, snapshot_id)
) WITHOUT ROWID;

-- What is left of the days that are older than the retention.
CREATE TABLE performance_daily (
    series_id    INTEGER NOT NULL REFERENCES performance_series (series_id),
    day          TEXT NOT NULL,
    median       REAL NOT NULL,
    p5           REAL NOT NULL,
    p95          REAL NOT NULL,
    sample_count INTEGER NOT NULL,
    PRIMARY KEY (series_id, day)
) WITHOUT ROWID;

CREATE TABLE performance_settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO performance_metrics (metric_key, id, name, title, unit, direction, aggregation, kind, operation_name) VALUES
    (1, 'APP-001', 'startup_time_ms', 'Startup time', 'ms', 'LowerIsBetter', 'Median', 'Core', 'app_startup'),
    (2, 'SVC-001', 'container_init_time_ms', 'Container initialisation time', 'ms', 'LowerIsBetter', 'Median', 'Core', 'container_init'),
    (3, 'SVC-002', 'container_init_count', 'Container initialisations', 'count', 'LowerIsBetter', 'Last', 'Core', NULL),
    (4, 'VAL-001', 'validation_time_ms', 'Validation time', 'ms', 'LowerIsBetter', 'Median', 'Core', 'validation'),
    (5, 'VAL-002', 'rule_loading_time_ms', 'Rule loading time', 'ms', 'LowerIsBetter', 'Median', 'Core', 'rule_loading'),
    (6, 'VAL-003', 'rule_cache_hit_rate', 'Rule cache hit rate', 'ratio', 'HigherIsBetter', 'Last', 'Core', NULL),
    (7, 'GEN-001', 'generation_time_ms', 'Generation time', 'ms', 'LowerIsBetter', 'Median', 'Core', 'generation'),
    (8, 'API-001', 'api_call_time_ms', 'API call time', 'ms', 'LowerIsBetter', 'Median', 'Core', 'api_call'),
    (9, 'API-002', 'prompt_token_count', 'Prompt tokens', 'tokens', 'LowerIsBetter', 'Last', 'Core', NULL),
    (10, 'API-003', 'api_cost_cents', 'API cost', 'cents', 'LowerIsBetter', 'Last', 'Core', NULL),
    (11, 'EXP-001', 'export_time_ms', 'Export time', 'ms', 'LowerIsBetter', 'Median', 'Core', 'export'),
    (12, 'MEM-001', 'peak_memory_mb', 'Peak memory', 'MiB', 'LowerIsBetter', 'Last', 'Core', NULL),
    (13, 'MEM-002', 'managed_memory_mb', 'Managed memory', 'MiB', 'LowerIsBetter', 'Last', 'Core', NULL),
    (14, 'IDX-001', 'performance_index', 'Performance index', 'points', 'HigherIsBetter', 'Last', 'Secondary', NULL),
    (15, 'ERR-001', 'operation_error_count', 'Failed operations', 'count', 'LowerIsBetter', 'Sum', 'Secondary', NULL),
    (16, 'CPU-001', 'cpu_time_ms', 'CPU time', 'ms', 'LowerIsBetter', 'Last', 'Secondary', NULL),
    (17, 'GC-001', 'gc_collection_count', 'Garbage collections', 'count', 'LowerIsBetter', 'Last', 'Secondary', NULL),
    (18, 'GC-002', 'gc_pause_ms', 'Garbage collection pause', 'ms', 'LowerIsBetter', 'Last', 'Secondary', NULL),
    (19, 'THR-001', 'thread_count', 'Threads', 'count', 'LowerIsBetter', 'Last', 'Secondary', NULL),
    (20, 'HDL-001', 'handle_count', 'Open handles', 'count', 'LowerIsBetter', 'Last', 'Secondary', NULL),
    (21, 'TRK-001', 'tracker_overhead_ms', 'Tracker overhead', 'ms', 'LowerIsBetter', 'Last', 'Secondary', NULL);

-- One row a snapshot, for people with the sqlite3 program:
-- SELECT * FROM performance_baselines ORDER BY timestamp DESC LIMIT 1
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
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 1 AND m.snapshot_id = n.snapshot_id) AS startup_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 2 AND m.snapshot_id = n.snapshot_id) AS container_init_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 3 AND m.snapshot_id = n.snapshot_id) AS container_init_count,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 4 AND m.snapshot_id = n.snapshot_id) AS validation_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 5 AND m.snapshot_id = n.snapshot_id) AS rule_loading_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 6 AND m.snapshot_id = n.snapshot_id) AS rule_cache_hit_rate,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 7 AND m.snapshot_id = n.snapshot_id) AS generation_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 8 AND m.snapshot_id = n.snapshot_id) AS api_call_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 9 AND m.snapshot_id = n.snapshot_id) AS prompt_token_count,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 10 AND m.snapshot_id = n.snapshot_id) AS api_cost_cents,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 11 AND m.snapshot_id = n.snapshot_id) AS export_time_ms,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 12 AND m.snapshot_id = n.snapshot_id) AS peak_memory_mb,
    (SELECT m.value FROM performance_series x JOIN performance_measurements m USING (series_id) WHERE x.group_id = n.group_id AND x.metric_key = 13 AND m.snapshot_id = n.snapshot_id) AS managed_memory_mb
FROM performance_snapshots n
JOIN performance_groups g USING (group_id)
JOIN performance_environments e USING (environment_id)
JOIN performance_sessions s USING (session_key)
LEFT JOIN performance_revisions r USING (revision_id);
