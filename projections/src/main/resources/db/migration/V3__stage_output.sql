-- What stages leave behind beside their events.
CREATE TABLE stage_log (
    pipeline_id text                     NOT NULL,
    stage       text                     NOT NULL,
    iteration   integer                  NOT NULL,
    attempt     integer                  NOT NULL,
    line        integer                  NOT NULL,
    logged_at   timestamp with time zone NOT NULL,
    level       text                     NOT NULL,
    message     text                     NOT NULL,
    percent     smallint,
    PRIMARY KEY (pipeline_id, stage, iteration, attempt, line)
);

CREATE TABLE artifact_content (
    sha256     text                     NOT NULL PRIMARY KEY,
    size_bytes bigint                   NOT NULL,
    content    bytea                    NOT NULL,
    stored_at  timestamp with time zone NOT NULL DEFAULT now()
);
