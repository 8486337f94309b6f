/** The packets of the Stardust ledger and the event that makes its checkpoints known. */
@NullMarked
package io.omni.events.stardust;

import org.jspecify.annotations.NullMarked;
