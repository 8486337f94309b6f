/** Workflows over HTTP: definitions, executions and inbound hooks. */
@NullMarked
package io.omni.api.workflow;

import org.jspecify.annotations.NullMarked;
