package io.omni.api.settings;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says about callers.
 *
 * @param rateLimits how many requests of a category a caller may send ({@code OMNI_RATE_LIMITS}: {@code on}, {@code off}, or a list like
 *     {@code read=1000/min,service_restart=off}); null: nobody is limited. The map holds what differs from the reference; a category
 *     that is switched off has {@link RateLimit#NONE}
 * @param oidcIssuer whose JSON web tokens are taken as bearer tokens ({@code OMNI_OIDC_ISSUER}); null: nobody's
 * @param oidcAudience what such a token must be meant for ({@code OMNI_OIDC_AUDIENCE}, default {@code omni-orchestrator})
 * @param trustedNetworks whose {@code X-Forwarded-For} is believed ({@code OMNI_TRUSTED_NETWORKS}, CIDR blocks, default loopback)
 * @param corsOrigins the web origins whose pages may call ({@code OMNI_CORS_ORIGINS}, default none)
 */
public record EdgeSettings(
        @Nullable Map<String, RateLimit> rateLimits,
        @Nullable URI oidcIssuer,
        String oidcAudience,
        Networks trustedNetworks,
        List<String> corsOrigins) {}
