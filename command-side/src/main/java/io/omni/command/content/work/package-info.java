/** The durable work of the content pipeline: its queues, its automation, the engine that runs jobs, and what a worker has to offer. */
@NullMarked
package io.omni.command.content.work;

import org.jspecify.annotations.NullMarked;
