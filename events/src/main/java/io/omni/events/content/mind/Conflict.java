package io.omni.events.content.mind;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that {@link Paradox} found wrong with a clip or a video.
 *
 * @param kind what kind of conflict
 * @param with the clip or video that it conflicts with; null when it contradicts itself
 * @param measured what was measured
 * @param threshold what that was held against
 * @param action what follows from this conflict alone
 * @param message one sentence for people
 */
public record Conflict(
        Kind kind, @Nullable String with, double measured, double threshold, ParadoxAction action, String message) {

    /** The kinds of conflict. */
    public enum Kind {
        /** Another piece is the same piece of the same media. */
        DUPLICATE,
        /** Another piece shares too much of the same media. */
        OVERLAP,
        /** Another piece says nearly the same words. */
        REPEAT,
        /** Its own facts can't all be true. */
        CONTRADICTION;

        /** The name in JSON: lower case. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
