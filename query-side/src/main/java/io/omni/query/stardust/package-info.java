/** Questions about the Stardust ledger: packets, proofs, checkpoints, lineage. */
@NullMarked
package io.omni.query.stardust;

import org.jspecify.annotations.NullMarked;
