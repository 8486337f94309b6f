package io.omni.events.stardust;

/** What is decided about the ledger itself. */
public sealed interface LedgerEvent permits CheckpointPublished, ContentErased {}
