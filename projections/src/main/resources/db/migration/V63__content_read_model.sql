-- What callers see of the content pipeline, written by the projection "content" from the events of projects, videos, clips, jobs and
-- calendars. Documents are text for the same reasons as in pipeline_view; an overview is what lists show, a state all there is.

-- The last event of each project. A page of a list that was read under a mark is good until the mark moves.
CREATE TABLE content_mark (
    project_id text   NOT NULL PRIMARY KEY,
    position   bigint NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE content_project_view (
    project_id text                     NOT NULL PRIMARY KEY,
    tenant     text,
    status     text                     NOT NULL,
    deleted    boolean                  NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version    bigint                   NOT NULL,
    position   bigint                   NOT NULL,
    state      text STORAGE EXTERNAL    NOT NULL
);
CREATE INDEX content_project_newest ON content_project_view (created_at DESC, project_id DESC) WHERE NOT deleted;

CREATE TABLE content_video_view (
    video_id         text                     NOT NULL PRIMARY KEY,
    project_id       text                     NOT NULL,
    creator_id       text                     NOT NULL,
    analyzed_at      timestamp with time zone,
    virality_score   double precision,
    relevance_score  double precision,
    created_at       timestamp with time zone NOT NULL,
    version          bigint                   NOT NULL,
    position         bigint                   NOT NULL,
    overview         text STORAGE MAIN        NOT NULL,
    state            text STORAGE EXTERNAL    NOT NULL
);
CREATE INDEX content_video_analyzed ON content_video_view (project_id, analyzed_at DESC, video_id DESC)
    WHERE analyzed_at IS NOT NULL;

CREATE TABLE content_clip_view (
    clip_id    text                     NOT NULL PRIMARY KEY,
    project_id text                     NOT NULL,
    video_id   text                     NOT NULL,
    status     text                     NOT NULL,
    confidence double precision         NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version    bigint                   NOT NULL,
    position   bigint                   NOT NULL,
    overview   text STORAGE MAIN        NOT NULL,
    state      text STORAGE EXTERNAL    NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX content_clip_newest ON content_clip_view (project_id, created_at DESC, clip_id DESC);
CREATE INDEX content_clip_status ON content_clip_view (project_id, status, created_at DESC, clip_id DESC);
CREATE INDEX content_clip_video ON content_clip_view (video_id);

CREATE TABLE content_job_view (
    job_id       text                     NOT NULL PRIMARY KEY,
    project_id   text                     NOT NULL,
    kind         text                     NOT NULL,
    creator_id   text,
    clip_id      text,
    status       text                     NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    completed_at timestamp with time zone,
    version      bigint                   NOT NULL,
    position     bigint                   NOT NULL,
    state        text STORAGE EXTERNAL    NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX content_job_newest ON content_job_view (project_id, kind, created_at DESC, job_id DESC);
CREATE INDEX content_job_creator ON content_job_view (creator_id, completed_at) WHERE kind = 'scrape';

-- The places of the calendars, one row an upload.
CREATE TABLE content_place_view (
    job_id           text                     NOT NULL PRIMARY KEY,
    project_id       text                     NOT NULL,
    clip_id          text                     NOT NULL,
    channel          text                     NOT NULL,
    recommended_time timestamp with time zone NOT NULL,
    final_time       timestamp with time zone NOT NULL,
    by_operator      boolean                  NOT NULL,
    handed_over      boolean                  NOT NULL,
    released         boolean                  NOT NULL,
    position         bigint                   NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX content_place_times ON content_place_view (project_id, final_time DESC, job_id DESC) WHERE NOT released;

-- What happened, in sentences.
CREATE TABLE content_log_view (
    log_id      text                     NOT NULL PRIMARY KEY,
    project_id  text                     NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    source      text                     NOT NULL,
    level       text                     NOT NULL,
    worker_type text,
    message     text                     NOT NULL,
    metadata    text STORAGE MAIN        NOT NULL
);
CREATE INDEX content_log_newest ON content_log_view (project_id, occurred_at DESC, log_id DESC);
CREATE INDEX content_log_age ON content_log_view (occurred_at);
