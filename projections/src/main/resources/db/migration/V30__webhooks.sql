-- Who wants to be told: every webhook's events folded, one row each, written by the fan-out's target "webhooks" alone. A deleted
-- webhook has no row. It is not named "…_view" because the workers read it too: what is due is decided by joining with it.
CREATE TABLE webhook_endpoint (
    webhook_id text                     NOT NULL PRIMARY KEY,
    status     text                     NOT NULL,
    created_at timestamp with time zone NOT NULL,
    position   bigint                   NOT NULL,
    state      text                     NOT NULL
);
CREATE INDEX webhook_endpoint_newest ON webhook_endpoint (created_at DESC, webhook_id DESC);

-- How each endpoint is doing. Clocks are the database's own, so that a restart forgets nothing and nodes agree. Whoever claims
-- deliveries of an endpoint locks its row: limits hold on any number of nodes.
CREATE TABLE webhook_health (
    webhook_id           text                     NOT NULL PRIMARY KEY,
    consecutive_failures integer                  NOT NULL DEFAULT 0,
    failing_since        timestamp with time zone,
    open_until           timestamp with time zone,
    tokens               double precision         NOT NULL DEFAULT 0,
    refilled_at          timestamp with time zone NOT NULL DEFAULT 'epoch',
    claimed_at           timestamp with time zone NOT NULL DEFAULT 'epoch',
    disable_due          text
) WITH (fillfactor = 50); -- rewritten with every claim; room on the page keeps that cheap

-- The bytes that are signed and sent, once per event. Times in these three tables are the event's own, so that an event, its
-- deliveries and their attempts share a month and go together.
CREATE TABLE webhook_message (
    event_id   text                     NOT NULL,
    created_at timestamp with time zone NOT NULL,
    body       bytea                    NOT NULL,
    PRIMARY KEY (event_id, created_at)
) PARTITION BY RANGE (created_at);

CREATE TABLE webhook_delivery (
    delivery_id      text                     NOT NULL,
    created_at       timestamp with time zone NOT NULL,
    webhook_id       text                     NOT NULL,
    event_id         text                     NOT NULL,
    type             text                     NOT NULL,
    subject          text                     NOT NULL,
    sequence         bigint                   NOT NULL,
    fifo             boolean                  NOT NULL,
    -- pending: due at next_attempt_at; held: its webhook is paused; blocked: waits behind an earlier one of its subject;
    -- in_flight: leased to a node; delivered; parked: kept until somebody replays it; failed: out of attempts;
    -- cancelled: its webhook is gone
    status           text                     NOT NULL,
    reason           text,
    -- how often it was taken up: the fencing token of its lease, and the number of its last attempt
    attempts         integer                  NOT NULL DEFAULT 0,
    -- how many of the schedule's attempts are behind it
    step             integer                  NOT NULL DEFAULT 0,
    next_attempt_at  timestamp with time zone,
    lease_until      timestamp with time zone,
    leased_by        text,
    first_attempt_at timestamp with time zone,
    -- sent by hand: what to go back to when that fails
    manual           boolean                  NOT NULL DEFAULT false,
    resume_status    text,
    resume_at        timestamp with time zone,
    PRIMARY KEY (delivery_id, created_at),
    CONSTRAINT webhook_delivery_once UNIQUE (webhook_id, event_id, created_at)
) PARTITION BY RANGE (created_at);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, next_attempt_at, sequence) WHERE status = 'pending';
CREATE INDEX webhook_delivery_in_flight ON webhook_delivery (webhook_id, lease_until) WHERE status = 'in_flight';
CREATE INDEX webhook_delivery_queue ON webhook_delivery (webhook_id, subject, sequence)
    WHERE fifo AND status IN ('pending', 'in_flight', 'blocked');
CREATE INDEX webhook_delivery_blocked ON webhook_delivery (webhook_id, subject) WHERE status = 'blocked';
CREATE INDEX webhook_delivery_held ON webhook_delivery (webhook_id) WHERE status = 'held';
CREATE INDEX webhook_delivery_newest ON webhook_delivery (webhook_id, created_at DESC, delivery_id DESC);

-- Written before the request goes out and completed after it: one without an outcome is under way, or its node died.
CREATE TABLE webhook_attempt (
    delivery_id text                     NOT NULL,
    created_at  timestamp with time zone NOT NULL,
    attempt     integer                  NOT NULL,
    node        text                     NOT NULL,
    started_at  timestamp with time zone NOT NULL,
    duration_ms bigint,
    outcome     text,
    status_code integer,
    error       text,
    PRIMARY KEY (delivery_id, attempt, created_at)
) PARTITION BY RANGE (created_at);
