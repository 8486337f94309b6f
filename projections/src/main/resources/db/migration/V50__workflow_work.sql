-- The work of workflows: db-scheduler's table once more, because steps mostly wait for services while pipelines' stages mostly
-- compute, so the two are taken up by pools of their own and neither starves the other.
CREATE TABLE workflow_tasks (
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
CREATE INDEX workflow_tasks_execution_time ON workflow_tasks (execution_time);
CREATE INDEX workflow_tasks_last_heartbeat ON workflow_tasks (last_heartbeat);

-- What each workflow that is there waits for; kept by the automation "workflow-triggers" in the order of the events.
CREATE TABLE workflow_trigger (
    workflow_id        text                     NOT NULL PRIMARY KEY,
    definition_version integer                  NOT NULL,
    trigger_type       text                     NOT NULL,
    event              text,
    active             boolean                  NOT NULL,
    document           text                     NOT NULL,
    since              timestamp with time zone NOT NULL
);
CREATE INDEX workflow_trigger_by_event ON workflow_trigger (trigger_type, event) WHERE active;
