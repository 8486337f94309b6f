package io.omni.api.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.omni.api.edge.CallerAuthenticator;
import io.omni.api.settings.OmniSettings;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Takes the tokens of an outside issuer, where the operator names one. */
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {
    private static final Set<String> REQUIRED = Set.of("sub", "exp");

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    CallerAuthenticator issuersTokens(OmniSettings settings) {
        URI issuer = settings.edge().oidcIssuer();
        return issuer == null
                ? _ -> null
                : new JwtAuthenticator(processor(issuer, settings.edge().oidcAudience()));
    }

    private static DefaultJWTProcessor<SecurityContext> processor(URI issuer, String audience) {
        // Public keys only: with a shared secret every verifier could make tokens, and "none" verifies nothing.
        Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
        algorithms.addAll(JWSAlgorithm.Family.EC);
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, new IssuerKeys(issuer)));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                audience, new JWTClaimsSet.Builder().issuer(issuer.toString()).build(), REQUIRED));
        return processor;
    }
}
