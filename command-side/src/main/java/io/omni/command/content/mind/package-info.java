/** Puts the content pipeline's questions to the policies of {@link io.omni.events.content.mind}: what they need to know, in their words. */
@NullMarked
package io.omni.command.content.mind;

import org.jspecify.annotations.NullMarked;
