/** Refreshes of the knowledge layer as durable runs, the watch over its sources' freshness, and how its components are. */
@NullMarked
package io.omni.command.knowledge.refresh;

import org.jspecify.annotations.NullMarked;
