package io.omni.api.edge.idempotency;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import io.omni.api.edge.RequestClaim;
import io.omni.events.id.Hashes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Keeps the answer of a request that came with an idempotency key, before anybody gets it. Whether the request may be carried out is
 * decided later, by {@link IdempotencyGuard}, when it is known that its caller may ask for it at all.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
    static final String KEY = "Idempotency-Key";
    static final String FINGERPRINT = IdempotencyFilter.class.getName() + ".fingerprint";
    static final String CLAIM = IdempotencyFilter.class.getName() + ".claim";

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final int LONGEST_KEY = 255;
    private static final List<String> KEPT_HEADERS =
            List.of("Content-Type", "Location", "ETag", "X-Consistency-Token", "Cache-Control");

    private final RequestClaims claims;

    IdempotencyFilter(RequestClaims claims) {
        this.claims = claims;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(KEY) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        check(request);
        KeptBody kept = new KeptBody(request);
        kept.setAttribute(FINGERPRINT, fingerprint(request, kept.body()));
        ContentCachingResponseWrapper caught = new ContentCachingResponseWrapper(response);
        try {
            chain.doFilter(kept, caught);
            keep(kept, caught);
        } finally {
            giveUp(kept);
        }
        caught.copyBodyToResponse();
    }

    private static void check(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders(KEY));
        String key = keys.getFirst();
        if (keys.size() != 1
                || key.isEmpty()
                || key.length() > LONGEST_KEY
                || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new ApiError(
                    ErrorCode.BAD_REQUEST,
                    "Send one Idempotency-Key of 1 to 255 printable ASCII characters.",
                    new ErrorDetail(KEY, "must have 1 to 255 printable ASCII characters"));
        }
    }

    private void keep(HttpServletRequest request, ContentCachingResponseWrapper response) {
        if (request.getAttribute(CLAIM) instanceof RequestClaim claim && isFinal(response.getStatus())) {
            Map<String, String> headers = new LinkedHashMap<>();
            for (String name : KEPT_HEADERS) {
                String value = name.equals("Content-Type") ? response.getContentType() : response.getHeader(name);
                if (value != null) {
                    headers.put(name, value);
                }
            }
            request.removeAttribute(CLAIM);
            claims.answer(claim, new Answer(response.getStatus(), headers, response.getContentAsByteArray()));
        }
    }

    /** What the caller may try again is no answer that would hold: it is carried out anew. */
    private static boolean isFinal(int status) {
        return status < 500 && status != 401 && status != 403 && status != 429;
    }

    private void giveUp(HttpServletRequest request) {
        if (request.getAttribute(CLAIM) instanceof RequestClaim claim) {
            try {
                claims.giveUp(claim);
            } catch (DataAccessException e) {
                // The database is away. This process knows that nobody works on it; another one will after a while.
                LOG.debug("A claim could not be given up: {}", e.getMessage());
            }
        }
    }

    private static String fingerprint(HttpServletRequest request, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 256);
        String target = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n";
        bytes.writeBytes(target.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return Hashes.sha256(bytes.toByteArray());
    }
}
