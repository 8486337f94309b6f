-- What callers have left, one row for each caller and category that isn't full; all nodes draw from it.
CREATE TABLE rate_limit (
    id         text   NOT NULL PRIMARY KEY,
    state      bytea,
    expires_at bigint -- milliseconds since 1970
) WITH (fillfactor = 50); -- rewritten all the time; room on the page keeps that cheap
