-- Moved by whatever writes pipeline_view, in the same transaction: as long as the sum stands still, so does every list of pipelines.
-- Several rows, so that the projection's segments seldom wait for each other's commit.
CREATE TABLE pipeline_mark (
    slot  integer NOT NULL PRIMARY KEY,
    moved bigint  NOT NULL
) WITH (fillfactor = 20); -- every batch moves one; room on the page keeps that cheap
