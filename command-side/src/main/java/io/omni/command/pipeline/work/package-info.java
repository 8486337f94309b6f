/** The work of stages: the contract of a stage executor, the tasks that carry it, and the worker that runs them. */
@NullMarked
package io.omni.command.pipeline.work;

import org.jspecify.annotations.NullMarked;
