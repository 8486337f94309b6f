package io.omni.projection.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omni.events.pipeline.PipelineId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were committed last, so that the next events of a busy pipeline need not read and parse its row again. A row is only
 * handed out to the very next event; whatever else arrives, because of a replay or of another node, is answered from the table.
 */
final class RecentRows {
    private static final int KEPT = 2_000;

    private volatile long table;

    private final Cache<PipelineId, PipelineViewRow> rows =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /**
     * The row that this event follows.
     *
     * @param version the pipeline's version with the event
     * @return null when it isn't known here
     */
    @Nullable
    PipelineViewRow before(PipelineId pipeline, long version) {
        PipelineViewRow row = rows.getIfPresent(pipeline);
        return row != null && row.state().version() + 1 == version ? row : null;
    }

    /** The table that the rows are of, as {@link PipelineViewTable#identity} names it; 0 before the first. */
    long table() {
        return table;
    }

    /** Forgets everything: rows are of another table from now on. */
    void startOver(long otherTable) {
        table = otherTable;
        rows.invalidateAll();
    }

    /** Keeps rows; call it only when they are committed. */
    void keep(List<PipelineViewRow> committed) {
        committed.forEach(row -> rows.put(row.state().pipelineId(), row));
    }

    /** Forgets what is kept of these pipelines. */
    void forget(Collection<PipelineId> pipelines) {
        rows.invalidateAll(pipelines);
    }
}
