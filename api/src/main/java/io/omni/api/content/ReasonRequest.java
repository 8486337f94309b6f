package io.omni.api.content;

import io.omni.api.edge.ValidationFailed;
import org.jspecify.annotations.Nullable;

/**
 * Why something is asked for.
 *
 * @param reason at most 500 characters
 */
record ReasonRequest(@Nullable String reason) {
    private static final int LONGEST = 500;

    static @Nullable String reason(@Nullable ReasonRequest request) {
        String reason = request == null ? null : request.reason;
        if (reason == null || reason.isBlank()) {
            return null;
        }
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        check(reason, problems);
        problems.throwIfAny();
        return reason.strip();
    }

    static void check(@Nullable String reason, ValidationFailed.Collector problems) {
        problems.check(
                reason == null || reason.isBlank() || ProjectRules.isLine(reason, LONGEST),
                "reason",
                "must have at most 500 characters, none of them a control character");
    }
}
