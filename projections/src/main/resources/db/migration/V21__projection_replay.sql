-- The newest replay of each projection. Its tables are made anew in a schema of their own, omni_replay_<projection>, and take the
-- place of the live ones when they have caught up. The position is advanced in the transaction that writes them.
CREATE TABLE projection_replay (
    projection   text                     NOT NULL PRIMARY KEY,
    status       text                     NOT NULL CHECK (status IN ('running', 'completed', 'failed')),
    position     bigint                   NOT NULL,
    requested_by text                     NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    finished_at  timestamp with time zone,
    failures     integer                  NOT NULL DEFAULT 0,
    error        text
);

-- What stopped an event processor last. It counts only while the processor's position lies before it.
CREATE TABLE processor_problem (
    processor text                     NOT NULL PRIMARY KEY,
    position  bigint                   NOT NULL,
    failed_at timestamp with time zone NOT NULL,
    error     text                     NOT NULL
);
