-- API keys as they stand, written by the projection "keys" alone.
CREATE TABLE api_key_view (
    key_id     text                     NOT NULL PRIMARY KEY,
    tenant     text,
    created_at timestamp with time zone NOT NULL,
    revoked    boolean                  NOT NULL,
    version    bigint                   NOT NULL,
    state      text                     NOT NULL
);

CREATE INDEX api_key_view_newest ON api_key_view (created_at DESC, key_id DESC) WHERE NOT revoked;

-- Every node looks here for keys that were made or revoked by another; it must cost nothing however many other events there are.
CREATE INDEX domain_event_of_keys ON domain_event (global_index) WHERE aggregate_type = 'api_key';
