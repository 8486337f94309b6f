package io.omni.api.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The published keys of an issuer, found by its discovery document
 * (<a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery 1.0</a>). Fetched when first needed,
 * with deadlines; an issuer that doesn't answer is left alone for a while, so that its trouble is nobody else's.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int LARGEST_BYTES = 256 * 1024;
    private static final long REST_NANOS = Duration.ofSeconds(5).toNanos();

    private final URI issuer;
    private final ResourceRetriever http =
            new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST_BYTES, true);
    private final ReentrantLock discovering = new ReentrantLock();
    private volatile @Nullable JWKSource<SecurityContext> found;
    private volatile long failedAt = System.nanoTime() - REST_NANOS;

    IssuerKeys(URI issuer) {
        this.issuer = issuer;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSource<SecurityContext> keys = found;
        return (keys != null ? keys : discovered()).get(selector, context);
    }

    private JWKSource<SecurityContext> discovered() throws RemoteKeySourceException {
        discovering.lock();
        try {
            JWKSource<SecurityContext> keys = found;
            if (keys == null) {
                keys = discover();
                found = keys;
            }
            return keys;
        } finally {
            discovering.unlock();
        }
    }

    private JWKSource<SecurityContext> discover() throws RemoteKeySourceException {
        if (System.nanoTime() - failedAt < REST_NANOS) {
            throw new RemoteKeySourceException("the issuer didn't answer a moment ago", null);
        }
        try {
            String base = issuer.toString().replaceAll("/$", "");
            URL document =
                    URI.create(base + "/.well-known/openid-configuration").toURL();
            Map<String, Object> described =
                    JSONObjectUtils.parse(http.retrieveResource(document).getContent());
            if (!issuer.toString().equals(JSONObjectUtils.getString(described, "issuer"))) {
                throw new IOException("the discovery document is another issuer's");
            }
            URI keys = JSONObjectUtils.getURI(described, "jwks_uri");
            return JWKSourceBuilder.<SecurityContext>create(keys.toURL(), http)
                    .retrying(true)
                    .build();
        } catch (IOException | ParseException | IllegalArgumentException e) {
            failedAt = System.nanoTime();
            throw new RemoteKeySourceException("the issuer's discovery document can't be read", e);
        }
    }
}
