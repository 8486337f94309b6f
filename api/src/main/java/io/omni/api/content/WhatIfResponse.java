package io.omni.api.content;

import io.omni.query.content.insight.Alternative;
import io.omni.query.content.insight.WhatIfAnswer;
import io.omni.query.content.insight.WhatIfParameters;
import java.util.List;

/**
 * What would have been decided on a clip with other parameters. Nothing has changed.
 *
 * @param clipId the clip
 * @param parameters what the policies would have been set to
 * @param decided what was decided
 * @param wouldBe what would have been
 * @param differences where the two differ; empty when they don't
 */
record WhatIfResponse(
        String clipId,
        WhatIfParameters parameters,
        InsightResponse.Insights decided,
        InsightResponse.Insights wouldBe,
        List<WhatIfAnswer.Difference> differences) {

    static WhatIfResponse of(WhatIfAnswer answer) {
        return new WhatIfResponse(
                answer.clipId().value(),
                answer.parameters(),
                insights(answer.decided()),
                insights(answer.wouldBe()),
                answer.differences());
    }

    private static InsightResponse.Insights insights(Alternative alternative) {
        return InsightResponse.Insights.of(
                alternative.judgement(),
                alternative.wording(),
                null,
                alternative.failures().stream().map(InsightResponse.Failure::of).toList());
    }
}
