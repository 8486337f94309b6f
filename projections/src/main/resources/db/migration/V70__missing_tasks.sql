-- Tasks that runs wait for and that lie in no queue, as the nodes' reconcilers see them. A node that works on such a task takes its row
-- out again; what has lain here for some rounds of every node is reported and repaired by whichever node is first.
CREATE TABLE missing_task (
    task_name     text                     NOT NULL,
    task_instance text                     NOT NULL,
    kind          text                     NOT NULL,
    run_id        text                     NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    head          bigint                   NOT NULL,
    PRIMARY KEY (task_name, task_instance)
);
