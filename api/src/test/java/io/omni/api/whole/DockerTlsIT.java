package io.omni.api.whole;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.omni.command.service.runtime.DockerEngine;
import io.omni.command.service.runtime.DockerSettings;
import io.omni.command.service.runtime.RuntimeTrouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** A real engine over TLS, with certificates made for it, and all that can be wrong with those. */
@ExtendWith(SharedEngine.class)
class DockerTlsIT {
    private static OwnEngine engine;

    @TempDir
    private Path mixed;

    @BeforeAll
    static void find(DockerHost docker) {
        assumeTrue(docker.own() != null, "only an engine of our own speaks TLS");
        engine = Objects.requireNonNull(docker.own());
    }

    @Test
    void an_engine_is_asked_over_tls() throws Exception {
        try (DockerEngine client = new DockerEngine(settings("tcp://127.0.0.1:" + engine.tlsPort(), engine.known()))) {
            assertThat(client.find("nobody")).isEmpty();
        }
    }

    @Test
    void an_engine_of_another_authority_is_not_believed() throws IOException {
        Files.copy(engine.unknown().resolve("ca.pem"), mixed.resolve("ca.pem"));
        Files.copy(engine.known().resolve("cert.pem"), mixed.resolve("cert.pem"));
        Files.copy(engine.known().resolve("key.pem"), mixed.resolve("key.pem"));

        assertThat(refusal("tcp://127.0.0.1:" + engine.tlsPort(), mixed))
                .isEqualTo(at("127.0.0.1")
                        + "shows a certificate that isn't vouched for by ca.pem in DOCKER_CERT_PATH; put its authority's"
                        + " certificate there");
        assertThat(refusal("https://127.0.0.1:" + engine.tlsPort(), null))
                .isEqualTo(at("127.0.0.1") + "shows a certificate that no authority known to this Java vouches for; set"
                        + " DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem");
    }

    @Test
    void an_engine_with_a_certificate_for_another_name_is_not_believed() {
        assertThat(refusal("tcp://localhost:" + engine.tlsPort(), engine.known()))
                .isEqualTo(at("localhost")
                        + "shows a certificate for another name; give in DOCKER_HOST a name or address that its"
                        + " certificate is made out to");
    }

    @Test
    void an_engine_whose_certificate_has_expired_is_not_believed() throws IOException {
        PemSslStoreDetails key =
                PemSslStoreDetails.forCertificate(uri("expired-cert.pem")).withPrivateKey(uri("server-key.pem"));
        SSLContext context = SslBundle.of(new PemSslStoreBundle(key, null)).createSslContext();
        try (ServerSocket expired =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuse(expired));
            assertThat(refusal("tcp://127.0.0.1:" + expired.getLocalPort(), engine.known()))
                    .endsWith(" shows a certificate that has expired; renew it");
        }
    }

    @Test
    void a_client_without_a_certificate_of_the_engines_authority_is_told_so() throws IOException {
        Files.copy(engine.known().resolve("ca.pem"), mixed.resolve("ca.pem"));
        Files.copy(engine.unknown().resolve("cert.pem"), mixed.resolve("cert.pem"));
        Files.copy(engine.unknown().resolve("key.pem"), mixed.resolve("key.pem"));

        assertThat(refusal("tcp://127.0.0.1:" + engine.tlsPort(), mixed))
                .startsWith(at("127.0.0.1") + "refuses our certificate (")
                .endsWith(
                        "); put into cert.pem and key.pem of DOCKER_CERT_PATH what its authority has signed for clients");
    }

    @Test
    void a_client_that_does_not_speak_tls_is_told_to() {
        assertThat(refusal("tcp://127.0.0.1:" + engine.tlsPort(), null))
                .isEqualTo(at("127.0.0.1")
                        + "speaks only TLS; set DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem");
    }

    @Test
    void an_engine_that_does_not_speak_tls_is_told_from_one_that_is_away() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuse(plain));
            assertThat(refusal("tcp://127.0.0.1:" + plain.getLocalPort(), engine.known()))
                    .endsWith(" answers without TLS; give in DOCKER_HOST the port where it speaks TLS, or unset"
                            + " DOCKER_CERT_PATH");
        }
        assertThat(refusal("tcp://127.0.0.1:1", engine.known())).endsWith(" can't be reached; see that it runs");
    }

    /** As an engine does that listens without TLS: Go's server takes the handshake for a bad request. */
    private static void refuse(ServerSocket server) {
        byte[] answer = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n400 Bad Request".getBytes(US_ASCII);
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                if (socket.getInputStream().read(new byte[4096]) > 0) {
                    socket.getOutputStream().write(answer);
                }
            } catch (IOException e) {
                // A client that doesn't believe it, or the end of the test.
                Thread.onSpinWait();
            }
        }
    }

    private static String uri(String name) {
        return engine.known().resolve(name).toUri().toString();
    }

    private static String at(String host) {
        return "the container engine at " + host + ":" + engine.tlsPort() + " ";
    }

    private static String refusal(String host, @Nullable Path certificates) {
        try (DockerEngine client = new DockerEngine(settings(host, certificates))) {
            RuntimeTrouble trouble = catchThrowableOfType(RuntimeTrouble.class, () -> client.find("nobody"));
            assertThat(trouble.kind()).isEqualTo(RuntimeTrouble.Kind.UNREACHABLE);
            return String.valueOf(trouble.getMessage());
        }
    }

    private static DockerSettings settings(String host, @Nullable Path certificates) {
        return DockerSettings.at(URI.create(host), certificates);
    }
}
