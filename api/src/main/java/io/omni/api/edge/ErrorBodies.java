package io.omni.api.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** The one error shape, and the same content as a problem (RFC 9457) for callers that ask for it. */
final class ErrorBodies {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    // A mapper of its own: the web server's own error pages are made outside the application context.
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private ErrorBodies() {}

    static boolean asksForProblem(HttpServletRequest request) {
        Enumeration<String> accepts = request.getHeaders("Accept");
        while (accepts != null && accepts.hasMoreElements()) {
            if (accepts.nextElement().toLowerCase(java.util.Locale.ROOT).contains(PROBLEM)) {
                return true;
            }
        }
        return false;
    }

    static byte[] bytes(ErrorReport report, String requestId, boolean problem) {
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        return MAPPER.writeValueAsBytes(problem ? problem(report, requestId, now) : shape(report, requestId, now));
    }

    static void write(HttpServletRequest request, HttpServletResponse response, ErrorReport report) throws IOException {
        boolean problem = asksForProblem(request);
        byte[] body = bytes(report, Caller.of(request).requestId(), problem);
        response.resetBuffer();
        response.setStatus(report.status());
        report.headers().forEach(response::setHeader);
        response.setContentType(problem ? PROBLEM : JSON);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private static Map<String, @Nullable Object> shape(ErrorReport report, String requestId, String now) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("code", report.code());
        error.put("message", report.message());
        if (!report.details().isEmpty()) {
            error.put("details", report.details());
        }
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("request_id", requestId);
        meta.put("generated_at", now);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("status", "error");
        body.put("data", null);
        body.put("error", error);
        body.put("meta", meta);
        return body;
    }

    private static Map<String, @Nullable Object> problem(ErrorReport report, String requestId, String now) {
        HttpStatus status = HttpStatus.resolve(report.status());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", status == null ? report.code() : status.getReasonPhrase());
        body.put("status", report.status());
        body.put("detail", report.message());
        body.put("code", report.code());
        if (!report.details().isEmpty()) {
            body.put("details", report.details());
        }
        body.put("request_id", requestId);
        body.put("generated_at", now);
        return body;
    }
}
