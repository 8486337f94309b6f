-- Requests that came with an idempotency key, and what they were answered, for a day. `holder` is the advisory lock that the process
-- which works on the request holds while it lives; 0 when it has given up. The answer is encrypted: it may show a key, once.
CREATE TABLE idempotent_request (
    id          text                     NOT NULL PRIMARY KEY, -- SHA-256 of caller and key
    fingerprint text                     NOT NULL,             -- SHA-256 of method, path, query and body
    holder      bigint                   NOT NULL,
    since       timestamp with time zone NOT NULL,
    claimed_at  timestamp with time zone NOT NULL,
    status      integer,                                       -- null until it is answered
    headers     text,
    answer      bytea
);

CREATE INDEX idempotent_request_oldest ON idempotent_request (since);
