/** Workflows and their executions: commands, the aggregates that decide on them, the rules of definitions, and inbound hooks. */
@NullMarked
package io.omni.command.workflow;

import org.jspecify.annotations.NullMarked;
