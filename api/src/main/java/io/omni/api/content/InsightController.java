package io.omni.api.content;

import io.omni.api.edge.Access;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.query.content.insight.BadParameters;
import io.omni.query.content.insight.ClipInsight;
import io.omni.query.content.insight.InsightQueries;
import io.omni.query.content.insight.WhatIf;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.json.JsonMapper;

/** HaloLux: tells why a clip is as it is, and what would have been decided otherwise. Reads the events themselves, so it is never behind. */
@Enveloped
class InsightController {
    private static final String PATH = ClipController.PATH + "/{clip_id}/insights";

    private final ContentAccess access;
    private final InsightQueries queries;
    private final WhatIf whatIf;
    private final JsonMapper events;

    InsightController(
            ContentAccess access, InsightQueries queries, WhatIf whatIf, @Qualifier("eventMapper") JsonMapper events) {
        this.access = access;
        this.queries = queries;
        this.whatIf = whatIf;
        this.events = events;
    }

    /** Why a clip was chosen, or wasn't, and what it comes from. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            errors = {ErrorCode.CLIP_NOT_FOUND, ErrorCode.HALOLUX_PENDING})
    @GetMapping(PATH)
    InsightResponse insights(@PathVariable("clip_id") String clipId, Caller caller) {
        return InsightResponse.of(insight(clipId, caller), events);
    }

    /**
     * What would have been decided on a clip with other parameters. It changes nothing.
     *
     * @param parameters by policy, only those that differ, for example {@code {"zenith": {"accept_at": 0.9}}}
     */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            errors = {ErrorCode.CLIP_NOT_FOUND, ErrorCode.HALOLUX_PENDING, ErrorCode.VALIDATION_ERROR})
    @PostMapping(PATH + "/what-if")
    WhatIfResponse whatIf(
            @PathVariable("clip_id") String clipId,
            @RequestBody(required = false) @Nullable Map<String, Map<String, Object>> parameters,
            Caller caller) {
        ClipInsight insight = insight(clipId, caller);
        try {
            return WhatIfResponse.of(whatIf.ask(insight, parameters == null ? Map.of() : parameters));
        } catch (BadParameters e) {
            throw refused(e);
        }
    }

    private ClipInsight insight(String clipId, Caller caller) {
        return queries.insight(access.clip(clipId, caller).clipId())
                .orElseThrow(() -> new ApiError(
                        ErrorCode.HALOLUX_PENDING, "The modules haven't judged this clip yet; ask again in a moment."));
    }

    private static ApiError refused(BadParameters problem) {
        String message = String.valueOf(problem.getMessage());
        return new ApiError(
                problem.isUnknown() ? ErrorCode.BAD_REQUEST : ErrorCode.VALIDATION_ERROR,
                problem.isUnknown()
                        ? "The policies have no parameter " + problem.parameter() + "."
                        : "A parameter makes no sense.",
                new ErrorDetail(problem.parameter(), message));
    }
}
