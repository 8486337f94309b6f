package io.omni.query.content.insight;

import io.omni.events.content.ClipId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would have been decided on a clip with other parameters. Nothing has changed.
 *
 * @param clipId the clip
 * @param parameters what the policies would have been set to
 * @param decided what was decided
 * @param wouldBe what would have been
 * @param differences where the two differ; empty when they don't
 */
public record WhatIfAnswer(
        ClipId clipId,
        WhatIfParameters parameters,
        Alternative decided,
        Alternative wouldBe,
        List<Difference> differences) {
    /** Keeps its own copy of the list. */
    public WhatIfAnswer {
        differences = List.copyOf(differences);
    }

    /**
     * One difference.
     *
     * @param what what it is about, for example {@code zenith.verdict}
     * @param decided what it is; null when there is no such thing
     * @param wouldBe what it would have been; null when there would have been no such thing
     */
    public record Difference(
            String what, @Nullable Object decided, @Nullable Object wouldBe) {}
}
