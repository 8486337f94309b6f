package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.List;

/**
 * What {@link Zenith} decided. Nothing else starts work.
 *
 * @param policy which version of it
 * @param work the work in question
 * @param verdict what was decided
 * @param author who decided: {@value #ENGINE}, or the operator who asked for it
 * @param rule the name of the rule that settled it
 * @param rules everything that was asked, in order
 * @param reason one sentence for people
 */
public record ZenithDecision(
        PolicyRef policy,
        Work work,
        ZenithVerdict verdict,
        String author,
        String rule,
        List<Rule> rules,
        String reason) {
    /** The author of what the engine decides by itself. */
    public static final String ENGINE = "omniva";

    /** Keeps its own copy of the rules. */
    public ZenithDecision {
        rules = List.copyOf(rules);
    }

    /** Whether the work starts. */
    public boolean proceeds() {
        return verdict == ZenithVerdict.PROCEED;
    }
}
