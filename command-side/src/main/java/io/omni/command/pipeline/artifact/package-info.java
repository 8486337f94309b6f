/** What stages leave behind beside their events: log lines and artifacts' bytes. */
@NullMarked
package io.omni.command.pipeline.artifact;

import org.jspecify.annotations.NullMarked;
