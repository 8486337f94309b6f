-- Partitions by month, for every table that grows for ever. A partition is made beside its table and attached then, which keeps
-- readers and writers of the table running; making it as a partition at once would lock them out.
CREATE FUNCTION ensure_month_partition(parent text, first_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    partition_name text := parent || to_char(first_day, '"_y"YYYY"m"MM');
BEGIN
    IF to_regclass(quote_ident(partition_name)) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('omni month partition ' || partition_name, 0));
    IF to_regclass(quote_ident(partition_name)) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', partition_name, parent);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, partition_name,
                   to_char(first_day, 'YYYY-MM-DD') || ' 00:00:00+00',
                   to_char(first_day + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
END $$;

-- Every public event as callers may see it, written by the fan-out's target "event-log" alone, in the global order.
CREATE TABLE event_log_view (
    sequence    bigint                   NOT NULL,
    event_id    text                     NOT NULL,
    type        text                     NOT NULL,
    subject     text                     NOT NULL,
    service     text,
    occurred_at timestamp with time zone NOT NULL,
    actor       text,
    trace_id    text,
    data        text                     NOT NULL,
    PRIMARY KEY (sequence, occurred_at)
) PARTITION BY RANGE (occurred_at);

CREATE INDEX event_log_view_by_type ON event_log_view (type, sequence);
CREATE INDEX event_log_view_by_service ON event_log_view (service, sequence) WHERE service IS NOT NULL;
CREATE INDEX event_log_view_by_time ON event_log_view (occurred_at);
