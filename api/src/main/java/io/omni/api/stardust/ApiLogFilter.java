package io.omni.api.stardust;

import io.omni.api.edge.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has every call of the API in the ledger: how it was answered, and, through {@link ApiLogInterceptor}, that it came in, before
 * anything is done about it. Of a stream only its opening is logged.
 */
final class ApiLogFilter extends OncePerRequestFilter {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final ApiLog log;
    private final ApiCallPackets packets;
    private final Clock clock;

    ApiLogFilter(ApiLog log, ApiCallPackets packets, Clock clock) {
        this.log = log;
        this.packets = packets;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        log.takePlace();
        long began = System.nanoTime();
        DigestedResponse digested = new DigestedResponse(response, Salts.next());
        boolean read = READS.contains(request.getMethod());
        ApiCall call = new ApiCall(Caller.of(request), clock.instant(), null);
        boolean served = false;
        try {
            HttpServletRequest passed = request;
            if (!read) {
                RememberedBody remembered = RememberedBody.of(request);
                call = new ApiCall(call.caller(), call.occurredAt(), remembered.bytes());
                passed = remembered;
            }
            call.attach(passed);
            chain.doFilter(passed, digested);
            served = true;
        } finally {
            boolean stream = request.isAsyncStarted();
            long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            log.answered(packets.response(
                    call,
                    request,
                    // What was thrown through here is answered further out.
                    served ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                    milliseconds,
                    response.getHeader(HttpHeaders.LOCATION),
                    ApiLogInterceptor.hasLogged(request),
                    stream ? null : digested.commitment()));
        }
    }
}
