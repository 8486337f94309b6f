package io.omni.api.edge.limits;

import io.omni.api.edge.Access;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.RateCategory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request through only while its caller has some left of the method's category, and says how many on every answer. */
final class RateLimitGuard implements HandlerInterceptor {
    private static final String CLIENT = "X-Omni-Client";
    private static final String DASHBOARD = "dashboard";

    private final RateLimiter limiter;
    private final Clock clock;

    RateLimitGuard(RateLimiter limiter, Clock clock) {
        this.limiter = limiter;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Access access = method.getMethodAnnotation(Access.class);
            if (access != null && access.rate() != RateCategory.NONE) {
                limiter.pass(Caller.of(request).actor(), category(access, request))
                        .ifPresent(grant -> answer(grant, response));
            }
        }
        return true;
    }

    private static RateCategory category(Access access, HttpServletRequest request) {
        return access.rate() == RateCategory.READ && DASHBOARD.equals(request.getHeader(CLIENT))
                ? RateCategory.DASHBOARD
                : access.rate();
    }

    private void answer(Grant grant, HttpServletResponse response) {
        response.setHeader("X-RateLimit-Limit", Long.toString(grant.limit()));
        response.setHeader("X-RateLimit-Remaining", Long.toString(grant.remaining()));
        response.setHeader(
                "X-RateLimit-Reset",
                Long.toString(upwards(Duration.ofMillis(grant.reset().toEpochMilli()))));
        if (!grant.granted()) {
            long seconds = Math.max(1, upwards(Duration.between(clock.instant(), grant.reset())));
            throw new ApiError(
                    ErrorCode.RATE_LIMITED,
                    "You have sent too many requests of this kind; try again in " + seconds + " s.",
                    List.of(),
                    Map.of("Retry-After", Long.toString(seconds)));
        }
    }

    private static long upwards(Duration time) {
        return time.plusMillis(999).toSeconds();
    }
}
