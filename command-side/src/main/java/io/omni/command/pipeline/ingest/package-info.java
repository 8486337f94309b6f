/** The ingest stage: reads the repository and indexes it. */
@NullMarked
package io.omni.command.pipeline.ingest;

import org.jspecify.annotations.NullMarked;
