package io.omni.command.content.target;

import io.omni.command.address.GuardedHttp;
import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.MediaTrouble.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import okhttp3.FormBody;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OAuth access tokens (RFC 6749, section 6): the one that was given, or those that the refresh token brings, kept until shortly before their end. */
final class AccessTokens {
    private static final Duration EARLY = Duration.ofMinutes(2);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 64 << 10;
    private static final long USUAL_SECONDS = 3600;

    private final YouTubeSettings settings;
    private final GuardedHttp http;
    private final JsonMapper json;
    private final Clock clock;
    private @Nullable String token;
    private Instant until = Instant.MIN;

    AccessTokens(YouTubeSettings settings, GuardedHttp http, JsonMapper json, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.json = json;
        this.clock = clock;
    }

    /** A token that should be good now. */
    synchronized String current() throws MediaTrouble, InterruptedException {
        if (settings.accessToken() != null) {
            return settings.accessToken();
        }
        if (token == null || !clock.instant().isBefore(until)) {
            refresh();
        }
        return Objects.requireNonNull(token);
    }

    /**
     * Says that a token was refused.
     *
     * @return whether another one can be had
     */
    synchronized boolean refused(String refused) {
        if (refused.equals(token)) {
            token = null;
        }
        return settings.refreshToken() != null;
    }

    private void refresh() throws MediaTrouble, InterruptedException {
        Request request = new Request.Builder()
                .url(settings.tokenUrl())
                .post(new FormBody.Builder()
                        .add("grant_type", "refresh_token")
                        .add("client_id", String.valueOf(settings.clientId()))
                        .add("client_secret", String.valueOf(settings.clientSecret()))
                        .add("refresh_token", String.valueOf(settings.refreshToken()))
                        .build())
                .build();
        try {
            JsonNode answer = http.exchange(request, DEADLINE, response -> {
                if (response.code() >= 500) {
                    throw new IOException("the token endpoint answers " + response.code());
                }
                byte[] body = response.body().byteStream().readNBytes(MOST_BYTES);
                return response.isSuccessful() ? json.readTree(body) : json.missingNode();
            });
            String fresh = answer.path("access_token").asString("");
            if (fresh.isEmpty()) {
                throw new MediaTrouble(
                        Kind.FORBIDDEN, "YouTube's refresh token is refused; give a new OMNI_YOUTUBE_REFRESH_TOKEN");
            }
            token = fresh;
            until = clock.instant()
                    .plusSeconds(answer.path("expires_in").asLong(USUAL_SECONDS))
                    .minus(EARLY);
        } catch (IOException | JacksonException e) {
            throw new MediaTrouble(Kind.PASSING, "no access token can be had now", e);
        }
    }
}
