package io.omni.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private static final int PAGE = 100;

    private final ConcurrentSkipListMap<Long, TrackedEventMessage<?>> store = new ConcurrentSkipListMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AppendSignal signal = new AppendSignal();
    private final RecentEvents recent = new RecentEvents(this::page, signal);

    @Test
    void what_one_processor_has_read_another_gets_without_reading() {
        append(1, 2, 3);

        List<TrackedEventMessage<?>> first = recent.after(at(0));
        List<TrackedEventMessage<?>> second = recent.after(at(1));

        assertThat(indices(first)).containsExactly(1L, 2L, 3L);
        assertThat(second).isEqualTo(first.subList(1, 3));
        assertThat(reads).hasValue(1);
    }

    @Test
    void nobody_looks_again_before_the_next_signal_and_everybody_after_it() {
        append(1);
        recent.after(at(0));
        recent.after(at(1));
        int before = reads.get();

        assertThat(recent.after(at(1))).isEmpty();
        assertThat(reads).hasValue(before);
        append(2);

        assertThat(indices(recent.after(at(1)))).containsExactly(2L);
        assertThat(indices(recent.after(at(0)))).containsExactly(1L, 2L);
    }

    @Test
    void holes_between_indices_are_no_holes_between_events() {
        append(10, 14, 20);
        recent.after(at(3));

        assertThat(indices(recent.after(at(12)))).containsExactly(14L, 20L);
        assertThat(indices(recent.after(at(14)))).containsExactly(20L);
    }

    @Test
    void a_processor_far_behind_reads_for_itself_and_takes_nothing_from_the_others() {
        append(LongStream.rangeClosed(1, 5_000).toArray());
        recent.after(at(4_900));

        assertThat(indices(recent.after(null))).hasSize(PAGE).startsWith(1L);
        int before = reads.get();
        assertThat(indices(recent.after(at(4_950)))).hasSize(50).endsWith(5_000L);
        assertThat(reads).hasValue(before);
    }

    @Test
    void the_oldest_are_forgotten_and_still_read_without_a_hole() {
        append(LongStream.rangeClosed(1, 10_000).toArray());
        long position = 0;
        while (position < 10_000) {
            position = indices(recent.after(at(position))).getLast();
        }

        for (long behind : new long[] {0, 7_999, 8_000, 8_001, 8_999, 9_000, 9_999}) {
            assertThat(indices(recent.after(at(behind)))).startsWith(behind + 1);
        }
    }

    @Test
    void a_read_that_fails_is_tried_again_by_the_next() {
        append(1);
        RecentEvents failing = new RecentEvents(
                position -> {
                    if (reads.getAndIncrement() == 0) {
                        throw new IllegalStateException("away");
                    }
                    return Stream.of(store.get(1L));
                },
                signal);

        assertThatThrownBy(() -> failing.after(at(0))).hasMessage("away");
        assertThat(indices(failing.after(at(0)))).containsExactly(1L);
    }

    @Test
    void many_processors_of_different_speed_all_see_everything_in_order_while_it_is_appended() throws Exception {
        int events = 20_000;
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<List<Long>>> seen = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int pause = i;
                seen.add(threads.submit(() -> follow(events, pause)));
            }
            for (long index = 1; index <= events; index++) {
                append(index);
            }
            for (Future<List<Long>> processor : seen) {
                assertThat(processor.get(5, TimeUnit.MINUTES))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, events).boxed().toList());
            }
        }
    }

    private List<Long> follow(int events, int pause) throws InterruptedException {
        List<Long> seen = new ArrayList<>();
        long position = 0;
        while (position < events) {
            List<Long> page = indices(recent.after(at(position)));
            if (!page.isEmpty()) {
                seen.addAll(page);
                position = page.getLast();
            }
            if (pause > 3) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        return seen;
    }

    private void append(long... indices) {
        for (long index : indices) {
            store.put(
                    index,
                    new GenericTrackedEventMessage<>(
                            at(index), new GenericMessage<>("event " + index), () -> Instant.EPOCH));
        }
        signal.fire();
    }

    private Stream<TrackedEventMessage<?>> page(TrackingToken after) {
        reads.incrementAndGet();
        return store.tailMap(after.position().orElseThrow(), false).values().stream()
                .limit(PAGE);
    }

    private static TrackingToken at(long index) {
        return new GlobalSequenceTrackingToken(index);
    }

    private static List<Long> indices(List<TrackedEventMessage<?>> events) {
        return events.stream()
                .map(event -> event.trackingToken().position().orElseThrow())
                .toList();
    }
}
