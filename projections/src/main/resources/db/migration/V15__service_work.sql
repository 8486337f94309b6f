-- db-scheduler's table once more, for restarts: pipelines' stages must not keep them waiting.
CREATE TABLE service_tasks (
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
CREATE INDEX service_tasks_execution_time ON service_tasks (execution_time);
CREATE INDEX service_tasks_last_heartbeat ON service_tasks (last_heartbeat);
