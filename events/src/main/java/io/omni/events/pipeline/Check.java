package io.omni.events.pipeline;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing a stage measured to judge a patch.
 *
 * @param name what was measured, in snake case, for example {@code tests_failed}
 * @param severity how much a failure of it weighs
 * @param verdict what came out
 * @param measured the measured value; null when it could not be measured
 * @param threshold the value that {@code measured} is held against; null when the check has no number
 * @param comparison how the two compare when the check passes: {@code <=}, {@code >=} or {@code ==}; null without a threshold
 * @param unit what the numbers count, for example {@code tests} or {@code bytes}
 * @param message one sentence for people
 */
public record Check(
        String name,
        Severity severity,
        Verdict verdict,
        @Nullable Double measured,
        @Nullable Double threshold,
        @Nullable String comparison,
        @Nullable String unit,
        String message) {

    /** How much a failed check weighs. */
    public enum Severity {
        /** Fails every gate but the advisory one. */
        ERROR,
        /** Fails only the strict gate. */
        WARNING;

        /** The name in JSON: lower case. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a check came to. */
    public enum Verdict {
        /** The value is within its threshold. */
        PASSED,
        /** The value is beyond its threshold. */
        FAILED,
        /** Not measured; the message says why. A skipped check fails no gate. */
        SKIPPED;

        /** The name in JSON: lower case. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A check that passes when {@code measured <= threshold}. */
    public static Check atMost(
            String name, Severity severity, double measured, double threshold, String unit, String message) {
        Verdict verdict = measured <= threshold ? Verdict.PASSED : Verdict.FAILED;
        return new Check(name, severity, verdict, measured, threshold, "<=", unit, message);
    }

    /** A check that passes when {@code measured >= threshold}. */
    public static Check atLeast(
            String name, Severity severity, double measured, double threshold, String unit, String message) {
        Verdict verdict = measured >= threshold ? Verdict.PASSED : Verdict.FAILED;
        return new Check(name, severity, verdict, measured, threshold, ">=", unit, message);
    }

    /** A check that was not measured. */
    public static Check skipped(String name, Severity severity, String why) {
        return new Check(name, severity, Verdict.SKIPPED, null, null, null, null, why);
    }
}
