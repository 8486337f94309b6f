/** The Stardust ledger at the edge: its endpoints, the log of calls, and the checkpoints that this node signs. */
@NullMarked
package io.omni.api.stardust;

import org.jspecify.annotations.NullMarked;
