/** The work of workflows: the tasks that carry steps, starts and firings, the worker that calls the services, and the triggers. */
@NullMarked
package io.omni.command.workflow.work;

import org.jspecify.annotations.NullMarked;
