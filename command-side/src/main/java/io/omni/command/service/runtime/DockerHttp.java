package io.omni.command.service.runtime;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.omni.command.service.runtime.RuntimeTrouble.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
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

    private final DockerHttpClient client;
    private final String shownHost;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    DockerHttp(DockerSettings settings) {
        URI host = settings.host();
        boolean isLocal = host.getScheme().equals("unix");
        boolean isSecure = settings.certificates() != null || host.getScheme().equals("https");
        int port = host.getPort() < 0 ? (isSecure ? USUAL_TLS_PORT : USUAL_PORT) : host.getPort();
        this.shownHost = isLocal ? host.getPath() : host.getHost() + ":" + port;
        ZerodepDockerHttpClient.Builder builder = new ZerodepDockerHttpClient.Builder()
                .dockerHost(isLocal ? host : URI.create("tcp://" + host.getHost() + ":" + port))
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(settings.connectTimeout())
                // Stopping is silent for as long as the container takes; the deadline of each call is what counts.
                .responseTimeout(Duration.ofMinutes(5));
        if (isSecure && !isLocal) {
            Path certificates = settings.certificates();
            builder.sslConfig(certificates == null ? DockerHttp::usualTls : tls(certificates));
        }
        this.client = builder.build();
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
            Throwable cause = e.getCause();
            throw cause instanceof JacksonException
                    ? unreachable("gave an answer that is not the container engine's", cause)
                    : unreachable("can't be reached", cause);
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
            boolean isJson = bytes.length > 0 && (status < 300 || bytes[0] == '{');
            return new Answer(status, isJson ? JSON.readTree(bytes) : JSON.missingNode());
        }
    }

    private RuntimeTrouble unreachable(String what, @Nullable Throwable cause) {
        return new RuntimeTrouble(
                Kind.UNREACHABLE, "the container engine at " + shownHost + " " + what + "; see that it runs", cause);
    }

    private static void close(DockerHttpClient.@Nullable Response response) {
        if (response != null) {
            response.close();
        }
    }

    private static SSLContext usualTls() throws NoSuchAlgorithmException {
        return SSLContext.getDefault();
    }

    private static SSLConfig tls(Path folder) {
        PemSslStoreDetails key = PemSslStoreDetails.forCertificate(
                        folder.resolve("cert.pem").toUri().toString())
                .withPrivateKey(folder.resolve("key.pem").toUri().toString());
        PemSslStoreDetails trust = PemSslStoreDetails.forCertificate(
                folder.resolve("ca.pem").toUri().toString());
        SslBundle bundle = SslBundle.of(new PemSslStoreBundle(key, trust));
        return bundle::createSslContext;
    }
}
