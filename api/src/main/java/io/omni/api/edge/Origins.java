package io.omni.api.edge;

import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Lets the pages of some web origins call from a browser; every other origin's are refused. */
final class Origins {
    private static final List<String> READABLE = List.of(
            "ETag",
            "Idempotency-Replayed",
            "Location",
            "Retry-After",
            "X-Consistency-Token",
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-Request-Id");

    private Origins() {}

    static CorsFilter filter(List<String> origins) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        allowed.setExposedHeaders(READABLE);
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", allowed);
        CorsFilter filter = new CorsFilter(source);
        filter.setCorsProcessor(new InTheErrorShape());
        return filter;
    }

    private static final class InTheErrorShape extends DefaultCorsProcessor {
        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            Caller caller = RequestIds.unknown();
            ErrorReport report = ErrorReport.of(
                    ErrorCode.FORBIDDEN,
                    "Pages of this origin may not call; the operator lists those that may in OMNI_CORS_ORIGINS.");
            byte[] body = ErrorBodies.bytes(report, caller.requestId(), false);
            response.setStatusCode(HttpStatus.FORBIDDEN);
            response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
            response.getHeaders().set(RequestIds.HEADER, caller.requestId());
            response.getBody().write(body);
            response.flush();
        }
    }
}
