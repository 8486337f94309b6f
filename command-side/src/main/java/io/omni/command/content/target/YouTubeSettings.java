package io.omni.command.content.target;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How clips are uploaded to YouTube.
 *
 * @param uploadUrl where uploads are opened
 * @param tokenUrl where access tokens are asked for with a refresh token
 * @param accessToken an access token to use as it is; null when a refresh token is given
 * @param clientId the OAuth client; null without a refresh token
 * @param clientSecret its secret; null without a refresh token
 * @param refreshToken what access tokens are asked for with; null when an access token is given
 * @param chunkBytes how much is sent with one request, a multiple of 256 KiB; default 8 MiB
 * @param deadline how long one request may take; default ten minutes
 */
public record YouTubeSettings(
        String uploadUrl,
        String tokenUrl,
        @Nullable String accessToken,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String refreshToken,
        int chunkBytes,
        Duration deadline) {
    /** Where YouTube takes uploads. */
    public static final String UPLOAD_URL = "https://www.googleapis.com/upload/youtube/v3/videos";

    /** Where Google gives access tokens. */
    public static final String TOKEN_URL = "https://oauth2.googleapis.com/token";

    private static final int UNIT = 256 << 10;
    private static final int USUAL_CHUNK = 32 * UNIT;

    /** Refuses chunks that the protocol doesn't allow. */
    public YouTubeSettings {
        if (chunkBytes <= 0 || chunkBytes % UNIT != 0) {
            throw new IllegalArgumentException("a chunk has a multiple of 256 KiB");
        }
    }

    /** With an access token that somebody else keeps fresh. */
    public static YouTubeSettings withToken(String uploadUrl, String accessToken) {
        return new YouTubeSettings(
                uploadUrl, TOKEN_URL, accessToken, null, null, null, USUAL_CHUNK, Duration.ofMinutes(10));
    }

    /** With a refresh token. */
    public static YouTubeSettings withRefresh(
            String uploadUrl, String tokenUrl, String clientId, String clientSecret, String refreshToken) {
        return new YouTubeSettings(
                uploadUrl, tokenUrl, null, clientId, clientSecret, refreshToken, USUAL_CHUNK, Duration.ofMinutes(10));
    }

    @Override
    public String toString() {
        return "YouTubeSettings[" + uploadUrl + "]";
    }
}
