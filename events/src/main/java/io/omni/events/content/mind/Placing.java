package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The scheduler's placing: gives every upload a slot.
 *
 * <p>Channel by channel and day by day, up to the quota less what is booked on that day. Slots lie in the engagement window, at least
 * {@code gap} from each other and from what is booked: today as early as possible, because a clip gets no fresher; on later days spread
 * evenly. Each slot goes to the category that lacks most: target share × (number of slots so far + 1) − its own so far, then by the
 * alphabet; within it to the highest priority, then by tie break. Which category lacks counts only where a content mix is set.
 *
 * <p>The same input gives the same plan, in whatever order it comes.
 */
public final class Placing {
    /** How a decision names this policy. */
    public static final PolicyRef REF = new PolicyRef("placing", 1);

    private Placing() {}

    /** The slot that a time lies in: its minute. Two uploads of a channel never share one. */
    public static Instant slot(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    /** Places all that is pending. */
    public static Plan place(PlacingInput input, PlacingParameters parameters) {
        Map<String, List<Pending>> channels = input.pending().stream()
                .collect(Collectors.groupingBy(Pending::channel, TreeMap::new, Collectors.toList()));
        List<Placed> placed = new ArrayList<>(input.pending().size());
        List<String> unplaced = new ArrayList<>();
        channels.forEach((channel, pending) -> {
            List<Booked> booked = input.booked().stream()
                    .filter(slot -> slot.channel().equals(channel))
                    .toList();
            MixedQueue queue = new MixedQueue(input.contentMix(), booked, pending);
            placeChannel(channel, booked, queue, input, parameters, placed);
            unplaced.addAll(queue.rest());
        });
        return new Plan(REF, placed, unplaced);
    }

    private static void placeChannel(
            String channel,
            List<Booked> booked,
            MixedQueue queue,
            PlacingInput input,
            PlacingParameters parameters,
            List<Placed> placed) {
        TreeSet<Instant> taken = booked.stream().map(Booked::time).collect(Collectors.toCollection(TreeSet::new));
        LocalDate today = LocalDate.ofInstant(input.now(), ZoneOffset.UTC);
        LocalDate asked = input.firstDay();
        LocalDate first = asked == null || asked.isBefore(today) ? today : asked;
        for (int i = 0; i < parameters.mostDays() && !queue.isEmpty(); i++) {
            LocalDate day = first.plusDays(i);
            for (Instant slot : slots(day, input, parameters, taken)) {
                if (queue.isEmpty()) {
                    return;
                }
                MixedQueue.Turn turn = queue.next();
                taken.add(slot);
                placed.add(new Placed(turn.pending().id(), channel, slot, turn.reason()));
            }
        }
    }

    /** The free slots of a day, in order: as many as the quota leaves. */
    private static List<Instant> slots(
            LocalDate day, PlacingInput input, PlacingParameters parameters, TreeSet<Instant> taken) {
        Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = midnight.plus(parameters.windowToMinute(), ChronoUnit.MINUTES);
        Instant start = midnight.plus(parameters.windowFromMinute(), ChronoUnit.MINUTES);
        boolean today = !input.now().isBefore(midnight);
        Instant soonest = slot(input.now()).plus(1, ChronoUnit.MINUTES);
        Instant from = start.isBefore(soonest) ? soonest : start;
        int free = input.dailyQuota()
                - taken.subSet(midnight, midnight.plus(1, ChronoUnit.DAYS)).size();
        Duration gap = Duration.ofMinutes(parameters.gapMinutes());
        int window = parameters.windowToMinute() - parameters.windowFromMinute();
        Duration even = Duration.ofMinutes(Math.max(parameters.gapMinutes(), window / Math.max(1, input.dailyQuota())));

        TreeSet<Instant> all = new TreeSet<>(taken);
        TreeSet<Instant> found = new TreeSet<>();
        pick(from, end, today ? gap : even, gap, free, all, found);
        // What is booked may stand where an even slot would be: then what lies between is good enough.
        pick(from, end, gap, gap, free, all, found);
        return List.copyOf(found);
    }

    private static void pick(
            Instant from,
            Instant end,
            Duration step,
            Duration gap,
            int free,
            TreeSet<Instant> all,
            TreeSet<Instant> found) {
        for (Instant slot = from; slot.isBefore(end) && found.size() < free; slot = slot.plus(step)) {
            boolean crowded =
                    !all.subSet(slot.minus(gap), false, slot.plus(gap), false).isEmpty();
            if (!crowded) {
                all.add(slot);
                found.add(slot);
            }
        }
    }
}
