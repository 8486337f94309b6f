package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Orders the queues. Priority = the weighted mean of what is known of virality, relevance, confidence and freshness
 * (2<sup>−age / half-life</sup>), less {@code failurePenalty} for every failed attempt; {@link Score#NEUTRAL} before anything is known.
 * An operator's priority is taken as it is.
 */
public final class Lattice {
    /** How a decision names this policy. */
    public static final PolicyRef REF = new PolicyRef("lattice", 1);

    private Lattice() {}

    /** How urgent a job is. */
    public static LatticePriority prioritise(LatticeInput input, LatticeParameters parameters) {
        List<Factor> factors = factors(input, parameters);
        Double wished = input.operatorPriority();
        if (wished != null) {
            return new LatticePriority(REF, input, Score.of(wished), factors, "an operator set it");
        }
        double penalty = parameters.failurePenalty() * Math.max(0, input.failedAttempts());
        double priority = Score.of(Factor.mean(factors) - penalty);
        return new LatticePriority(REF, input, priority, factors, reason(input, factors));
    }

    private static List<Factor> factors(LatticeInput input, LatticeParameters parameters) {
        List<Factor> factors = new ArrayList<>();
        add(factors, "virality", input.virality(), parameters.viralityWeight());
        add(factors, "relevance", input.relevance(), parameters.relevanceWeight());
        add(factors, "confidence", input.confidence(), parameters.confidenceWeight());
        Integer age = input.ageDays();
        if (age != null) {
            double freshness = StrictMath.pow(2, -Math.max(0, age) / parameters.halfLifeDays());
            add(factors, "freshness", freshness, parameters.freshnessWeight());
        }
        return factors;
    }

    private static void add(List<Factor> factors, String name, @Nullable Double value, double weight) {
        if (value != null) {
            factors.add(new Factor(name, value, weight));
        }
    }

    private static String reason(LatticeInput input, List<Factor> factors) {
        String failed = input.failedAttempts() > 0
                ? String.format(Locale.ROOT, "; %d failed attempts lower it", input.failedAttempts())
                : "";
        return factors.stream()
                        .max(Comparator.comparingDouble(factor -> factor.value() * factor.weight()))
                        .map(most -> String.format(Locale.ROOT, "%s %.2f counts most", most.name(), most.value()))
                        .orElse("nothing is known of it yet")
                + failed;
    }
}
