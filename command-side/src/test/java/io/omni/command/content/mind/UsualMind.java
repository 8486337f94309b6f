package io.omni.command.content.mind;

import io.omni.command.content.ContentMind;
import io.omni.events.content.mind.PlacingParameters;

/** The modules as they are when nobody has set anything. */
public final class UsualMind {
    private UsualMind() {}

    /** The policies. */
    public static ContentMind get() {
        return new PolicyMind(PlacingParameters.DEFAULT);
    }
}
