package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Api.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
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
    private final RunningOmni omni;

    HostileCallersIT(RunningOmni omni) {
        this.omni = omni;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer  ", "bearer x y", "Basic b206b21uaQ==", "Bearer \t", "Bearer null"})
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
        Answer answer = omni.api().as(null).get(Api.PIPELINES + "?access_token=" + omni.api().token());

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void a_token_of_a_hundred_kilobytes_is_refused_in_the_one_error_shape() throws IOException {
        String answer = raw("GET /api/v1/pipeline HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + "a".repeat(100_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").contains("\"status\":\"error\"");
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

    private int port() {
        return omni.api().base().getPort();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(30_000);
            OutputStream output = socket.getOutputStream();
            output.write(request.getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
