package io.omni.events.content.mind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlacingTest {
    private static final Instant NOW = Instant.parse("2025-05-07T15:00:30Z");
    private static final PlacingParameters EVENING = new PlacingParameters(17 * 60, 21 * 60, 30, 366);

    @Test
    void today_is_filled_at_once_and_later_days_evenly() {
        Plan plan = Placing.place(input(4, Map.of(), List.of(), pending(6, "folder", "space")), EVENING);

        assertThat(plan.placed())
                .extracting(placed -> placed.time().toString())
                .containsExactly(
                        "2025-05-07T17:00:00Z",
                        "2025-05-07T17:30:00Z",
                        "2025-05-07T18:00:00Z",
                        "2025-05-07T18:30:00Z",
                        "2025-05-08T17:00:00Z",
                        "2025-05-08T18:00:00Z");
    }

    @Test
    void a_clip_that_is_ready_within_the_window_has_its_slot_in_the_next_minute() {
        Plan plan =
                Placing.place(input(5, Map.of(), List.of(), pending(3, "folder", "space")), PlacingParameters.DEFAULT);

        assertThat(plan.placed())
                .extracting(placed -> placed.time().toString())
                .containsExactly("2025-05-07T15:01:00Z", "2025-05-07T15:02:00Z", "2025-05-07T15:03:00Z");
    }

    @Test
    void what_is_booked_counts_in_the_quota_and_keeps_its_distance() {
        Booked booked = new Booked("folder", "space", Instant.parse("2025-05-07T17:10:00Z"));

        Plan plan = Placing.place(input(2, Map.of(), List.of(booked), pending(2, "folder", "space")), EVENING);

        assertThat(plan.placed())
                .extracting(placed -> placed.time().toString())
                .containsExactly("2025-05-07T18:00:00Z", "2025-05-08T17:00:00Z");
    }

    @Test
    void the_mix_decides_before_priority_and_priority_within_a_category() {
        List<Pending> pending = List.of(
                new Pending("s1", "folder", "space", 0.9, "a"),
                new Pending("s2", "folder", "space", 0.8, "b"),
                new Pending("s3", "folder", "space", 0.7, "c"),
                new Pending("f1", "folder", "food", 0.1, "d"));

        Plan plan = Placing.place(
                input(10, Map.of("space", 0.5, "food", 0.5), List.of(), pending), PlacingParameters.DEFAULT);

        assertThat(plan.placed()).extracting(Placed::id).containsExactly("f1", "s1", "s2", "s3");
    }

    @Test
    void placing_starts_on_the_day_that_was_asked_for_but_never_in_the_past() {
        PlacingInput later = new PlacingInput(
                NOW, LocalDate.parse("2025-05-10"), 5, Map.of(), List.of(), pending(1, "folder", "space"));
        PlacingInput past = new PlacingInput(
                NOW, LocalDate.parse("2025-05-01"), 5, Map.of(), List.of(), pending(1, "folder", "space"));

        assertThat(Placing.place(later, EVENING).placed().getFirst().time())
                .isEqualTo(Instant.parse("2025-05-10T17:00:00Z"));
        assertThat(Placing.place(past, EVENING).placed().getFirst().time())
                .isEqualTo(Instant.parse("2025-05-07T17:00:00Z"));
    }

    @Test
    void what_finds_no_day_is_named() {
        PlacingParameters oneDay = new PlacingParameters(0, 1440, 1, 1);

        Plan plan = Placing.place(input(2, Map.of(), List.of(), pending(3, "folder", "space")), oneDay);

        assertThat(plan.placed()).hasSize(2);
        assertThat(plan.unplaced()).containsExactly("up_2");
    }

    @Property(tries = 200)
    void no_channel_has_two_in_a_slot_nor_more_than_its_quota_and_nothing_is_in_the_past(
            @ForAll("inputs") PlacingInput input, @ForAll @IntRange(min = 1, max = 200) int gap) {
        PlacingParameters parameters = new PlacingParameters(8 * 60, 22 * 60, gap, 3660);

        Plan plan = Placing.place(input, parameters);

        assertThat(plan.unplaced()).isEmpty();
        assertThat(plan.placed())
                .extracting(Placed::id)
                .containsExactlyInAnyOrderElementsOf(
                        input.pending().stream().map(Pending::id).toList());
        assertThat(plan.placed()).allMatch(placed -> placed.time().isAfter(input.now()));
        Map<String, List<Instant>> channels = plan.placed().stream()
                .collect(Collectors.groupingBy(
                        Placed::channel, Collectors.mapping(Placed::time, Collectors.toCollection(ArrayList::new))));
        channels.forEach((channel, times) -> {
            List<Instant> booked = input.booked().stream()
                    .filter(slot -> slot.channel().equals(channel))
                    .map(Booked::time)
                    .toList();
            assertFarApart(times, booked, Duration.ofMinutes(gap));
            assertWithinQuota(times, booked, input.dailyQuota());
        });
    }

    @Property(tries = 200)
    void the_order_of_the_input_makes_no_difference(@ForAll("inputs") PlacingInput input, @ForAll Random random) {
        List<Pending> pending = new ArrayList<>(input.pending());
        List<Booked> booked = new ArrayList<>(input.booked());
        Collections.shuffle(pending, random);
        Collections.shuffle(booked, random);
        PlacingInput shuffled = new PlacingInput(
                input.now(), input.firstDay(), input.dailyQuota(), input.contentMix(), booked, pending);

        assertThat(Placing.place(shuffled, EVENING)).isEqualTo(Placing.place(input, EVENING));
    }

    private static void assertFarApart(List<Instant> times, List<Instant> booked, Duration gap) {
        for (Instant time : times) {
            assertThat(times).filteredOn(other -> closer(time, other, gap)).containsExactly(time);
            assertThat(booked).noneMatch(other -> closer(time, other, gap));
        }
    }

    private static boolean closer(Instant one, Instant other, Duration gap) {
        return Duration.between(one, other).abs().compareTo(gap) < 0;
    }

    private static void assertWithinQuota(List<Instant> times, List<Instant> booked, int quota) {
        Map<LocalDate, Long> days = times.stream()
                .collect(Collectors.groupingBy(
                        time -> LocalDate.ofInstant(time, ZoneOffset.UTC), Collectors.counting()));
        days.forEach((day, count) -> {
            long taken = booked.stream()
                    .filter(time -> LocalDate.ofInstant(time, ZoneOffset.UTC).equals(day))
                    .distinct()
                    .count();
            assertThat(count + taken).isLessThanOrEqualTo(quota);
        });
    }

    @Provide
    Arbitrary<PlacingInput> inputs() {
        Arbitrary<String> channels = Arbitraries.of("folder", "youtube");
        Arbitrary<String> categories = Arbitraries.of("space", "food", Horizon.OTHER);
        Arbitrary<Booked> booked = Combinators.combine(
                        channels, categories, Arbitraries.integers().between(0, 7200))
                .as((channel, category, minute) -> new Booked(channel, category, NOW.plus(Duration.ofMinutes(minute))));
        Arbitrary<Pending> pending = Combinators.combine(
                        channels, categories, Arbitraries.integers().between(0, 5))
                .as((channel, category, priority) -> new Pending("", channel, category, priority / 5.0, ""));
        return Combinators.combine(
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.of(List.of(Map.<String, Double>of(), Map.of("space", 0.6, "food", 0.4))),
                        booked.list().ofMaxSize(12),
                        pending.list().ofMaxSize(40).map(PlacingTest::named))
                .as((quota, mix, taken, waiting) -> input(quota, mix, taken, waiting));
    }

    private static PlacingInput input(int quota, Map<String, Double> mix, List<Booked> booked, List<Pending> pending) {
        return new PlacingInput(NOW, null, quota, mix, booked, pending);
    }

    private static List<Pending> pending(int count, String channel, String category) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Pending("up_" + i, channel, category, 0.5, String.valueOf(i)))
                .toList();
    }

    private static List<Pending> named(List<Pending> pending) {
        List<Pending> named = new ArrayList<>();
        for (Pending next : pending) {
            named.add(new Pending(
                    "up_" + named.size(), next.channel(), next.category(), next.priority(), "t" + named.size()));
        }
        return named;
    }
}
