/** Folds the events of workflows and executions into the rows that they are read from. */
@NullMarked
package io.omni.projection.workflow;

import org.jspecify.annotations.NullMarked;
