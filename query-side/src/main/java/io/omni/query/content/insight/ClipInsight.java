package io.omni.query.content.insight;

import io.omni.events.content.ClipId;
import io.omni.events.content.mind.ChorusWording;
import io.omni.events.content.mind.Judgement;
import io.omni.events.content.mind.ZenithDecision;
import io.omni.query.stardust.PacketRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a clip is as it is.
 *
 * @param clipId the clip
 * @param traceId {@code trace_} and the trace in which it was judged, as the ledger knows it; without one, the clip's own suffix
 * @param judgement what the modules said, and what was decided
 * @param wording what Chorus wrote for it; null while it isn't rendered
 * @param release whether it goes out; null while it isn't rendered
 * @param failures what was decided on failures on its way, in order
 * @param lineage where it comes from and what became of it
 * @param history the clip's own events
 * @param packets the ledger's packets of those events, by their ids; what the ledger doesn't have yet is missing
 */
public record ClipInsight(
        ClipId clipId,
        String traceId,
        Judgement judgement,
        @Nullable ChorusWording wording,
        @Nullable ZenithDecision release,
        List<FailureDecision> failures,
        ClipLineage lineage,
        List<RecordedContentEvent> history,
        Map<String, PacketRef> packets) {
    /** Keeps its own copies of the collections. */
    public ClipInsight {
        failures = List.copyOf(failures);
        history = List.copyOf(history);
        packets = Map.copyOf(packets);
    }
}
