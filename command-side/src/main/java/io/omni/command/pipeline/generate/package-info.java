/** The generate stage: what the generator is told, the generators that can be asked, and what is taken from their answers. */
@NullMarked
package io.omni.command.pipeline.generate;

import org.jspecify.annotations.NullMarked;
