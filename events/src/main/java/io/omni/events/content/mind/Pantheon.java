package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Four agents vote on a clip, each 0 to 1 with its confidence:
 *
 * <ul>
 *   <li>strategist = 0.5 goal alignment + 0.3 virality + 0.2 relevance
 *   <li>guardian = 1 − risk; risk = 1 when Paradox blocks, 0.7 when it quarantines, and 0.5 for every guard word that is said, at most 1
 *   <li>explorer = 0.6 novelty + 0.4 variety; novelty = 1 − the largest similarity of words to a peer that goes before, variety = 1 / (1 +
 *       better clips of the same video in the same category)
 *   <li>critic = 0.4 confidence + 0.3 speech share + 0.3 length fit; length fit is 1 within the ideal lengths and falls in proportion
 *       outside
 * </ul>
 *
 * <p>Consensus = Σ vote × confidence × weight / Σ confidence × weight.
 */
public final class Pantheon {
    /** How a decision names this policy. */
    public static final PolicyRef REF = new PolicyRef("pantheon", 1);

    private static final double SURE = 0.9;
    private static final double HALF_BLIND = 0.5;
    private static final double QUARANTINE_RISK = 0.7;
    private static final double RISK_PER_WORD = 0.5;

    private Pantheon() {}

    /** The agents' votes on a clip. */
    static PantheonVotes vote(
            ClipFacts facts, ParadoxFinding paradox, HorizonView horizon, PantheonParameters parameters) {
        List<Vote> votes = List.of(
                strategist(facts, horizon),
                guardian(facts, paradox, parameters),
                explorer(facts, horizon),
                critic(facts, parameters));
        List<Factor> weighted = new ArrayList<>();
        for (Vote vote : votes) {
            weighted.add(new Factor(
                    vote.agent().wireName(), vote.vote(), vote.confidence() * weight(vote.agent(), parameters)));
        }
        double highest = votes.stream().mapToDouble(Vote::vote).max().orElse(0);
        double lowest = votes.stream().mapToDouble(Vote::vote).min().orElse(0);
        return new PantheonVotes(REF, votes, Factor.mean(weighted), Score.of(highest - lowest));
    }

    private static Vote strategist(ClipFacts facts, HorizonView horizon) {
        List<Factor> factors = List.of(
                new Factor("goal_alignment", horizon.goalAlignment(), 0.5),
                new Factor("virality", facts.video().virality(), 0.3),
                new Factor("relevance", facts.video().relevance(), 0.2));
        boolean aimless = horizon.factors().isEmpty();
        String comment = aimless
                ? "no goals to hold it against; "
                        + percent("virality", facts.video().virality())
                : horizon.reason();
        return new Vote(Vote.Agent.STRATEGIST, Factor.mean(factors), aimless ? HALF_BLIND : SURE, comment, factors);
    }

    private static Vote guardian(ClipFacts facts, ParadoxFinding paradox, PantheonParameters parameters) {
        List<String> said = Words.of(facts.transcript());
        List<String> minded = parameters.guardWords().stream()
                .filter(word -> Words.contain(said, word))
                .toList();
        double conflictRisk = switch (paradox.action()) {
            case BLOCK -> 1;
            case QUARANTINE -> QUARANTINE_RISK;
            case IGNORE -> 0;
        };
        double wordRisk = RISK_PER_WORD * minded.size();
        List<Factor> factors =
                List.of(new Factor("conflict_risk", conflictRisk, 1), new Factor("word_risk", wordRisk, 1));
        String comment = !paradox.conflicts().isEmpty()
                ? paradox.conflicts().getFirst().message()
                : minded.isEmpty() ? "nothing to mind" : "it says " + String.join(", ", minded);
        boolean deaf = facts.transcript().isBlank();
        return new Vote(
                Vote.Agent.GUARDIAN,
                1 - Math.min(1, conflictRisk + wordRisk),
                deaf ? HALF_BLIND : SURE,
                comment,
                factors);
    }

    private static Vote explorer(ClipFacts facts, HorizonView horizon) {
        Peer self = facts.asPeer();
        double likest = facts.peers().stream()
                .filter(peer -> Paradox.goesBefore(peer, self))
                .mapToDouble(peer -> Fingerprint.similarity(peer.fingerprint(), self.fingerprint()))
                .max()
                .orElse(0);
        List<Factor> factors = List.of(
                new Factor("novelty", 1 - likest, 0.6), new Factor("variety", 1.0 / (1 + horizon.crowd()), 0.4));
        String comment = String.format(
                Locale.ROOT,
                "%.0f %% of it was said before; %d better of its kind in the video",
                100 * likest,
                horizon.crowd());
        boolean deaf = self.fingerprint().equals(Fingerprint.NONE);
        return new Vote(Vote.Agent.EXPLORER, Factor.mean(factors), deaf ? HALF_BLIND : SURE, comment, factors);
    }

    private static Vote critic(ClipFacts facts, PantheonParameters parameters) {
        double fit = lengthFit(facts.length(), parameters);
        List<Factor> factors = List.of(
                new Factor("confidence", facts.confidence(), 0.4),
                new Factor("speech_share", facts.speechShare(), 0.3),
                new Factor("length_fit", fit, 0.3));
        String comment = String.format(
                Locale.ROOT, "%.1f seconds, %.0f %% of them speech", facts.length(), 100 * facts.speechShare());
        return new Vote(Vote.Agent.CRITIC, Factor.mean(factors), SURE, comment, factors);
    }

    private static double lengthFit(double length, PantheonParameters parameters) {
        if (!(length > 0)) {
            return 0;
        }
        return Math.min(
                1, Math.min(length / parameters.idealShortestSeconds(), parameters.idealLongestSeconds() / length));
    }

    private static double weight(Vote.Agent agent, PantheonParameters parameters) {
        return switch (agent) {
            case STRATEGIST -> parameters.strategistWeight();
            case GUARDIAN -> parameters.guardianWeight();
            case EXPLORER -> parameters.explorerWeight();
            case CRITIC -> parameters.criticWeight();
        };
    }

    private static String percent(String name, double value) {
        return String.format(Locale.ROOT, "%s %.2f", name, value);
    }
}
