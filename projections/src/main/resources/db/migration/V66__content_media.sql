-- What lies in the store of media, by the hash of its content. A file without a row is an orphan; the sweep removes it.
CREATE TABLE media_object (
    -- The folder that holds it; nodes may share one, or have each its own.
    store text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    kind text NOT NULL CHECK (kind IN ('raw', 'derived')),
    media_type text NOT NULL,
    extension text NOT NULL,
    bytes bigint NOT NULL CHECK (bytes >= 0),
    -- When it was last put in: its retention counts from there.
    stored_at timestamptz NOT NULL,
    PRIMARY KEY (store, sha256)
);
CREATE INDEX media_object_age ON media_object (store, kind, stored_at);

-- Where an upload stands at its target. The session is an address that whoever knows it can upload to, so it is encrypted.
CREATE TABLE content_upload_session (
    upload_job_id text PRIMARY KEY,
    target text NOT NULL,
    sha256 text NOT NULL,
    session bytea,
    platform_video_id text,
    changed_at timestamptz NOT NULL
);
CREATE INDEX content_upload_session_age ON content_upload_session (changed_at);
