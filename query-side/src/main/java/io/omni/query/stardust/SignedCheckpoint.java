package io.omni.query.stardust;

import java.time.Instant;

/**
 * The last checkpoint that was signed.
 *
 * @param size how large the tree was
 * @param note the signed note
 * @param signedAt when it was signed, or found to be still true
 */
public record SignedCheckpoint(long size, String note, Instant signedAt) {}
