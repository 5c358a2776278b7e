-- What the size of a change of level may be, with a confidence of 95 %.

ALTER TABLE performance_alerts ADD COLUMN shift_lower REAL;
ALTER TABLE performance_alerts ADD COLUMN shift_upper REAL;
