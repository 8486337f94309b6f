package io.omni.api.edge.idempotency;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.events.id.Hashes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request with an idempotency key through once, and answers it again when it comes again. */
final class IdempotencyGuard implements HandlerInterceptor {
    private final RequestClaims claims;

    IdempotencyGuard(RequestClaims claims) {
        this.claims = claims;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod)
                || !(request.getAttribute(IdempotencyFilter.FINGERPRINT) instanceof String fingerprint)) {
            return true;
        }
        Caller caller = Caller.of(request);
        String id = Hashes.sha256(caller.actor() + "\n" + request.getHeader(IdempotencyFilter.KEY));
        return switch (claims.claim(id, fingerprint)) {
            case RequestClaims.Outcome.Claimed(var claim) -> {
                request.setAttribute(IdempotencyFilter.CLAIM, claim);
                Caller.claim(request, claim);
                yield true;
            }
            case RequestClaims.Outcome.Answered(Answer answer) -> {
                again(answer, response);
                yield false;
            }
            case RequestClaims.Outcome.InProgress() ->
                throw new ApiError(
                        ErrorCode.REQUEST_IN_PROGRESS,
                        "The first request with this Idempotency-Key hasn't been answered yet; try again in a moment.",
                        List.of(),
                        Map.of("Retry-After", "1"));
            case RequestClaims.Outcome.Reused() ->
                throw new ApiError(
                        ErrorCode.IDEMPOTENCY_KEY_REUSED,
                        "This Idempotency-Key was used for another request; use a new key for a new request.");
        };
    }

    private static void again(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader("Idempotency-Replayed", "true");
        response.getOutputStream().write(answer.body());
    }
}
