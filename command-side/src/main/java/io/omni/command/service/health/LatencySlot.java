package io.omni.command.service.health;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What the probes of one half hour found of one service, small enough to be rewritten with every probe.
 *
 * @param start when the half hour began
 * @param checks how many probes there were
 * @param available how many of them brought an answer that was no 5xx
 * @param latency the answers' latencies in microseconds, as an encoded HdrHistogram; null when there was none
 */
record LatencySlot(Instant start, int checks, int available, byte @Nullable [] latency) {
    static final Duration LENGTH = Duration.ofMinutes(30);

    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1000;
    private static final int DIGITS = 2;

    /** The half hour that a moment lies in. */
    static Instant startOf(Instant at) {
        long length = LENGTH.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), length) * length);
    }

    static LatencySlot empty(Instant start) {
        return new LatencySlot(start, 0, 0, null);
    }

    /** The same half hour with one more probe. */
    LatencySlot with(boolean wasAvailable, @Nullable Duration took) {
        return new LatencySlot(
                start, checks + 1, available + (wasAvailable ? 1 : 0), took == null ? latency : recorded(took));
    }

    private byte[] recorded(Duration took) {
        Histogram histogram = latency == null
                ? new Histogram(1, LONGEST_MICROS, DIGITS)
                : Histogram.decodeFromByteBuffer(ByteBuffer.wrap(latency), LONGEST_MICROS);
        histogram.recordValue(Math.clamp(took.toNanos() / 1000, 1, LONGEST_MICROS));
        ByteBuffer encoded = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(encoded);
        byte[] bytes = new byte[length];
        encoded.rewind().get(bytes);
        return bytes;
    }
}
