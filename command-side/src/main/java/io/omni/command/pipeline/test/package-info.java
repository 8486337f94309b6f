/** The test stage: the project's own tests on the patched code. */
@NullMarked
package io.omni.command.pipeline.test;

import org.jspecify.annotations.NullMarked;
