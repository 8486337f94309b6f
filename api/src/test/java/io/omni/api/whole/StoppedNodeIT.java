package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** A node that is asked to end, as users and container engines ask: by SIGTERM. */
@Timeout(1800)
@ExtendWith(SharedOmni.class)
class StoppedNodeIT {
    private static final String DATABASE = "stopped_node";
    private static final String BODY = "{\"name\":\"half\",\"scopes\":[\"read\"]}";
    private static final Duration LONGEST_RUN = Duration.ofSeconds(150);

    @TempDir
    Path temp;

    private final RunningOmni omni;

    StoppedNodeIT(RunningOmni omni) {
        this.omni = omni;
    }

    @Test
    void it_finishes_its_requests_takes_no_new_ones_and_leaves_its_work_to_another_node() throws Exception {
        HikariDataSource shared = omni.bean(HikariDataSource.class);
        JdbcTemplate database = new JdbcTemplate(
                new DriverManagerDataSource(shared.getJdbcUrl(), shared.getUsername(), shared.getPassword()));
        database.execute("CREATE DATABASE " + DATABASE);
        BareRepository repository = BareRepository.copyOf(omni.sample(), temp.resolve("stopped.git"));
        String pipeline;
        try (OmniProcess first = OmniProcess.start(temp.resolve("first"), settings(shared))) {
            pipeline = first.api().startSample(repository.url(), "main");
            Waiting.until(
                    "it is at work",
                    LONGEST_RUN,
                    () -> first.api().pipeline(pipeline),
                    p -> !Api.stageStatus(p, "enrich").equals("pending"));
            try (Socket request = halfARequest(first.api())) {
                first.terminate();
                Waiting.until(
                        "it takes no new connections",
                        Duration.ofSeconds(30),
                        () -> isRefused(first.api().port()),
                        refused -> refused);
                request.getOutputStream().write(BODY.substring(10).getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 201")
                        .contains("\"name\":\"half\"");
            }
            first.ended();
        }
        try (OmniProcess second = OmniProcess.start(temp.resolve("second"), settings(shared))) {
            JsonNode end = second.api().ended(pipeline, LONGEST_RUN);

            assertThat(end.path("status").asString()).as(end.toString()).isEqualTo("completed");
            assertThat(repository.parents("omni/" + pipeline)).hasSize(1);
            second.stop();
        }
        database.execute("DROP DATABASE " + DATABASE + " WITH (FORCE)");
    }

    private static Map<String, String> settings(HikariDataSource shared) {
        return Map.of(
                "OMNI_DATABASE_URL", shared.getJdbcUrl().replaceFirst("/[^/?]+(?=\\?|$)", "/" + DATABASE),
                "OMNI_DATABASE_USER", shared.getUsername(),
                "OMNI_DATABASE_PASSWORD", shared.getPassword(),
                "OMNI_MASTER_KEY", "one key for both of the nodes");
    }

    private static Socket halfARequest(Api api) throws IOException {
        Socket socket = new Socket("127.0.0.1", api.port());
        socket.setSoTimeout(60_000);
        String head = "POST /api/v1/keys HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + api.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length()
                + "\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        String goOn = "HTTP/1.1 100 \r\n\r\n";
        assertThat(new String(socket.getInputStream().readNBytes(goOn.length()), StandardCharsets.US_ASCII))
                .as("the server has the request")
                .isEqualTo(goOn);
        socket.getOutputStream().write(BODY.substring(0, 10).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean isRefused(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return !socket.isConnected();
        } catch (ConnectException refused) {
            return true;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
