package io.omni.api.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Finds or makes the ids of a request: {@code X-Request-Id}, and the trace id of {@code traceparent}
 * (<a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>).
 */
final class RequestIds {
    static final String HEADER = "X-Request-Id";
    private static final int LONGEST = 128;
    private static final int TRACEPARENT_LENGTH = 55;
    private static final HexFormat HEX = HexFormat.of();

    private RequestIds() {}

    /** An unauthenticated caller with the ids that the request brings, or new ones where it brings no sane ones. */
    static Caller identify(HttpServletRequest request) {
        String requestId = request.getHeader(HEADER);
        String traceId = traceId(request.getHeader("traceparent"));
        return new Caller(
                Caller.ANONYMOUS,
                requestId != null && isSane(requestId)
                        ? requestId
                        : UUID.randomUUID().toString(),
                traceId != null ? traceId : newTraceId());
    }

    /** A caller of whom nothing is known yet, with new ids. */
    static Caller unknown() {
        return new Caller(Caller.ANONYMOUS, UUID.randomUUID().toString(), newTraceId());
    }

    /** Printable ASCII only: the id is repeated in a header and in log lines. */
    private static boolean isSane(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) <= ' ' || id.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String traceId(@Nullable String traceparent) {
        if (traceparent == null || traceparent.length() < TRACEPARENT_LENGTH) {
            return null;
        }
        boolean firstVersion = traceparent.startsWith("00");
        boolean shaped = traceparent.charAt(2) == '-'
                && traceparent.charAt(35) == '-'
                && traceparent.charAt(52) == '-'
                && isLowerHex(traceparent, 0, 2)
                && isLowerHex(traceparent, 3, 35)
                && isLowerHex(traceparent, 36, 52)
                && isLowerHex(traceparent, 53, 55)
                && !traceparent.startsWith("ff");
        boolean ended = traceparent.length() == TRACEPARENT_LENGTH
                || !firstVersion && traceparent.charAt(TRACEPARENT_LENGTH) == '-';
        if (!shaped || !ended || isZero(traceparent, 3, 35) || isZero(traceparent, 36, 52)) {
            return null;
        }
        return traceparent.substring(3, 35);
    }

    private static boolean isLowerHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private static String newTraceId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // Never all zeros, which the format forbids.
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong() | 1);
    }
}
