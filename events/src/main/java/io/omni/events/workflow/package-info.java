/** Workflows and their executions: their events, the folds of them, and the templates in their definitions. */
@NullMarked
package io.omni.events.workflow;

import org.jspecify.annotations.NullMarked;
