/** Pipelines and the leases on their branches: commands, the aggregates that decide on them, and the policies they decide by. */
@NullMarked
package io.omni.command.pipeline;

import org.jspecify.annotations.NullMarked;
