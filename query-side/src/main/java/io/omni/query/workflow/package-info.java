/** Answers questions about workflows and executions: from the read model, and from the event store while that has not caught up. */
@NullMarked
package io.omni.query.workflow;

import org.jspecify.annotations.NullMarked;
