package io.omni.api.edge.together;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Keeps answers as bytes, each with the mark of what it shows, as it was before the answer was read. It is good as long as the mark is
 * the same: what changes something moves its mark in the same transaction.
 *
 * @param <K> what tells answers apart
 * @param <M> the mark
 */
public final class MarkedAnswers<K, M> {
    private static final int OVERHEAD_BYTES = 200;
    /** A node of an earlier version, which still runs beside this one for a while, may not know of a mark. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Cache<K, Kept<M>> kept;

    /**
     * None yet.
     *
     * @param mostBytes how many bytes it keeps at most
     */
    public MarkedAnswers(long mostBytes) {
        this.kept = Caffeine.newBuilder()
                .expireAfterWrite(LONGEST)
                .maximumWeight(mostBytes)
                .weigher((K _, Kept<M> answer) -> answer.bytes.length + OVERHEAD_BYTES)
                .build();
    }

    /**
     * An answer.
     *
     * @param mark as it is now
     * @param read makes the answer where none is kept that is still good
     * @return nobody may change them
     */
    public byte[] answer(K key, M mark, Supplier<byte[]> read) {
        Kept<M> answer = kept.getIfPresent(key);
        if (answer == null || !answer.mark.equals(mark)) {
            answer = new Kept<>(mark, read.get());
            kept.put(key, answer);
        }
        return answer.bytes;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Kept<M>(M mark, byte[] bytes) {}
}
