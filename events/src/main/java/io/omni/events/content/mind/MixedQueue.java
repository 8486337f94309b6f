package io.omni.events.content.mind;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What waits for a slot of one channel, in the order in which it gets one. */
final class MixedQueue {
    private static final Comparator<Pending> BEST_FIRST = Comparator.comparingDouble(Pending::priority)
            .reversed()
            .thenComparing(Pending::tieBreak)
            .thenComparing(Pending::id);

    private final Map<String, Deque<Pending>> waiting;
    private final Map<String, Double> shares;
    private final Map<String, Integer> counts = new HashMap<>();
    private int total;

    MixedQueue(Map<String, Double> mix, List<Booked> booked, List<Pending> pending) {
        double sum = mix.values().stream().mapToDouble(Double::doubleValue).sum();
        shares = sum <= 0
                ? Map.of()
                : mix.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() / sum));
        waiting = pending.stream()
                .sorted(BEST_FIRST)
                // Without a mix there is but one queue.
                .collect(Collectors.groupingBy(
                        next -> shares.isEmpty() ? Horizon.OTHER : next.category(),
                        TreeMap::new,
                        Collectors.toCollection(ArrayDeque::new)));
        booked.forEach(slot -> count(slot.category()));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    Turn next() {
        String category = waiting.keySet().stream()
                .max(Comparator.comparingDouble(this::lacking).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        double lacking = lacking(category);
        Deque<Pending> queue = waiting.get(category);
        Pending pending = queue.remove();
        if (queue.isEmpty()) {
            waiting.remove(category);
        }
        count(category);
        String reason = shares.isEmpty()
                ? String.format(Locale.ROOT, "priority %.2f", pending.priority())
                : String.format(
                        Locale.ROOT,
                        "priority %.2f; %s lacks %.2f clips in the mix",
                        pending.priority(),
                        category,
                        lacking);
        return new Turn(pending, reason);
    }

    /** The ids that are still waiting. */
    List<String> rest() {
        return waiting.values().stream().flatMap(Deque::stream).map(Pending::id).toList();
    }

    private double lacking(String category) {
        return shares.getOrDefault(category, 0.0) * (total + 1) - counts.getOrDefault(category, 0);
    }

    private void count(String category) {
        counts.merge(category, 1, Integer::sum);
        total++;
    }

    /**
     * Who is next.
     *
     * @param pending what gets the slot
     * @param reason why it and not another
     */
    record Turn(Pending pending, String reason) {}
}
