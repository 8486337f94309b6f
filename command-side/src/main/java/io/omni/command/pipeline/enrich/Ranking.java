package io.omni.command.pipeline.enrich;

import io.omni.command.knowledge.source.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Puts passages of all sources into one order.
 *
 * <p>A passage's score is {@code 0.5 * s + 0.5 * n}: {@code s} is its source's own score, 0 to 1, and {@code n} is 1 when it is of a
 * file that the task or a failing test names, else 0. So a named file is never below what nobody named. When the context service
 * has an opinion {@code t} on it, the score is the mean of the two.
 */
final class Ranking {
    private static final double SOURCE_WEIGHT = 0.5;
    private static final double NAMED_WEIGHT = 0.5;

    private Ranking() {}

    /** The passage with its score. */
    static Passage scored(Passage passage, boolean named) {
        double score = SOURCE_WEIGHT * passage.score() + (named ? NAMED_WEIGHT : 0);
        return passage.withScore(
                score, named ? "named by the task or a failing test; " + passage.why() : passage.why());
    }

    /** Best first; equal scores by source and reference, so that the same input gives the same order. */
    static List<Passage> ordered(List<Passage> passages) {
        return passages.stream()
                .sorted(Comparator.comparingDouble(Passage::score)
                        .reversed()
                        .thenComparing(Passage::source)
                        .thenComparing(Passage::reference))
                .toList();
    }

    /** The passages in the order that results when a second opinion counts as much as ours. */
    static List<Passage> withOpinion(List<Passage> ranked, Map<Integer, Double> opinions) {
        List<Passage> scored = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            Passage passage = ranked.get(i);
            Double opinion = opinions.get(i);
            scored.add(opinion == null ? passage : passage.withScore((passage.score() + opinion) / 2, passage.why()));
        }
        return ordered(scored);
    }
}
