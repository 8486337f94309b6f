-- What each run of each node counted in each minute. A run writes its own rows alone, whole, so writing one again changes nothing, and
-- what the nodes counted is added up when it is read. `digest` is a compressed HdrHistogram of microseconds: digests can be merged,
-- percentiles can't.
CREATE TABLE minute_metric (
    source  text                     NOT NULL,
    minute  timestamp with time zone NOT NULL,
    kind    text                     NOT NULL,
    name    text                     NOT NULL,
    count   bigint                   NOT NULL,
    errors  bigint                   NOT NULL,
    micros  bigint                   NOT NULL,
    digest  bytea                    NOT NULL,
    PRIMARY KEY (kind, name, minute, source)
);
CREATE INDEX minute_metric_by_age ON minute_metric (minute);

-- The tokens that language models reported, from the events, in the transaction that advances the fan-out's position.
CREATE TABLE llm_usage_minute (
    minute            timestamp with time zone NOT NULL,
    model             text                     NOT NULL,
    completions       bigint                   NOT NULL,
    prompt_tokens     bigint                   NOT NULL,
    completion_tokens bigint                   NOT NULL,
    PRIMARY KEY (minute, model)
);
