-- How each service is and what the catalogue says of it: its events folded, written by the projection "services" alone.
CREATE TABLE service_view (
    service    text    NOT NULL PRIMARY KEY,
    active     boolean NOT NULL,
    registered bigint  NOT NULL, -- the place among all events of its first registration: the order in which services are listed
    version    bigint  NOT NULL,
    position   bigint  NOT NULL,
    state      text    NOT NULL
);

-- Times in which a service failed by itself, written by the projection "incidents" alone. What failed because of it is in affected_view.
CREATE TABLE incident_view (
    incident_id text                     NOT NULL PRIMARY KEY,
    service     text                     NOT NULL,
    status      text                     NOT NULL, -- how badly, the last time while it was open
    reason      text                     NOT NULL,
    opened_at   timestamp with time zone NOT NULL,
    closed_at   timestamp with time zone,
    merged_into text                               -- the incident that turned out to be its cause; null for most
);
CREATE UNIQUE INDEX incident_view_open ON incident_view (service) WHERE closed_at IS NULL;
CREATE INDEX incident_view_newest ON incident_view (opened_at DESC, incident_id DESC);

CREATE TABLE affected_view (
    incident_id text                     NOT NULL,
    service     text                     NOT NULL,
    since       timestamp with time zone NOT NULL,
    until       timestamp with time zone,
    status      text                     NOT NULL,
    reason      text                     NOT NULL,
    PRIMARY KEY (incident_id, service)
);
CREATE INDEX affected_view_now ON affected_view (service) WHERE until IS NULL;

-- The dashboard counts yesterday's failures; few pipelines fail, so this index is small.
CREATE INDEX pipeline_view_failed ON pipeline_view (completed_at) WHERE status = 'failed';
