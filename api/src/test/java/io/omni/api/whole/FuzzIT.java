package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Api.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Sends every described operation what it doesn't expect. Ten thousand requests unless {@code -Domni.fuzz.requests} says otherwise; a
 * failure names the seed, which {@code -Domni.fuzz.seed} takes.
 */
@Timeout(600)
@ExtendWith(SharedOmni.class)
class FuzzIT {
    private static final int REQUESTS = Integer.getInteger("omni.fuzz.requests", 10_000);
    private static final long SEED = Long.getLong("omni.fuzz.seed", 20260101);
    private static final int CALLERS = 6;

    private final RunningOmni omni;

    FuzzIT(RunningOmni omni) {
        this.omni = omni;
    }

    @Test
    void whatever_is_sent_the_answer_is_no_fault_and_has_the_error_shape() throws Exception {
        List<FuzzedRequest.Operation> operations = operations();
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                FuzzedRequest requests = new FuzzedRequest(SEED + caller);
                all.add(callers.submit(() -> {
                    for (int i = 0; i < REQUESTS / CALLERS && wrong.size() < 20; i++) {
                        FuzzedRequest.Sent sent = requests.next(operations);
                        String problem = problem(
                                sent, omni.api().sendBytes(sent.method(), sent.path(), sent.body(), sent.headers()));
                        if (problem != null) {
                            wrong.add(problem);
                        }
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(wrong).as("with -Domni.fuzz.seed=%d", SEED).isEmpty();
        assertThat(omni.api().get("/health").status()).isEqualTo(200);
        Waiting.until(
                "it is ready still",
                Duration.ofSeconds(30),
                () -> omni.api().get("/ready").status(),
                s -> s == 200);
    }

    private List<FuzzedRequest.Operation> operations() {
        List<FuzzedRequest.Operation> operations = new ArrayList<>();
        JsonNode description = omni.api().read("/openapi.json");
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    // Streams never end, the reset is the other tests' foe, and readiness may rightly be a 503.
                    if (!path.getKey().contains("stream")
                            && !path.getKey().equals("/sandbox/reset")
                            && !path.getKey().equals("/ready")) {
                        List<String> parameters = new ArrayList<>();
                        method.getValue().path("parameters").forEach(p -> {
                            if (p.path("in").asString().equals("query")) {
                                parameters.add(p.path("name").asString());
                            }
                        });
                        operations.add(new FuzzedRequest.Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                parameters,
                                method.getValue().at("/requestBody/content/application~1json/example")));
                    }
                }));
        return operations;
    }

    private static @Nullable String problem(FuzzedRequest.Sent sent, Answer answer) {
        if (answer.status() >= 500) {
            return sent + " -> " + answer;
        }
        if (answer.status() >= 400 && !sent.method().equals("HEAD")) {
            try {
                JsonNode body = answer.json();
                if (!body.path("status").asString("").equals("error")
                        || body.at("/error/code").asString("").isEmpty()
                        || !body.at("/meta/request_id").asString("").equals(answer.header("X-Request-Id"))
                                // What is given again names the request that it was first given to.
                                && answer.header("Idempotency-Replayed").isEmpty()) {
                    return sent + " -> " + answer;
                }
            } catch (JacksonException e) {
                return sent + " -> " + answer;
            }
        }
        return null;
    }
}
