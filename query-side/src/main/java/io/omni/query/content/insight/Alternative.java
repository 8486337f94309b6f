package io.omni.query.content.insight;

import io.omni.events.content.mind.ChorusWording;
import io.omni.events.content.mind.EclipseDecision;
import io.omni.events.content.mind.Judgement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided on a clip, or would have been.
 *
 * @param judgement what the modules say, and what is decided
 * @param wording what Chorus writes; null while the clip isn't rendered
 * @param failures what follows from the failures on its way, in order
 */
public record Alternative(Judgement judgement, @Nullable ChorusWording wording, List<EclipseDecision> failures) {
    /** Keeps its own copy of the list. */
    public Alternative {
        failures = List.copyOf(failures);
    }

    static Alternative decided(ClipInsight insight) {
        return new Alternative(
                insight.judgement(),
                insight.wording(),
                insight.failures().stream().map(FailureDecision::eclipse).toList());
    }
}
