package io.omni.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.query.event.EventFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamTest {
    private static final EventFilter ALL = new EventFilter(Set.of(), null, null);
    private static final EventFilter COMMON = new EventFilter(Set.of("common"), null, null);
    private static final Instant AT = Instant.parse("2025-01-15T10:30:00Z");

    private final FrameRing ring = new FrameRing(100, 1 << 20);
    private final Sink sink = new Sink();

    @Test
    void a_new_reader_is_given_what_happens_from_now_on_in_order() throws Exception {
        ring.fill(-1, frames(1, 10));
        CompletableFuture<EventStream.End> stream = run(ALL, null, settings());
        sink.awaitText("retry:");
        ring.add(frames(11, 13));
        sink.awaitText("id: 13");
        ring.close();

        assertThat(stream.get()).isEqualTo(EventStream.End.SHUTDOWN);
        assertThat(sink.ids()).containsExactly(11L, 12L, 13L);
        assertThat(sink.text()).endsWith("\"last_event_id\":\"13\"}\n\n").contains("\"reason\":\"shutdown\"");
    }

    @Test
    void a_reader_that_comes_back_goes_on_after_the_last_event_it_has_seen() throws Exception {
        ring.fill(-1, frames(1, 10));
        CompletableFuture<EventStream.End> stream = run(ALL, 7L, settings());
        sink.awaitText("id: 10");
        ring.close();
        stream.get();

        assertThat(sink.ids()).containsExactly(8L, 9L, 10L);
    }

    @Test
    void what_has_left_memory_is_read_from_the_log_and_joins_what_is_in_memory_without_a_gap() throws Exception {
        ring.fill(500, frames(501, 560));
        CompletableFuture<EventStream.End> stream = run(COMMON, 3L, settings());
        sink.awaitText("id: 560\n");
        ring.close();
        stream.get();

        assertThat(sink.ids()).isEqualTo(LongStream.rangeClosed(4, 560).boxed().toList());
    }

    @Test
    void a_reader_that_returns_for_a_type_that_never_came_ends_up_live() throws Exception {
        ring.fill(500, frames(501, 560));
        EventFilter rarer = new EventFilter(Set.of("rarer"), null, null);
        CompletableFuture<EventStream.End> stream = run(rarer, 3L, settings());
        sink.awaitText(": still here");
        ring.add(List.of(new Frame(562, "rarer", null, AT, bytes(562))));
        sink.awaitText("id: 562");
        ring.close();
        stream.get();

        assertThat(sink.ids()).containsExactly(562L);
    }

    @Test
    void a_reader_that_is_too_slow_is_cut_off_and_told_so_while_memory_stays_bounded() throws Exception {
        ring.fill(-1, List.of());
        CountDownLatch reading = new CountDownLatch(1);
        sink.stopBefore("id: 3\n", reading);
        CompletableFuture<EventStream.End> stream = run(ALL, null, settings());
        sink.awaitText("retry:");
        ring.add(frames(1, 1));
        sink.awaitText("id: 1\n");
        ring.add(frames(2, 4));
        sink.awaitText("id: 2\n");
        ring.add(frames(5, 1_000));
        reading.countDown();

        assertThat(stream.get()).isEqualTo(EventStream.End.SLOW_READER);
        assertThat(sink.ids()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sink.text()).contains("event: end").contains("slow_reader").contains("\"last_event_id\":\"4\"");
    }

    @Test
    void a_quiet_stream_says_that_it_is_still_there() throws Exception {
        ring.fill(-1, List.of());
        CompletableFuture<EventStream.End> stream = run(ALL, null, settings());
        sink.awaitText(": still here\n\n: still here");
        ring.close();

        assertThat(stream.get()).isEqualTo(EventStream.End.SHUTDOWN);
    }

    @Test
    void a_stream_ends_after_its_time_so_that_the_reader_shows_its_token_again() throws Exception {
        ring.fill(-1, frames(1, 5));
        StreamSettings brief =
                new StreamSettings(1, 100, 1 << 20, Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(50));

        assertThat(run(ALL, 3L, brief).get()).isEqualTo(EventStream.End.EXPIRED);
        assertThat(sink.ids()).containsExactly(4L, 5L);
        assertThat(sink.text()).contains("expired");
    }

    @Test
    void memory_is_bounded_by_bytes_too() throws Exception {
        FrameRing small = new FrameRing(100, 1_000);
        small.fill(-1, List.of());
        small.add(List.of(frame(1, 600), frame(2, 600)));

        assertThat(small.after(0, 10, 0).state()).isEqualTo(FrameRing.State.GONE);
        assertThat(small.after(1, 10, 0).frames()).extracting(Frame::sequence).containsExactly(2L);
        small.add(List.of(frame(3, 5_000)));
        assertThat(small.after(2, 10, 0).frames()).extracting(Frame::sequence).containsExactly(3L);
    }

    private CompletableFuture<EventStream.End> run(EventFilter filter, @Nullable Long after, StreamSettings settings) {
        EventStream stream = new EventStream(ring, EventStreamTest::log, filter, settings, sink);
        CompletableFuture<EventStream.End> end = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                end.complete(stream.run(after));
            } catch (IOException | InterruptedException e) {
                end.completeExceptionally(e);
            }
        });
        return end;
    }

    /** A log of 560 common events and a rare one. */
    private static List<Frame> log(EventFilter filter, long after, int most) {
        Stream<Frame> common = frames(after + 1, 560).stream();
        return Stream.concat(common, Stream.of(new Frame(561, "rare", null, AT, bytes(561))))
                .filter(frame -> frame.sequence() > after)
                .filter(frame -> frame.passes(filter))
                .limit(most)
                .toList();
    }

    private static StreamSettings settings() {
        return new StreamSettings(1, 100, 1 << 20, Duration.ofMillis(1), Duration.ofMillis(100), Duration.ofMinutes(5));
    }

    private static List<Frame> frames(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(n -> new Frame(n, "common", null, AT, bytes(n)))
                .toList();
    }

    private static Frame frame(long sequence, int size) {
        return new Frame(sequence, "common", null, AT, new byte[size]);
    }

    private static byte[] bytes(long sequence) {
        return ("id: " + sequence + "\ndata: {}\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Takes what a stream writes; can stop taking, as a reader does that no longer reads. */
    private static final class Sink extends OutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final AtomicInteger stops = new AtomicInteger();
        private volatile String stopBefore = "";
        private volatile CountDownLatch until = new CountDownLatch(0);

        void stopBefore(String text, CountDownLatch latch) {
            stopBefore = text;
            until = latch;
            stops.set(1);
        }

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("streams write frames");
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (stops.get() > 0 && text.startsWith(stopBefore)) {
                try {
                    if (!until.await(30, TimeUnit.SECONDS)) {
                        throw new IOException("nobody read on");
                    }
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            synchronized (taken) {
                taken.write(bytes, 0, bytes.length);
            }
        }

        String text() {
            synchronized (taken) {
                return taken.toString(StandardCharsets.UTF_8);
            }
        }

        List<Long> ids() {
            List<Long> ids = new ArrayList<>();
            text().lines()
                    .filter(line -> line.startsWith("id: "))
                    .forEach(line -> ids.add(Long.valueOf(line.substring(4))));
            return ids;
        }

        void awaitText(String expected) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!text().contains(expected)) {
                assertThat(System.nanoTime())
                        .as("waiting for " + expected + " in " + text())
                        .isLessThan(deadline);
                Thread.sleep(2);
            }
        }
    }
}
