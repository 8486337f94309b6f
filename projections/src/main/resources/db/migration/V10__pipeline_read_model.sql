-- Where each pipeline stands: its events folded, one row a pipeline, written by the projection "pipelines" alone.
-- `state` is text and not jsonb because it is read whole and never searched: text goes to the reader as it lies.
-- It lies uncompressed beside the row, so that reading one pipeline unpacks nothing and changing a status moves little.
-- `overview` is the state without artifacts, checks and feedback, so that a page of a list never touches the heavy column.
CREATE TABLE pipeline_view (
    pipeline_id  text                     NOT NULL PRIMARY KEY,
    status       text                     NOT NULL,
    repository   text                     NOT NULL,
    branch       text                     NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    completed_at timestamp with time zone,
    version      bigint                   NOT NULL,
    position     bigint                   NOT NULL,
    overview     text STORAGE MAIN        NOT NULL,
    state        text STORAGE EXTERNAL    NOT NULL
) WITH (fillfactor = 70); -- a row is rewritten with every batch that touches it; room on the page keeps that cheap

CREATE INDEX pipeline_view_newest ON pipeline_view (created_at DESC, pipeline_id DESC);
CREATE INDEX pipeline_view_newest_by_status ON pipeline_view (status, created_at DESC, pipeline_id DESC);
