package io.omni.command.content.target;

import io.omni.command.address.BlockedAddress;
import io.omni.command.address.GuardedHttp;
import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.content.media.Steps;
import io.omni.command.content.target.UploadSessions.Session;
import io.omni.command.http.OneShotBody;
import io.omni.command.http.RetryAfter;
import io.omni.events.content.PrivacyStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * YouTube's <a href="https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol">resumable upload</a>: a session is
 * opened and remembered, then the bytes go there in chunks. How much has arrived is always what the server says, never what was sent. A
 * session that isn't there any more is opened anew; one that turns out to be finished is taken for what it is.
 */
public final class YouTubeTarget implements UploadTarget {
    private static final Logger LOG = LoggerFactory.getLogger(YouTubeTarget.class);
    private static final String TARGET = "youtube";
    private static final MediaType MP4 = MediaType.get("video/mp4");
    private static final MediaType JSON = MediaType.get("application/json; charset=UTF-8");
    private static final Pattern RANGE = Pattern.compile("bytes=0-([0-9]{1,15})");
    private static final int INCOMPLETE = 308;
    private static final int MOST_ANSWER_BYTES = 1 << 20;
    private static final int MOST_STALLS = 5;
    private static final Set<String> USED_UP = Set.of(
            "quotaExceeded", "dailyLimitExceeded", "uploadLimitExceeded", "rateLimitExceeded", "userRateLimitExceeded");
    private static final Set<String> SOON = Set.of("rateLimitExceeded", "userRateLimitExceeded");
    // YouTube's quotas begin anew at midnight there.
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final YouTubeSettings settings;
    private final UploadSessions sessions;
    private final GuardedHttp http;
    private final AccessTokens tokens;
    private final JsonMapper json;
    private final Clock clock;

    /** A target whose connections go where the guard of the client allows. */
    public YouTubeTarget(
            YouTubeSettings settings, UploadSessions sessions, GuardedHttp http, JsonMapper json, Clock clock) {
        this.settings = settings;
        this.sessions = sessions;
        this.http = http;
        this.tokens = new AccessTokens(settings, http, json, clock);
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Uploaded upload(Order order, Steps steps) throws MediaTrouble, InterruptedException {
        long total = size(order);
        steps.step("OPENING", 0.0, "looks for an upload that was begun");
        Session session = sessions.find(order.uploadJobId(), order.sha256()).orElse(new Session(null, null));
        if (session.videoId() != null) {
            return uploaded(session.videoId(), order);
        }
        String address = session.address();
        Answer answer = address == null ? null : ask(address, total);
        for (int stalls = 0; stalls < MOST_STALLS; ) {
            if (address == null || answer == null || answer.isGone()) {
                address = open(order, total);
                sessions.opened(order.uploadJobId(), order.sha256(), TARGET, address);
                answer = Answer.nothing();
                stalls++;
            }
            if (answer.videoId() != null) {
                return confirm(order, answer.videoId(), steps);
            }
            long have = answer.received();
            steps.step("SENDING", 0.05 + 0.85 * have / total, have + " of " + total + " bytes have arrived");
            answer = sendOrAsk(order, address, have, total);
            stalls = answer.isGone() || answer.videoId() != null || answer.received() > have ? stalls : stalls + 1;
        }
        throw new MediaTrouble(Kind.PASSING, "the upload doesn't get on: the server takes no more bytes");
    }

    private Uploaded confirm(Order order, String videoId, Steps steps) throws InterruptedException {
        steps.step("CONFIRMING", 0.95, "the video has arrived as " + videoId);
        sessions.finished(order.uploadJobId(), order.sha256(), TARGET, videoId);
        return uploaded(videoId, order);
    }

    private Uploaded uploaded(String videoId, Order order) {
        return new Uploaded(videoId, "https://youtu.be/" + videoId, !waits(order));
    }

    private boolean waits(Order order) {
        Instant at = order.publishAt();
        return at != null && at.isAfter(clock.instant());
    }

    /** What the server says about a session. */
    private record Answer(long received, @Nullable String videoId, boolean isGone) {
        static Answer nothing() {
            return new Answer(0, null, false);
        }
    }

    private String open(Order order, long total) throws MediaTrouble, InterruptedException {
        HttpUrl url = HttpUrl.get(settings.uploadUrl())
                .newBuilder()
                .setQueryParameter("uploadType", "resumable")
                .setQueryParameter("part", "snippet,status")
                .build();
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("X-Upload-Content-Length", Long.toString(total))
                .header("X-Upload-Content-Type", MP4.toString())
                .post(new OneShotBody(JSON, json.writeValueAsBytes(resource(order))));
        Told told = authorized(request);
        String location = told.headers().get("Location");
        if (told.status() != 200 || location == null) {
            throw refusal(told, "opening the upload");
        }
        HttpUrl session = url.resolve(location);
        if (session == null || !session.host().equals(url.host()) || session.isHttps() != url.isHttps()) {
            // The token goes along; it must not go anywhere else.
            throw new MediaTrouble(Kind.FORBIDDEN, "the upload would go to another host than the one that was asked");
        }
        return session.toString();
    }

    private Map<String, Object> resource(Order order) {
        Map<String, Object> snippet = new LinkedHashMap<>();
        snippet.put("title", YouTubeTexts.title(order.wording().title()));
        snippet.put("description", YouTubeTexts.description(order.wording().description()));
        snippet.put("tags", YouTubeTexts.tags(order.wording().keywords()));
        Map<String, Object> status = new LinkedHashMap<>();
        if (waits(order) && order.wording().privacyStatus() == PrivacyStatus.PUBLIC) {
            // YouTube publishes by itself what is private until then.
            status.put("privacyStatus", PrivacyStatus.PRIVATE.wireName());
            status.put("publishAt", String.valueOf(order.publishAt()));
        } else {
            status.put("privacyStatus", order.wording().privacyStatus().wireName());
        }
        return Map.of("snippet", snippet, "status", status);
    }

    private Answer sendOrAsk(Order order, String address, long from, long total)
            throws MediaTrouble, InterruptedException {
        try {
            return send(order, address, from, total);
        } catch (MediaTrouble broken) {
            if (broken.kind() != Kind.PASSING) {
                throw broken;
            }
            // Some of it may have arrived.
            LOG.info("A chunk of {} broke off: {}", order.uploadJobId(), broken.getMessage());
            return ask(address, total);
        }
    }

    private Answer send(Order order, String address, long from, long total) throws MediaTrouble, InterruptedException {
        long count = Math.min(settings.chunkBytes(), total - from);
        if (count <= 0) {
            return ask(address, total);
        }
        Request.Builder request = new Request.Builder()
                .url(address)
                .header("Content-Range", "bytes " + from + "-" + (from + count - 1) + "/" + total)
                .put(new FilePart(MP4, order.video(), from, count));
        return answer(authorized(request), total);
    }

    /** How much has arrived. */
    private Answer ask(String address, long total) throws MediaTrouble, InterruptedException {
        Request.Builder request = new Request.Builder()
                .url(address)
                .header("Content-Range", "bytes */" + total)
                .put(new OneShotBody(MP4, new byte[0]));
        return answer(authorized(request), total);
    }

    private Answer answer(Told told, long total) throws MediaTrouble {
        switch (told.status()) {
            case 200, 201 -> {
                String id = told.body().path("id").asString("");
                if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
                    throw new MediaTrouble(Kind.PASSING, "the finished upload has no id");
                }
                return new Answer(total, id, false);
            }
            case INCOMPLETE -> {
                String said = told.headers().get("Range");
                Matcher range = RANGE.matcher(said == null ? "" : said);
                long received = range.matches() ? Long.parseLong(range.group(1)) + 1 : 0;
                if (said != null && (!range.matches() || received > total)) {
                    throw new MediaTrouble(Kind.PASSING, "the server says that it has a range that can't be");
                }
                return new Answer(received, null, false);
            }
            case 404, 410 -> {
                return new Answer(0, null, true);
            }
            default -> throw refusal(told, "the upload");
        }
    }

