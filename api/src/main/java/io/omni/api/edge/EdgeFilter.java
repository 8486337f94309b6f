package io.omni.api.edge;

import io.omni.api.settings.Networks;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What every request passes first: it gets its ids, its caller is found, and its body is limited. */
final class EdgeFilter implements Filter {
    private static final String SCHEME = "Bearer ";

    private final List<CallerAuthenticator> authenticators;
    private final PublicPaths publicPaths;
    private final Networks trusted;
    private final TrustedCallers trustedCallers;

    EdgeFilter(
            List<CallerAuthenticator> authenticators,
            PublicPaths publicPaths,
            Networks trusted,
            TrustedCallers trustedCallers) {
        this.authenticators = List.copyOf(authenticators);
        this.publicPaths = publicPaths;
        this.trusted = trusted;
        this.trustedCallers = trustedCallers;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        ClientAddress.find(request, trusted);
        Caller caller = RequestIds.identify(request);
        response.setHeader(RequestIds.HEADER, caller.requestId());
        response.setHeader("X-Content-Type-Options", "nosniff");
        MDC.put("request_id", caller.requestId());
        MDC.put("trace_id", caller.traceId());
        try {
            admit(caller, request, response, chain);
        } catch (IOException | ServletException | RuntimeException thrown) {
            answer(thrown, request, response);
        } finally {
            Caller.detach();
            MDC.remove("request_id");
            MDC.remove("trace_id");
        }
    }

    private void admit(Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Identity identity = identity(request);
        (identity == null ? caller : caller.as(identity)).attach(request);
        if (!publicPaths.covers(request.getRequestURI())) {
            if (identity == null) {
                ErrorBodies.write(request, response, unauthorized(request));
                return;
            }
            response.setHeader("Cache-Control", "no-store");
        }
        if (LimitedBody.isDeclaredTooLong(request)) {
            throw LimitedBody.tooLong();
        }
        chain.doFilter(LimitedBody.mayHaveBody(request) ? new LimitedBody(request) : request, response);
    }

    private @Nullable Identity identity(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders("Authorization");
        if (!headers.hasMoreElements()) {
            Identity signer = SignedHooks.signer(request);
            return signer != null ? signer : trustedCallers.identify(request);
        }
        String header = headers.nextElement();
        // Of two tokens nobody can say which one is meant; whoever sits between could have read the other one.
        if (headers.hasMoreElements() || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = header.substring(SCHEME.length()).strip();
        for (CallerAuthenticator authenticator : authenticators) {
            Identity identity = authenticator.identify(token);
            if (identity != null) {
                return identity;
            }
        }
        return null;
    }

    /** The challenge of RFC 6750: an error is named only when a token was sent. */
    private static ErrorReport unauthorized(HttpServletRequest request) {
        boolean sent = request.getHeader("Authorization") != null;
        return ErrorReport.of(
                        ErrorCode.UNAUTHORIZED,
                        sent
                                ? "The bearer token isn't known here; check it."
                                : "Send the operator's token as \"Authorization: Bearer …\".")
                .with("WWW-Authenticate", sent ? "Bearer error=\"invalid_token\"" : "Bearer");
    }

    private static void answer(Exception thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (response.isCommitted() || Causes.isCallerGone(thrown)) {
            // Too late for another answer; the server ends the connection, so that the caller can tell.
            switch (thrown) {
                case IOException io -> throw io;
                case ServletException servlet -> throw servlet;
                case RuntimeException runtime -> throw runtime;
                default -> throw new ServletException(thrown);
            }
        }
        ErrorBodies.write(
                request, response, ErrorReports.of(thrown, Caller.of(request).requestId()));
    }
}
