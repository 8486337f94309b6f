/** What this node counts each minute, kept in the database so that all nodes' counts can be added up. */
@NullMarked
package io.omni.command.metrics;

import org.jspecify.annotations.NullMarked;
