-- What leaves the machine waits here until it is delivered. It is written with the snapshot it is about, or not at all.

CREATE TABLE performance_outbox (
    message_id INTEGER PRIMARY KEY AUTOINCREMENT, -- A number is never used twice: receivers tell by it what they had before.
    receiver   TEXT NOT NULL,
    body       TEXT NOT NULL
);
