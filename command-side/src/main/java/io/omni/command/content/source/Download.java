package io.omni.command.content.source;

import io.omni.command.address.BlockedAddress;
import io.omni.command.address.GuardedHttp;
import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.http.RetryAfter;
import io.omni.events.id.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Fetches over HTTP from hosts that aren't trusted. A large file that breaks off is gone on with (RFC 9110, section 14) when the server
 * still has the same version of it.
 */
final class Download {
    private static final int COPY = 1 << 16;
    private static final int PARTIAL = 206;
    private static final int BAD_RANGE = 416;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final GuardedHttp http;
    private final Clock clock;

    Download(GuardedHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * A text of a bounded size.
     *
     * @param url where it came from at last
     * @param mediaType what it is said to be; null when that isn't said
     * @param bytes the whole of it
     */
    record Page(HttpUrl url, @Nullable String mediaType, byte[] bytes) {}

    /** Fetches a text. */
    Page page(String address, int most, Duration deadline) throws MediaTrouble, InterruptedException {
        return following(address, deadline, (response, url) -> {
            requireGood(response);
            byte[] bytes = response.body().byteStream().readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Refused(new MediaTrouble(
                        Kind.BAD_INPUT, "what the address answers has more than " + (most >> 20) + " MiB"));
            }
            return new Page(url, response.header("Content-Type"), bytes);
        });
    }

    /**
     * Fetches a video, going on where an earlier fetch of the same address broke off.
     *
     * @param partial the folder where parts lie
     * @return what it is said to be; null when that isn't said
     */
    @Nullable
    String video(String address, Path to, Path partial, long most, Duration deadline, LongConsumer bytes)
            throws MediaTrouble, InterruptedException {
        Path part = partial.resolve(Hashes.sha256(address));
        Path version = partial.resolve(part.getFileName() + ".etag");
        try {
            String[] type = new String[1];
            String known = Files.exists(part) && Files.exists(version) ? Files.readString(version) : null;
            long have = known == null ? 0 : Files.size(part);
            following(
                    address,
                    deadline,
                    request -> {
                        if (known != null && have > 0) {
                            request.header("Range", "bytes=" + have + "-").header("If-Range", known);
                        }
                    },
                    (response, _) -> {
                        if (response.code() == BAD_RANGE) {
                            Files.deleteIfExists(part);
                            throw new IOException("the server has another file now");
                        }
                        requireGood(response);
                        type[0] = response.header("Content-Type");
                        if (!VideoTypes.mayBeVideo(type[0])) {
                            throw new Refused(new MediaTrouble(Kind.BAD_INPUT, "the address answers with no video"));
                        }
                        store(response, part, version, response.code() == PARTIAL ? have : 0, most, bytes);
                        return part;
                    });
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(version);
            return type[0];
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private static void store(Response response, Path part, Path version, long from, long most, LongConsumer bytes)
            throws IOException {
        long length = response.body().contentLength();
        if (from + Math.max(0, length) > most) {
            throw new Refused(new MediaTrouble(Kind.BAD_INPUT, "the video has more than " + most + " bytes"));
        }
        String etag = response.header("ETag");
        String tag = etag != null && !etag.startsWith("W/") ? etag : response.header("Last-Modified");
        if (from == 0) {
            Files.deleteIfExists(part);
            Files.deleteIfExists(version);
            if (tag != null) {
                Files.writeString(version, tag);
            }
        } else if (!String.valueOf(response.header("Content-Range")).startsWith("bytes " + from + "-")) {
            Files.deleteIfExists(part);
            throw new IOException("the server answered with another piece than was asked for");
        }
        try (InputStream in = response.body().byteStream();
                OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[COPY];
            long have = from;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                have += read;
                if (have > most) {
                    throw new Refused(new MediaTrouble(Kind.BAD_INPUT, "the video has more than " + most + " bytes"));
                }
                bytes.accept(have);
            }
        } catch (Refused refused) {
            Files.deleteIfExists(part);
            throw refused;
        }
    }

    private void requireGood(Response response) throws IOException {
        int status = response.code();
        if (status == TOO_MANY || status == UNAVAILABLE) {
            Duration wait = RetryAfter.of(response.header("Retry-After"), clock.instant());
            throw new Refused(
                    status == TOO_MANY || wait != null
                            ? MediaTrouble.limited("the source answers " + status + ": it wants fewer requests", wait)
                            : new MediaTrouble(Kind.PASSING, "the source answers " + status));
        }
        if (status >= 500) {
            throw new Refused(new MediaTrouble(Kind.PASSING, "the source answers " + status));
        }
        if (!response.isSuccessful()) {
            throw new Refused(new MediaTrouble(
                    status == 401 || status == 403 ? Kind.FORBIDDEN : Kind.BAD_INPUT, "the source answers " + status));
        }
    }

    private <T> T following(String address, Duration deadline, Answer<T> answer)
            throws MediaTrouble, InterruptedException {
        return following(address, deadline, _ -> {}, answer);
    }

    private <T> T following(String address, Duration deadline, Consumer<Request.Builder> more, Answer<T> answer)
            throws MediaTrouble, InterruptedException {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null) {
            throw new MediaTrouble(Kind.BAD_INPUT, "this is no http or https address");
        }
        try {
            for (int hop = 0; ; hop++) {
                HttpUrl here = url;
                int hops = hop;
                Request.Builder request = new Request.Builder()
                        .url(here)
                        .header("Accept-Encoding", "identity")
                        .header("User-Agent", "omni-orchestrator-content/1.0");
                more.accept(request);
                Step<T> step = http.exchange(
                        request.build(),
                        deadline,
                        response -> response.isRedirect()
                                ? new Step<>(GuardedHttp.redirected(response, hops), null)
                                : new Step<>(null, answer.read(response, here)));
                if (step.next() == null) {
                    return Objects.requireNonNull(step.value());
                }
                url = step.next();
            }
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private static MediaTrouble trouble(IOException e) {
        return switch (e) {
            case Refused refused -> refused.trouble;
            case BlockedAddress blocked ->
                new MediaTrouble(Kind.FORBIDDEN, String.valueOf(blocked.getMessage()), blocked);
            case UnknownHostException unknown ->
                new MediaTrouble(Kind.PASSING, "the source's host has no address", unknown);
            default ->
                String.valueOf(e.getMessage()).contains("No space left on device")
                        ? new MediaTrouble(Kind.NO_ROOM, "the disk is full; make room in the folder of media", e)
                        : new MediaTrouble(Kind.PASSING, "the source gave no whole answer", e);
        };
    }

    /** Reads an answer that is no redirect. */
    @FunctionalInterface
    private interface Answer<T> {
        T read(Response response, HttpUrl url) throws IOException;
    }

    /** An answer: where to ask next, or what was read. */
    private record Step<T>(@Nullable HttpUrl next, @Nullable T value) {}

    /** Carries a refusal through code that knows only input and output errors. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private final transient MediaTrouble trouble;

        Refused(MediaTrouble trouble) {
            super(trouble.getMessage());
            this.trouble = trouble;
        }
    }
}
