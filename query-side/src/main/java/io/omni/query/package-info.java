/** What every read side context shares: how its entities and repositories are found, and the cursors and counts of its lists. */
@NullMarked
package io.omni.query;

import org.jspecify.annotations.NullMarked;
