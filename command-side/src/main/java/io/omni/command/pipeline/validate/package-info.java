/** The validate stage: what is checked about a patch before its tests run. */
@NullMarked
package io.omni.command.pipeline.validate;

import org.jspecify.annotations.NullMarked;
