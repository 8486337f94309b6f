package io.omni.api.stardust;

import io.omni.api.edge.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API, as its log follows it.
 *
 * @param caller who calls
 * @param occurredAt when it came in
 * @param body its body; null for a call that changes nothing
 */
record ApiCall(Caller caller, Instant occurredAt, byte @Nullable [] body) {
    private static final String ATTRIBUTE = ApiCall.class.getName();

    void attach(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static @Nullable ApiCall of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ApiCall call ? call : null;
    }
}
