-- The Stardust ledger: a Merkle tree (RFC 6962) whose leaves are the packets. One appender at a time holds the row of stardust_tree,
-- and writes packets, contents, tiles, size, root and frontier in one transaction. Rows are never changed, but for erasing a content.
CREATE TABLE stardust_tree (
    one      boolean                  NOT NULL PRIMARY KEY DEFAULT true CHECK (one),
    size     bigint                   NOT NULL CHECK (size >= 0),
    root     bytea                    NOT NULL CHECK (length(root) = 32),
    frontier bytea                    NOT NULL,
    grown_at timestamp with time zone NOT NULL DEFAULT now()
);
INSERT INTO stardust_tree (size, root, frontier) VALUES (0, sha256(''), '');

-- What packets are found by. `parents` are the indices of the packets that led to this one, all lower than its own.
-- `source` is what the packet was made of: an event's id, a request's id, a delivery's attempt.
CREATE TABLE stardust_packet (
    index       bigint                   NOT NULL PRIMARY KEY,
    packet_id   bytea                    NOT NULL CHECK (length(packet_id) = 32),
    leaf_hash   bytea                    NOT NULL CHECK (length(leaf_hash) = 32),
    kind        text                     NOT NULL,
    entity_type text                     NOT NULL,
    entity_id   text                     NOT NULL,
    trace_id    text,
    actor       text,
    source      text,
    occurred_at timestamp with time zone NOT NULL,
    parents     bigint[]                 NOT NULL
);
CREATE UNIQUE INDEX stardust_packet_id ON stardust_packet (packet_id);
CREATE INDEX stardust_packet_by_entity ON stardust_packet (entity_type, entity_id, index);
CREATE INDEX stardust_packet_by_trace ON stardust_packet (trace_id, index) WHERE trace_id IS NOT NULL;
CREATE INDEX stardust_packet_by_actor ON stardust_packet (actor, index) WHERE actor IS NOT NULL;
CREATE INDEX stardust_packet_by_time ON stardust_packet USING brin (occurred_at) WITH (pages_per_range = 32);
CREATE UNIQUE INDEX stardust_packet_by_event ON stardust_packet (source) WHERE kind = 'event';
CREATE INDEX stardust_packet_by_source ON stardust_packet (source, index) WHERE kind <> 'event' AND source IS NOT NULL;

-- The packets' bytes, and beside each what it only commits to. Whole partitions are archived to files and dropped; a single content
-- is erased by setting salt and content to null. `bytes` is null for none, `salt` for a packet that commits to nothing.
CREATE TABLE stardust_content (
    index     bigint NOT NULL PRIMARY KEY,
    bytes     bytea  NOT NULL,
    salt      bytea,
    content   bytea,
    erased_at timestamp with time zone
) PARTITION BY RANGE (index);

-- Partitions of 2^20 packets, made beside the table and attached then, which keeps readers running.
CREATE FUNCTION ensure_stardust_partition(number bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    partition_name text := 'stardust_content_p' || number;
BEGIN
    IF to_regclass(quote_ident(partition_name)) IS NULL THEN
        EXECUTE format('CREATE TABLE %I (LIKE stardust_content INCLUDING ALL)', partition_name);
        EXECUTE format('ALTER TABLE stardust_content ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', partition_name,
                       number << 20, (number + 1) << 20);
    END IF;
END $$;
SELECT ensure_stardust_partition(0);

-- Full tiles of 256 hashes (C2SP tlog-tiles). Those that aren't full yet follow from the leaves and from the roots here.
CREATE TABLE stardust_tile (
    level  integer                NOT NULL,
    number bigint                 NOT NULL,
    root   bytea                  NOT NULL CHECK (length(root) = 32),
    hashes bytea STORAGE EXTERNAL NOT NULL CHECK (length(hashes) = 8192),
    PRIMARY KEY (level, number)
);

-- Packets on their way into the tree, written by whoever has something to say, within its own transaction.
CREATE TABLE stardust_inbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text                     NOT NULL,
    entity_type text                     NOT NULL,
    entity_id   text                     NOT NULL,
    trace_id    text,
    actor       text,
    source      text,
    occurred_at timestamp with time zone NOT NULL,
    payload     text                     NOT NULL,
    salt        bytea,
    digest      bytea,
    content     bytea,
    parents     text                     NOT NULL
);

-- The last checkpoint that was signed, and of which event it was made known with.
CREATE TABLE stardust_checkpoint (
    one            boolean                  NOT NULL PRIMARY KEY DEFAULT true CHECK (one),
    size           bigint                   NOT NULL,
    note           text                     NOT NULL,
    signed_at      timestamp with time zone NOT NULL,
    published_size bigint                   NOT NULL DEFAULT 0,
    published_at   timestamp with time zone NOT NULL DEFAULT '-infinity'
);

-- The key that checkpoints are signed with; the secret half lies encrypted in the table `secret`.
CREATE TABLE stardust_key (
    one        boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (one),
    public_key text    NOT NULL,
    secret_ref text    NOT NULL
);

-- Files that the contents of old packets were archived to, each from `first` up to but not including `past`.
CREATE TABLE stardust_archive (
    first       bigint                   NOT NULL PRIMARY KEY,
    past        bigint                   NOT NULL CHECK (past > first),
    file        text                     NOT NULL,
    sha256      text                     NOT NULL,
    archived_at timestamp with time zone NOT NULL
);
