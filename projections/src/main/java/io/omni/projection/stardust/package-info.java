/** Writes the Stardust ledger: takes events and what lies in the inbox, makes packets of them, and appends these to the tree. */
@NullMarked
package io.omni.projection.stardust;

import org.jspecify.annotations.NullMarked;