    private MediaTrouble refusal(Told told, String what) {
        int status = told.status();
        String reason =
                told.body().path("error").path("errors").path(0).path("reason").asString("");
        Duration wait = RetryAfter.of(told.headers().get("Retry-After"), clock.instant());
        if (USED_UP.contains(reason) || status == 429) {
            boolean soon = wait != null || SOON.contains(reason) || reason.isEmpty();
            return MediaTrouble.limited(
                    "YouTube's quota is used up" + (reason.isEmpty() ? "" : " (" + reason + ")"),
                    soon ? wait : untilMidnight());
        }
        String sentence =
                what + " is answered " + status + (reason.matches("[A-Za-z]{1,60}") ? " (" + reason + ")" : "");
        if (status >= 500 || status == 408) {
            return new MediaTrouble(Kind.PASSING, sentence, wait, null);
        }
        return new MediaTrouble(status == 401 || status == 403 ? Kind.FORBIDDEN : Kind.BAD_INPUT, sentence);
    }

    private Duration untilMidnight() {
        ZonedDateTime now = clock.instant().atZone(PACIFIC);
        return Duration.between(
                now, now.toLocalDate().plusDays(1).atTime(LocalTime.MIDNIGHT).atZone(PACIFIC));
    }

    /** A whole answer. */
    private record Told(int status, Headers headers, JsonNode body) {}

    private Told authorized(Request.Builder request) throws MediaTrouble, InterruptedException {
        String token = tokens.current();
        Told told = told(request.header("Authorization", "Bearer " + token).build());
        if (told.status() == 401 && tokens.refused(token)) {
            return told(request.header("Authorization", "Bearer " + tokens.current())
                    .build());
        }
        return told;
    }

    private Told told(Request request) throws MediaTrouble, InterruptedException {
        try {
            return http.exchange(request, settings.deadline(), this::read);
        } catch (BlockedAddress blocked) {
            throw new MediaTrouble(Kind.FORBIDDEN, String.valueOf(blocked.getMessage()), blocked);
        } catch (IOException e) {
            throw new MediaTrouble(Kind.PASSING, "the connection to YouTube broke", e);
        }
    }

    private Told read(Response response) throws IOException {
        byte[] body = response.body().byteStream().readNBytes(MOST_ANSWER_BYTES);
        JsonNode tree;
        try {
            tree = body.length == 0 ? json.missingNode() : json.readTree(body);
        } catch (JacksonException notJson) {
            tree = json.missingNode();
        }
        return new Told(response.code(), response.headers(), tree);
    }

    private static long size(Order order) throws MediaTrouble {
        try {
            return Files.size(order.video());
        } catch (IOException e) {
            throw new MediaTrouble(Kind.PASSING, "the clip can't be read", e);
        }
    }
}
