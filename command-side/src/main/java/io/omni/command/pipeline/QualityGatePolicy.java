package io.omni.command.pipeline;

import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.PolicyRef;
import io.omni.events.pipeline.QualityGate;
import java.util.List;

/**
 * Which failed checks a gate fails on: {@code strict} on errors and warnings, {@code standard} on errors, {@code advisory} on none. A
 * skipped check fails no gate.
 */
public final class QualityGatePolicy {
    /** How a decision names this policy. */
    public static final PolicyRef REF = new PolicyRef("quality-gate", 1);

    private QualityGatePolicy() {}

    /** The checks that the gate fails on; empty when it lets the work through. */
    public static List<Check> failures(QualityGate gate, List<Check> checks) {
        return checks.stream()
                .filter(check -> check.verdict() == Check.Verdict.FAILED)
                .filter(check -> counts(gate, check.severity()))
                .toList();
    }

    private static boolean counts(QualityGate gate, Check.Severity severity) {
        return switch (gate) {
            case STRICT -> true;
            case STANDARD -> severity == Check.Severity.ERROR;
            case ADVISORY -> false;
        };
    }
}
