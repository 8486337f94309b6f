/** An append-only log that anyone can check: the Merkle tree of RFC 6962 in tiles, its proofs, and its signed checkpoints. */
@NullMarked
package io.omni.events.tlog;

import org.jspecify.annotations.NullMarked;
