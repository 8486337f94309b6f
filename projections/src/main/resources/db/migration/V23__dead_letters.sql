-- Events that a projection could not handle, and those that follow them in the same sequence. A discarded one stays as the record of who
-- decided so and why. A replay under way keeps its own under <projection>@replay.
CREATE TABLE dead_letter (
    projection  text                     NOT NULL,
    event_id    text                     NOT NULL,
    sequence_id text                     NOT NULL,
    version     bigint                   NOT NULL,
    position    bigint                   NOT NULL,
    type        text                     NOT NULL,
    error       text                     NOT NULL,
    attempts    integer                  NOT NULL,
    parked_at   timestamp with time zone NOT NULL,
    status      text                     NOT NULL CHECK (status IN ('parked', 'discarded')),
    decided_by  text,
    decided_at  timestamp with time zone,
    reason      text,
    PRIMARY KEY (projection, event_id)
);
CREATE INDEX dead_letter_by_sequence ON dead_letter (projection, sequence_id, position);
CREATE INDEX dead_letter_by_position ON dead_letter (projection, position DESC);
