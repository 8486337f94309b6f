-- Workflows and executions as they stand: their events folded, one row each, written by the projections "workflows" and "executions".
-- The documents are text for the same reasons as in pipeline_view.
CREATE TABLE workflow_view (
    workflow_id text                     NOT NULL PRIMARY KEY,
    deleted     boolean                  NOT NULL,
    created_at  timestamp with time zone NOT NULL,
    version     bigint                   NOT NULL,
    position    bigint                   NOT NULL,
    state       text STORAGE EXTERNAL    NOT NULL
);
CREATE INDEX workflow_view_newest ON workflow_view (created_at DESC, workflow_id DESC) WHERE NOT deleted;

CREATE TABLE execution_view (
    execution_id text                     NOT NULL PRIMARY KEY,
    workflow_id  text                     NOT NULL,
    status       text                     NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    completed_at timestamp with time zone,
    version      bigint                   NOT NULL,
    position     bigint                   NOT NULL,
    overview     text STORAGE MAIN        NOT NULL,
    state        text STORAGE EXTERNAL    NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX execution_view_newest ON execution_view (workflow_id, created_at DESC, execution_id DESC);
CREATE INDEX execution_view_running ON execution_view (created_at) WHERE completed_at IS NULL;
