-- What probing knows of each service: one row a service, rewritten with every probe, written by the nodes that probe.
-- No index on due_at: with a row a service the table stays small, and without one a rewritten row finds room on its own page.
CREATE TABLE service_probe (
    service        text                     NOT NULL PRIMARY KEY,
    active         boolean                  NOT NULL,
    due_at         timestamp with time zone NOT NULL,
    claim          text,                                                   -- which round of which node asks it now
    claimed_until  timestamp with time zone NOT NULL DEFAULT '-infinity',  -- after that, the node is taken for dead
    -- as the events have it
    event_version  bigint                   NOT NULL,
    status         text                     NOT NULL,
    status_since   timestamp with time zone NOT NULL,
    root_cause     text,
    -- as the last probes found it
    observed       text,
    streak         integer                  NOT NULL DEFAULT 0,
    observed_since timestamp with time zone,
    last_check_at  timestamp with time zone,
    latency_us     bigint,
    version        text,
    up_since       timestamp with time zone,
    -- the half hour that is under way
    slot_start     timestamp with time zone,
    slot_checks    integer                  NOT NULL DEFAULT 0,
    slot_available integer                  NOT NULL DEFAULT 0,
    slot_latency   bytea                                                   -- an HdrHistogram of microseconds
) WITH (fillfactor = 40, autovacuum_vacuum_scale_factor = 0.2);

-- The half hours that are over, kept for a day.
CREATE TABLE service_history (
    service    text                     NOT NULL,
    slot_start timestamp with time zone NOT NULL,
    checks     integer                  NOT NULL,
    available  integer                  NOT NULL,
    latency    bytea,
    PRIMARY KEY (service, slot_start)
);
