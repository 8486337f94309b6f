package io.omni.command.service.runtime;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.omni.command.service.runtime.RuntimeTrouble.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request to Docker's engine and its whole answer, under one deadline: docker-java's transport has time-outs for connecting and for
 * silence, but an answer that drips would still keep a caller for ever.
 */
final class DockerHttp implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_ANSWER_BYTES = 16 << 20;
    private static final int MAX_CONNECTIONS = 32;
    private static final int USUAL_PORT = 2375;
    private static final int USUAL_TLS_PORT = 2376;
    private static final int BAD_REQUEST = 400;
    // What Go's server says, in plain text, to whom it can't understand.
    private static final String WANTS_TLS = "HTTP request to an HTTPS server";

    private final DockerHttpClient client;
    private final String shownHost;
    private final @Nullable Path socket;
    private final @Nullable TlsDiagnosis diagnosis;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    DockerHttp(DockerSettings settings) {
        URI host = settings.host();
        boolean isLocal = host.getScheme().equals("unix");
        boolean isSecure = settings.certificates() != null || host.getScheme().equals("https");
        int port = host.getPort() < 0 ? (isSecure ? USUAL_TLS_PORT : USUAL_PORT) : host.getPort();
        this.socket = isLocal ? Path.of(host.getPath()) : null;
        this.shownHost = isLocal ? host.getPath() : host.getHost() + ":" + port;
        ZerodepDockerHttpClient.Builder builder = new ZerodepDockerHttpClient.Builder()
                .dockerHost(isLocal ? host : URI.create("tcp://" + host.getHost() + ":" + port))
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(settings.connectTimeout())
                // Stopping is silent for as long as the container takes; the deadline of each call is what counts.
                .responseTimeout(Duration.ofMinutes(5));
        SSLContext context = isSecure && !isLocal ? context(settings.certificates()) : null;
        this.diagnosis = context == null
                ? null
                : new TlsDiagnosis(
                        context, settings.certificates() != null, host.getHost(), port, settings.connectTimeout());
        this.client = (context == null ? builder : builder.sslConfig(() -> context)).build();
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body its JSON; a missing node when there is none
     */
    record Answer(int status, JsonNode body) {
        /** What the engine says went wrong. */
        String message() {
            return body.path("message").asString("it answered with status " + status);
        }
    }

    Answer call(String method, String path, @Nullable JsonNode body, Duration deadline)
            throws RuntimeTrouble, InterruptedException {
        AtomicReference<DockerHttpClient.@Nullable Response> open = new AtomicReference<>();
        Future<Answer> answer = threads.submit(() -> exchange(method, path, body, open));
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unreachable("did not answer within " + deadline.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause());
        } catch (CancellationException e) {
            throw unreachable("can't be reached", e);
        } finally {
            answer.cancel(true);
            close(open.get());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("the connections to the container engine could not be closed", e);
        }
    }

    private Answer exchange(
            String method,
            String path,
            @Nullable JsonNode body,
            AtomicReference<DockerHttpClient.@Nullable Response> open)
            throws IOException {
        DockerHttpClient.Request.Builder request =
                DockerHttpClient.Request.builder().method(method).path(path);
        if (body != null) {
            request.putHeader("Content-Type", "application/json")
                    .body(new ByteArrayInputStream(JSON.writeValueAsBytes(body)));
        }
        try (DockerHttpClient.Response response = client.execute(request.build())) {
            open.set(response);
            InputStream stream = response.getBody();
            byte[] bytes = stream == null ? new byte[0] : stream.readNBytes(MAX_ANSWER_BYTES + 1);
            if (bytes.length > MAX_ANSWER_BYTES) {
                throw new IOException("the answer is larger than " + MAX_ANSWER_BYTES + " bytes");
            }
            int status = response.getStatusCode();
            if (status == BAD_REQUEST && new String(bytes, StandardCharsets.UTF_8).contains(WANTS_TLS)) {
                throw new TlsWanted();
            }
            boolean isJson = bytes.length > 0 && (status < 300 || bytes[0] == '{');
            return new Answer(status, isJson ? JSON.readTree(bytes) : JSON.missingNode());
        }
    }

    private RuntimeTrouble unreachable(@Nullable Throwable cause) {
        if (cause instanceof JacksonException) {
            return unreachable("gave an answer that is not the container engine's", cause);
        }
        if (cause instanceof TlsWanted) {
            return trouble(
                    "speaks only TLS; set DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem", cause);
        }
        if (socket != null && Files.exists(socket) && !Files.isWritable(socket)) {
            return trouble(
                    "can't be used by this user; run the program with the group that the socket belongs to", cause);
        }
        String tls = diagnosis == null ? null : diagnosis.whyNot();
        return tls == null ? unreachable("can't be reached", cause) : trouble(tls, cause);
    }

    private RuntimeTrouble unreachable(String what, @Nullable Throwable cause) {
        return trouble(what + "; see that it runs", cause);
    }

    private RuntimeTrouble trouble(String what, @Nullable Throwable cause) {
        return new RuntimeTrouble(Kind.UNREACHABLE, "the container engine at " + shownHost + " " + what, cause);
    }

    private static void close(DockerHttpClient.@Nullable Response response) {
        if (response != null) {
            response.close();
        }
    }

    private static SSLContext context(@Nullable Path certificates) {
        try {
            return certificates == null ? SSLContext.getDefault() : DockerCertificates.context(certificates);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** The engine was asked without TLS where it speaks nothing else. */
    private static final class TlsWanted extends IOException {
        TlsWanted() {
            super("the engine wants TLS");
        }
    }
}
