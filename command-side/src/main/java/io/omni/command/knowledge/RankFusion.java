package io.omni.command.knowledge;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reciprocal rank fusion: a document's score is the sum of {@code 1 / (60 + rank)} over the rankings that hold it, divided here by
 * the most it can be, so that 1 is the first of every ranking. Source: Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion
 * outperforms Condorcet and individual Rank Learning Methods", SIGIR 2009, which also gives the constant 60.
 */
final class RankFusion {
    private static final double K = 60;

    private RankFusion() {}

    /**
     * A fused document.
     *
     * @param id the document
     * @param score 0 to 1
     * @param first its rank in the first ranking, from 1; null when it isn't there
     * @param second its rank in the second ranking, from 1; null when it isn't there
     */
    record Fused(
            int id,
            double score,
            @Nullable Integer first,
            @Nullable Integer second) {}

    /**
     * Fuses two rankings.
     *
     * @param first documents, best first, without repeats
     * @param second the same; null when this ranking could not be made, which then lowers no score
     * @return best first; equal scores by document
     */
    static List<Fused> fuse(List<Integer> first, @Nullable List<Integer> second) {
        Map<Integer, Integer> firstRanks = ranks(first);
        Map<Integer, Integer> secondRanks = second == null ? Map.of() : ranks(second);
        double most = (second == null ? 1 : 2) / (K + 1);
        LinkedHashMap<Integer, Fused> fused = new LinkedHashMap<>();
        for (Map<Integer, Integer> ranks : List.of(firstRanks, secondRanks)) {
            for (int id : ranks.keySet()) {
                fused.computeIfAbsent(id, i -> fused(i, firstRanks.get(i), secondRanks.get(i), most));
            }
        }
        return fused.values().stream()
                .sorted(Comparator.comparingDouble(Fused::score).reversed().thenComparingInt(Fused::id))
                .toList();
    }

    private static Fused fused(int id, @Nullable Integer first, @Nullable Integer second, double most) {
        double sum = (first == null ? 0 : 1 / (K + first)) + (second == null ? 0 : 1 / (K + second));
        return new Fused(id, Math.min(1, sum / most), first, second);
    }

    private static Map<Integer, Integer> ranks(List<Integer> ids) {
        Map<Integer, Integer> ranks = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            ranks.putIfAbsent(ids.get(i), i + 1);
        }
        return ranks;
    }
}
