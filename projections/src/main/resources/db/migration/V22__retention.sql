-- Old lines are found by their time. They lie in the table as they were written, so a summary of each range of pages is enough.
CREATE INDEX stage_log_by_time ON stage_log USING brin (logged_at);
