package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.List;
import java.util.Locale;

/**
 * The binding decision. Asks rule after rule; the first that isn't passed settles it, and when all are passed the work starts. A person's
 * decision ({@link #byOperator}) is asked nothing.
 */
public final class Zenith {
    /** How a decision names this policy. */
    public static final PolicyRef REF = new PolicyRef("zenith", 1);

    private Zenith() {}

    /** Whether a clip is made. */
    static ZenithDecision decide(
            ClipFacts facts, ParadoxFinding paradox, PantheonVotes pantheon, ZenithParameters parameters) {
        double guardian = pantheon.of(Vote.Agent.GUARDIAN).vote();
        long blocks = count(paradox, ParadoxAction.BLOCK);
        long doubts = count(paradox, ParadoxAction.QUARANTINE);
        return permit(
                Work.EDIT,
                List.of(
                        new Rule(
                                "no_blocking_conflict",
                                blocks == 0,
                                blocks,
                                0,
                                ZenithVerdict.REJECT,
                                blocks == 0 ? "Paradox blocks nothing" : first(paradox, ParadoxAction.BLOCK)),
                        new Rule(
                                "no_doubtful_conflict",
                                doubts == 0,
                                doubts,
                                0,
                                ZenithVerdict.QUARANTINE,
                                doubts == 0 ? "Paradox doubts nothing" : first(paradox, ParadoxAction.QUARANTINE)),
                        new Rule(
                                "guardian_has_no_veto",
                                guardian >= parameters.vetoBelow(),
                                guardian,
                                parameters.vetoBelow(),
                                ZenithVerdict.QUARANTINE,
                                said(
                                        "the guardian votes %.2f, a veto is below %.2f",
                                        guardian, parameters.vetoBelow())),
                        new Rule(
                                "analysis_is_sure_enough",
                                facts.confidence() >= parameters.leastConfidence(),
                                facts.confidence(),
                                parameters.leastConfidence(),
                                ZenithVerdict.REJECT,
                                said(
                                        "the analysis' confidence is %.2f, needed is %.2f",
                                        facts.confidence(), parameters.leastConfidence())),
                        new Rule(
                                "among_the_best_of_its_video",
                                paradox.rank() < parameters.mostClips(),
                                paradox.rank() + 1.0,
                                parameters.mostClips(),
                                ZenithVerdict.REJECT,
                                said(
                                        "number %.0f of its video, %.0f are made",
                                        paradox.rank() + 1.0, (double) parameters.mostClips())),
                        new Rule(
                                "consensus_is_for_it",
                                pantheon.consensus() >= parameters.acceptAt(),
                                pantheon.consensus(),
                                parameters.acceptAt(),
                                ZenithVerdict.REJECT,
                                said("consensus %.2f, needed is %.2f", pantheon.consensus(), parameters.acceptAt()))));
    }

    /**
     * Decides on any work by its rules: the first that isn't passed settles it.
     *
     * @param work the work in question
     * @param rules what is asked, in order; without any the work starts
     */
    public static ZenithDecision permit(Work work, List<Rule> rules) {
        return rules.stream()
                .filter(rule -> !rule.passed())
                .findFirst()
                .map(settling -> new ZenithDecision(
                        REF,
                        work,
                        settling.otherwise(),
                        ZenithDecision.ENGINE,
                        settling.name(),
                        rules,
                        settling.message()))
                .orElseGet(() -> new ZenithDecision(
                        REF,
                        work,
                        ZenithVerdict.PROCEED,
                        ZenithDecision.ENGINE,
                        "all_passed",
                        rules,
                        rules.isEmpty()
                                ? "nothing stands against it"
                                : rules.getLast().message()));
    }

    /**
     * A person's decision that work starts.
     *
     * @param work the work
     * @param author who asked for it
     */
    public static ZenithDecision byOperator(Work work, String author) {
        return new ZenithDecision(
                REF, work, ZenithVerdict.PROCEED, author, "operator", List.of(), "an operator asked for it");
    }

    private static long count(ParadoxFinding paradox, ParadoxAction action) {
        return paradox.conflicts().stream().filter(c -> c.action() == action).count();
    }

    private static String first(ParadoxFinding paradox, ParadoxAction action) {
        return paradox.conflicts().stream()
                .filter(conflict -> conflict.action() == action)
                .findFirst()
                .map(Conflict::message)
                .orElse("");
    }

    private static String said(String form, double measured, double threshold) {
        return String.format(Locale.ROOT, form, measured, threshold);
    }
}
