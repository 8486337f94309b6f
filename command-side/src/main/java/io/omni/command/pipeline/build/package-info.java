/** A project's own build and tests: how they are found, and how they are run. */
@NullMarked
package io.omni.command.pipeline.build;

import org.jspecify.annotations.NullMarked;
