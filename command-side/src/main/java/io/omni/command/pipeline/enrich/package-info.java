/** The enrich stage: finds what the generator should know of the code and of the world around it, and packs it. */
@NullMarked
package io.omni.command.pipeline.enrich;

import org.jspecify.annotations.NullMarked;
