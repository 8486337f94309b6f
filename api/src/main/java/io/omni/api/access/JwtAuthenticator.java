package io.omni.api.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.JWTProcessor;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.CallerAuthenticator;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.Identity;
import io.omni.api.edge.Scope;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows JSON web tokens of one issuer (<a href="https://www.rfc-editor.org/rfc/rfc9068">RFC 9068</a>): signed with one of its published
 * keys, meant for us, and valid now. Its claim {@code scope} lists our scopes, as they are or after {@code omni:}; {@code tenant} names
 * the tenant.
 */
final class JwtAuthenticator implements CallerAuthenticator {
    private static final Pattern FORM = Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final int LONGEST = 8_192;
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9@._:|/+-]");
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int LONGEST_SUBJECT = 200;
    private static final String PREFIX = "omni:";

    private final JWTProcessor<?> processor;

    JwtAuthenticator(JWTProcessor<?> processor) {
        this.processor = processor;
    }

    @Override
    public @Nullable Identity identify(String bearerToken) {
        if (bearerToken.length() > LONGEST || !FORM.matcher(bearerToken).matches()) {
            return null;
        }
        try {
            return identity(processor.process(bearerToken, null)).orElse(null);
        } catch (RemoteKeySourceException e) {
            throw new ApiError(
                    ErrorCode.SERVICE_UNAVAILABLE, "The issuer's keys can't be fetched at the moment; try again.");
        } catch (BadJOSEException | JOSEException | ParseException notOurs) {
            // Forged, expired, someone else's or no token at all: to the caller it is one that nobody has.
            return null;
        }
    }

    private static Optional<Identity> identity(JWTClaimsSet claims) throws ParseException {
        String tenant = claims.getStringClaim("tenant");
        if (tenant != null && !TENANT.matcher(tenant).matches()) {
            return Optional.empty();
        }
        String subject = UNSAFE.matcher(claims.getSubject()).replaceAll("_");
        String shortened = subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length()));
        return Optional.of(new Identity("jwt:" + shortened, scopes(claims.getStringClaim("scope")), tenant));
    }

    private static Set<Scope> scopes(@Nullable String names) {
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(" "))
                        .map(name -> name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name)
                        .map(Scope::parse)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet());
    }
}
