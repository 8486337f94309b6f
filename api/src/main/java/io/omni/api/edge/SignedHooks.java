package io.omni.api.edge;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Lets an inbound hook in that carries no token but a signature over its raw body: an HMAC-SHA-256 under the operator's secret, as
 * <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">GitHub</a> ({@code X-Hub-Signature-256:
 * sha256=…}) and <a href="https://docs.gitea.com/usage/webhooks">Gitea</a> ({@code X-Gitea-Signature}) send it. It may then do what the
 * scope {@code workflows} allows at the hooks' own path, and nothing else. Whatever isn't plainly right goes on without an identity,
 * and is refused like any request without a token.
 */
final class SignedHooks implements Filter {
    private static final String PATH = "/api/v1/hooks/";
    private static final String IDENTITY = SignedHooks.class.getName() + ".identity";

    private final HookSettings settings;

    SignedHooks(HookSettings settings) {
        this.settings = settings;
    }

    /** Who has signed a request; null when nobody has. */
    static @Nullable Identity signer(HttpServletRequest request) {
        return request.getAttribute(IDENTITY) instanceof Identity identity ? identity : null;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        String source = source(request);
        String secret = settings.secret();
        if (source == null || secret == null) {
            chain.doFilter(servletRequest, servletResponse);
            return;
        }
        byte[] body = LimitedBody.isDeclaredTooLong(request)
                ? null
                : request.getInputStream().readNBytes((int) LimitedBody.LONGEST + 1);
        if (body == null || body.length > LimitedBody.LONGEST) {
            RequestIds.identify(request).attach(request);
            ApiError tooLong = LimitedBody.tooLong();
            ErrorBodies.write(request, (HttpServletResponse) servletResponse, ErrorReports.of(tooLong, "-"));
            Caller.detach();
            return;
        }
        if (isSigned(request, source, body, secret)) {
            request.setAttribute(IDENTITY, new Identity("hook:" + source, Set.of(Scope.WORKFLOWS), null));
        }
        chain.doFilter(new Replayed(request, body), servletResponse);
    }

    /** Who claims to have signed; null for every request that is none of this filter's business. */
    private static @Nullable String source(HttpServletRequest request) {
        boolean hook = request.getMethod().equals("POST")
                && request.getRequestURI().startsWith(PATH)
                && request.getHeader("Authorization") == null;
        if (!hook) {
            return null;
        }
        if (request.getHeader("X-Hub-Signature-256") != null) {
            return request.getHeader("X-Gitea-Signature") == null ? "github" : "gitea";
        }
        return request.getHeader("X-Gitea-Signature") == null ? null : "gitea";
    }

    private static boolean isSigned(HttpServletRequest request, String source, byte[] body, String secret) {
        String sent = source.equals("github")
                ? request.getHeader("X-Hub-Signature-256")
                : "sha256=" + request.getHeader("X-Gitea-Signature");
        byte[] right = ("sha256=" + hmac(secret, body)).getBytes(StandardCharsets.US_ASCII);
        return sent != null && MessageDigest.isEqual(right, sent.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** A request whose body has been read, and can be read again. */
    private static final class Replayed extends HttpServletRequestWrapper {
        private final byte[] body;

        Replayed(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return in.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return in.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("the body is there already");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
