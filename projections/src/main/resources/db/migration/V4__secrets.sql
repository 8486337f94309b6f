-- Secrets under AES-256-GCM. Events and read models hold only the reference.
CREATE TABLE secret (
    reference  text                     NOT NULL PRIMARY KEY,
    key_id     text                     NOT NULL,
    nonce      bytea                    NOT NULL,
    ciphertext bytea                    NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now()
);
