/** What can be asked of the ledger itself: that a checkpoint be made known, that a content be erased. */
@NullMarked
package io.omni.command.stardust;

import org.jspecify.annotations.NullMarked;
