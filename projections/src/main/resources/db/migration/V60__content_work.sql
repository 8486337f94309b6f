-- The work of the content pipeline: a table of db-scheduler's for each kind of job, because each has a limit of its own on how many are
-- done at a time, and because the length of a queue is then the length of a table; and one for what is done in a moment.
CREATE TABLE content_scrape_tasks (
    task_name            text                     NOT NULL,
    task_instance        text                     NOT NULL,
    task_data            bytea,
    execution_time       timestamp with time zone NOT NULL,
    picked               boolean                  NOT NULL,
    picked_by            text,
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp with time zone,
    version              bigint                   NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX content_scrape_tasks_due ON content_scrape_tasks (priority DESC, execution_time ASC);

CREATE TABLE content_analyze_tasks (LIKE content_scrape_tasks INCLUDING ALL);
CREATE TABLE content_edit_tasks (LIKE content_scrape_tasks INCLUDING ALL);
CREATE TABLE content_upload_tasks (LIKE content_scrape_tasks INCLUDING ALL);
CREATE TABLE content_tasks (LIKE content_scrape_tasks INCLUDING ALL);

-- Jobs, clips that are not yet through, and uploads that wait for a place; kept by the automation "content-work" in the order of the events.
-- Of a job the stage is its kind, or 'ended'; of a clip what it waits for; of an upload without a place 'placing'.
CREATE TABLE content_item (
    item       text     NOT NULL PRIMARY KEY,
    project_id text     NOT NULL,
    creator_id text,
    stage      text     NOT NULL,
    kind       text,
    attempt    integer  NOT NULL,
    priority   smallint NOT NULL
);
CREATE INDEX content_item_open ON content_item (project_id, stage) WHERE stage <> 'ended';

-- The posts that a project has met, so that they needn't be fetched to find out that they are known.
CREATE TABLE content_post (
    project_id text NOT NULL,
    post_id    text NOT NULL,
    PRIMARY KEY (project_id, post_id)
);

-- Jobs at work that must stop now; whichever node does them looks here.
CREATE TABLE content_stop (
    job_id       text                     NOT NULL PRIMARY KEY,
    requested_at timestamp with time zone NOT NULL
);
