package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Api.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who mean harm, or are broken. */
@Timeout(120)
@ExtendWith(SharedOmni.class)
class HostileCallersIT {
    private static final int MUCH_TOO_LONG = 200_000;
    private final RunningOmni omni;

    HostileCallersIT(RunningOmni omni) {
        this.omni = omni;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer  ",
                "bearer x y",
                "Basic b206b21uaQ==",
                "Bearer \t",
                "Bearer null"
            })
    void a_token_that_is_none_is_nobodys(String authorization) {
        Answer answer = omni.api().as(null).send("GET", Api.PIPELINES, null, "Authorization", authorization);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void two_tokens_are_nobodys_even_when_one_is_right() {
        Answer answer = omni.api().send("GET", Api.PIPELINES, null, "Authorization", "Bearer another");

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void a_token_in_the_query_string_is_not_looked_at() {
        Answer answer = omni.api()
                .as(null)
                .get(Api.PIPELINES + "?access_token=" + omni.api().token());

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void a_token_of_a_hundred_kilobytes_is_refused_in_the_one_error_shape() throws IOException {
        String answer = raw("GET /api/v1/pipeline HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + "a".repeat(100_000) + "\r\n\r\n");

        // Whoever is cut off while he still sends may miss what he was told.
        if (!answer.isEmpty()) {
            assertThat(answer).startsWith("HTTP/1.1 4").contains("\"status\":\"error\"");
        }
    }

    @Test
    void requests_that_could_be_read_two_ways_are_refused() throws IOException {
        String token = omni.api().token();
        String both = raw("POST /api/v1/keys HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nContent-Length: 5\r\nContent-Length: 6\r\nConnection: close\r\n\r\n{}   ");
        String unknown = raw("POST /api/v1/keys HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nTransfer-Encoding: cow\r\nConnection: close\r\n\r\n{}");

        assertThat(both).startsWith("HTTP/1.1 400");
        assertThat(unknown).startsWith("HTTP/1.1 501");
    }

    @Test
    void five_hundred_connections_that_send_nothing_keep_nobody_out() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                Socket socket = new Socket("127.0.0.1", port());
                idle.add(socket);
                if (i % 2 == 0) {
                    socket.getOutputStream().write("GET /api/v1/pipe".getBytes(StandardCharsets.US_ASCII));
                }
            }

            for (int i = 0; i < 20; i++) {
                assertThat(omni.api().get(Api.PIPELINES).status()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void headers_that_drip_keep_nobody_out() throws IOException {
        List<Socket> dripping = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket("127.0.0.1", port());
                dripping.add(socket);
                send(socket, "GET /api/v1/pipeline HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            }
            for (int drop = 0; drop < 20; drop++) {
                for (Socket socket : dripping) {
                    send(socket, "x");
                }
                assertThat(omni.api().get(Api.PIPELINES).status()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : dripping) {
                socket.close();
            }
        }
    }

    @Test
    void bodies_that_never_come_keep_nobody_out() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket("127.0.0.1", port());
                waiting.add(socket);
                send(
                        socket,
                        "POST /api/v1/keys HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                + omni.api().token()
                                + "\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"name\":");
            }

            for (int i = 0; i < 20; i++) {
                assertThat(omni.api().get(Api.PIPELINES).status()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /** Behind each comes a request that a proxy would have taken for the body's end, or for the next one: it must not be answered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 30\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "Content-Length: 2, 2\r\n\r\n{}",
                "Content-Length: +2\r\n\r\n{}",
                "Content-Length: -2\r\n\r\n{}",
                "Content-Length: 0x2\r\n\r\n{}",
                "Content-Length : 2\r\n\r\n{}",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n2;\n\u0000\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}"
            })
    void a_body_that_ends_in_two_places_ends_the_connection(String rest) throws IOException {
        String answer = raw("POST /api/v1/keys HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + omni.api().token() + "\r\n" + rest
                + "GET /api/v1/keys HTTP/1.1\r\nHost: smuggled\r\nAuthorization: Bearer "
                + omni.api().token() + "\r\nX-Request-Id: smuggled\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("smuggled");
        assertThat(answer.split("HTTP/1\\.1 [0-9]{3}", -1)).hasSize(2);
        assertThat(answer).containsPattern("^HTTP/1.1 (4[0-9]{2}|501)");
    }

    @Test
    void a_folded_header_is_one_header() throws IOException {
        String answer = raw("POST /api/v1/keys HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + omni.api().token()
                + "\r\nContent-Length: 2\r\nX-Folded: a\r\n Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n{}");

        // Read by its length: {} is a body with fields missing, or the fold itself is refused.
        assertThat(answer).containsPattern("^HTTP/1.1 (400|422)").contains("\"status\":\"error\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {9_000, 20_000, MUCH_TOO_LONG})
    void a_long_path_query_or_header_is_answered_and_no_fault(int length) throws IOException {
        String long_ = "x".repeat(length);
        for (String head : List.of(
                "GET /api/v1/pipeline/" + long_ + " HTTP/1.1\r\n",
                "GET /api/v1/pipeline?cursor=" + long_ + " HTTP/1.1\r\n",
                "GET /api/v1/pipeline?cursor=x HTTP/1.1\r\nX-Long: " + long_ + "\r\n",
                "GET /api/v1/pipeline?cursor=x HTTP/1.1\r\n" + "X-A: b\r\n".repeat(length / 8))) {
            String answer = raw(
                    head + "Host: x\r\nAuthorization: Bearer " + omni.api().token() + "\r\nConnection: close\r\n\r\n");

            // Of a request that is much longer than what is read, the end may meet a closed connection, and take the
            // answer with it.
            if (length < MUCH_TOO_LONG || !answer.isEmpty()) {
                assertThat(answer).startsWith("HTTP/1.1 4").contains("\"status\":\"error\"");
            }
        }
        assertThat(omni.api().get("/health").status()).isEqualTo(200);
    }

    @Test
    void json_that_would_exhaust_its_reader_is_refused() {
        for (String body : List.of(
                "[".repeat(10_000),
                "{\"name\":".repeat(10_000) + "1",
                "{\"name\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                "{\"name\":" + "9".repeat(100_000) + "}",
                "{\"name\":1e" + "9".repeat(1_000) + "}",
                "{\"" + "n".repeat(100_000) + "\":1}")) {
            for (String path : List.of("/api/v1/keys", "/api/v1/workflows", "/api/v1/hooks/x")) {
                Answer answer = omni.api().post(path, body);
                assertThat(answer.status())
                        .as("%s %.40s: %s", path, body, answer)
                        .isIn(400, 422);
            }
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private int port() {
        return omni.api().base().getPort();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(30_000);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                OutputStream output = socket.getOutputStream();
                output.write(request.getBytes(StandardCharsets.ISO_8859_1));
                output.flush();
            } catch (SocketException refusedMeanwhile) {
                // The server needn't read to its end what it refuses; what it has answered can still be read.
                assertThat(refusedMeanwhile).hasMessageMatching("Broken pipe|Connection reset.*");
            }
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketException cutOff) {
                assertThat(cutOff).hasMessageMatching("Connection reset.*");
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
