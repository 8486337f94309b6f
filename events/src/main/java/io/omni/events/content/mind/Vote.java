package io.omni.events.content.mind;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * One agent's vote on a clip.
 *
 * @param agent who votes
 * @param vote 0 (against) to 1 (for)
 * @param confidence how sure the agent is, 0 to 1; what it couldn't see makes it less sure
 * @param comment one sentence for people
 * @param factors what the vote was made of
 */
public record Vote(Agent agent, double vote, double confidence, String comment, List<Factor> factors) {
    /** Keeps the numbers scores, and its own copy of the factors. */
    public Vote {
        vote = Score.of(vote);
        confidence = Score.of(confidence);
        factors = List.copyOf(factors);
    }

    /** Who votes. */
    public enum Agent {
        /** Asks whether the clip brings the project further. */
        STRATEGIST,
        /** Asks whether it does harm. */
        GUARDIAN,
        /** Asks whether it is something new. */
        EXPLORER,
        /** Asks whether it is well made. */
        CRITIC;

        /** The name in JSON: lower case. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
