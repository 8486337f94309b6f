package io.omni.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.CallerAuthenticator;
import io.omni.api.edge.Identity;
import io.omni.api.edge.Scope;
import io.omni.api.settings.OmniSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens of an issuer that runs in this test. */
@Timeout(60)
class JwtAuthenticatorTest {
    private static HttpServer server;
    private static ECKey key;
    private static String issuer;
    private static CallerAuthenticator authenticator;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        serve(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}");
        serve("/keys", new JWKSet(key.toPublicJWK()).toString());
        server.start();
        authenticator = of(issuer);
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void a_token_of_the_issuer_brings_its_subject_scopes_and_tenant() throws JOSEException {
        Identity identity = authenticator.identify(token(claims -> claims));

        assertThat(identity).isNotNull();
        assertThat(identity.actor()).isEqualTo("jwt:ada@example.org");
        assertThat(identity.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.PIPELINES);
        assertThat(identity.tenant()).isEqualTo("acme");
    }

    @Test
    void a_token_that_is_expired_or_anothers_or_for_another_is_nobodys() throws JOSEException {
        assertThat(authenticator.identify(token(claims -> claims.expirationTime(at(-3600)))))
                .isNull();
        assertThat(authenticator.identify(token(claims -> claims.notBeforeTime(at(3600)))))
                .isNull();
        assertThat(authenticator.identify(token(claims -> claims.issuer("https://else.example.org"))))
                .isNull();
        assertThat(authenticator.identify(token(claims -> claims.audience("another-service"))))
                .isNull();
        assertThat(authenticator.identify(token(claims -> claims.subject(null))))
                .isNull();
        assertThat(authenticator.identify(token(claims -> claims.claim("tenant", "A/B"))))
                .isNull();
    }

    @Test
    void a_token_that_is_forged_is_nobodys() throws JOSEException {
        ECKey forgers = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        SignedJWT forged = new SignedJWT(header(), claims(c -> c));
        forged.sign(new ECDSASigner(forgers));
        SignedJWT shared = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(c -> c));
        shared.sign(new MACSigner(key.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8)));
        String[] parts = token(c -> c).split("\\.");

        assertThat(authenticator.identify(forged.serialize())).isNull();
        assertThat(authenticator.identify(shared.serialize())).isNull();
        assertThat(authenticator.identify("eyJhbGciOiJub25lIn0." + parts[1] + "."))
                .isNull();
        assertThat(authenticator.identify(parts[0] + "." + parts[1] + "." + parts[2].substring(1)))
                .isNull();
        assertThat(authenticator.identify("omk_whatever")).isNull();
        assertThat(authenticator.identify("eyJ" + "a".repeat(100_000) + ".a.a")).isNull();
    }

    @Test
    void an_issuer_that_does_not_answer_is_said_to_be_away() {
        CallerAuthenticator lonely = of("http://127.0.0.1:1");

        assertThatThrownBy(() -> lonely.identify(token(claims -> claims)))
                .isInstanceOfSatisfying(
                        ApiError.class,
                        error -> assertThat(error.code().status()).isEqualTo(503));
    }

    private static CallerAuthenticator of(String url) {
        return new IssuerConfiguration().issuersTokens(OmniSettings.from(Map.of("OMNI_OIDC_ISSUER", url)));
    }

    private static String token(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        SignedJWT token = new SignedJWT(header(), claims(change));
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static JWSHeader header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build();
    }

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject("ada@example.org")
                        .audience("omni-orchestrator")
                        .expirationTime(at(3600))
                        .claim("scope", "read omni:pipelines openid")
                        .claim("tenant", "acme"))
                .build();
    }

    private static Timestamp at(int secondsFromNow) {
        return Timestamp.from(Instant.now().plusSeconds(secondsFromNow));
    }

    private static void serve(String path, String json) {
        server.createContext(path, exchange -> {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
