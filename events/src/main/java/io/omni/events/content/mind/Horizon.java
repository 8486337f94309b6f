package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says how well a clip serves the project's goals: the weighted mean of
 *
 * <ul>
 *   <li>{@code keyword_match} = matching keywords / {@code enoughKeywords}, at most 1; a keyword matches when it is one of the clip's tags
 *       or is said in it; counts when the project has keywords
 *   <li>{@code relevance}, the video's; counts when the project has keywords
 *   <li>{@code mix_fit} = target share of the clip's category / largest target share, divided by 1 + the number of better clips of the
 *       same video in the same category; counts when the project has a content mix
 * </ul>
 *
 * <p>Without any goals it is {@link Score#NEUTRAL}. What the channel has published before plays no part here: the scheduler mixes, so that
 * a judgement doesn't hang on which video was analysed first.
 */
public final class Horizon {
    /** How a decision names this policy. */
    public static final PolicyRef REF = new PolicyRef("horizon", 1);
    /** The category of what belongs to none of a project's categories. */
    public static final String OTHER = "other";

    private Horizon() {}

    /** How a clip serves the goals. */
    static HorizonView view(ClipFacts facts, HorizonParameters parameters) {
        Goals goals = facts.goals();
        String category = category(facts.tags(), goals.contentMix());
        List<String> matched = matched(facts);
        int crowd = crowd(facts, category);
        List<Factor> factors = new ArrayList<>();
        if (!goals.keywords().isEmpty()) {
            int enough = Math.min(parameters.enoughKeywords(), goals.keywords().size());
            factors.add(new Factor("keyword_match", (double) matched.size() / enough, parameters.keywordWeight()));
            factors.add(new Factor("relevance", facts.video().relevance(), parameters.relevanceWeight()));
        }
        if (!goals.contentMix().isEmpty()) {
            double fit = share(category, goals.contentMix()) / (1 + crowd);
            factors.add(new Factor("mix_fit", fit, parameters.mixWeight()));
        }
        double alignment = Factor.mean(factors);
        return new HorizonView(
                REF, category, alignment, matched, crowd, factors, reason(goals, category, matched, alignment));
    }

    /** The category of a mix that tags belong to: of those that match, the one with the largest share, then by the alphabet. */
    public static String category(List<String> tags, Map<String, Double> mix) {
        Set<String> keys = tags.stream().map(Words::key).collect(Collectors.toCollection(HashSet::new));
        return mix.entrySet().stream()
                .filter(entry -> keys.contains(Words.key(entry.getKey())))
                .min(Comparator.comparing(Map.Entry<String, Double>::getValue)
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse(OTHER);
    }

    private static List<String> matched(ClipFacts facts) {
        Set<String> tags = facts.tags().stream().map(Words::key).collect(Collectors.toSet());
        List<String> said = Words.of(facts.transcript());
        return facts.goals().keywords().stream()
                .filter(keyword -> tags.contains(Words.key(keyword)) || Words.contain(said, keyword))
                .distinct()
                .toList();
    }

    private static int crowd(ClipFacts facts, String category) {
        return (int) facts.peers().stream()
                .filter(peer -> peer.media().equals(facts.video().media()))
                .filter(peer -> Paradox.goesBefore(peer, facts.asPeer()))
                .filter(peer ->
                        category(peer.tags(), facts.goals().contentMix()).equals(category))
                .count();
    }

    private static double share(String category, Map<String, Double> mix) {
        double largest =
                mix.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return largest <= 0 ? Score.NEUTRAL : mix.getOrDefault(category, 0.0) / largest;
    }

    private static String reason(Goals goals, String category, List<String> matched, double alignment) {
        if (goals.keywords().isEmpty() && goals.contentMix().isEmpty()) {
            return "the project has set no goals";
        }
        String about = matched.isEmpty() ? "about none of the keywords" : "about " + String.join(", ", matched);
        return String.format(Locale.ROOT, "%s, category %s: alignment %.2f", about, category, alignment);
    }
}
