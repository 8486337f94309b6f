package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Api.Answer;
import io.omni.api.whole.Described.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Sends every described operation what it doesn't expect. Ten thousand requests unless {@code -Domni.fuzz.requests} says otherwise; a
 * failure shows the smallest request that was found to bring it about, and names the seed, which {@code -Domni.fuzz.seed} takes.
 */
@Timeout(3_600)
@ExtendWith(SharedOmni.class)
class FuzzIT {
    private static final int REQUESTS = Integer.getInteger("omni.fuzz.requests", 10_000);
    private static final long SEED = Long.getLong("omni.fuzz.seed", 20260101);
    private static final int AT_ONCE = 8;
    private static final int MOST_SHRINKS = 100;

    private final RunningOmni omni;

    FuzzIT(RunningOmni omni) {
        this.omni = omni;
    }

    @Test
    void whatever_is_sent_the_answer_is_no_fault_and_has_the_error_shape() {
        List<String> wrong = new ArrayList<>();
        JqwikSession.run(() -> wrong.addAll(smallest(send())));

        assertThat(wrong).as("with -Domni.fuzz.seed=%d", SEED).isEmpty();
        assertThat(omni.api().get("/health").status()).isEqualTo(200);
        Waiting.until(
                "it is ready still",
                Duration.ofSeconds(30),
                () -> omni.api().get("/ready").status(),
                s -> s == 200);
    }

    /** Sends them all, and gives those that were answered badly. */
    private List<Shrinkable<FuzzedRequest>> send() throws Exception {
        JsonNode description = omni.api().read("/openapi.json");
        RandomGenerator<FuzzedRequest> requests =
                FuzzedRequest.to(operations(), description).generator(1_000);
        Random random = new Random(SEED);
        ConcurrentLinkedQueue<Shrinkable<FuzzedRequest>> bad = new ConcurrentLinkedQueue<>();
        Semaphore free = new Semaphore(AT_ONCE);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < REQUESTS && bad.isEmpty(); i++) {
                Shrinkable<FuzzedRequest> request = requests.next(random);
                FuzzedRequest wanted = request.value();
                free.acquire();
                all.add(callers.submit(() -> {
                    try {
                        if (problem(wanted) != null) {
                            bad.add(request);
                        }
                    } finally {
                        free.release();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        return List.copyOf(bad);
    }

    private List<String> smallest(List<Shrinkable<FuzzedRequest>> bad) {
        List<String> problems = new ArrayList<>();
        for (Shrinkable<FuzzedRequest> request : bad) {
            Shrinkable<FuzzedRequest> smallest = request;
            for (int i = 0; i < MOST_SHRINKS; i++) {
                Optional<Shrinkable<FuzzedRequest>> smaller = smallest.shrink()
                        .limit(MOST_SHRINKS)
                        .filter(candidate -> problem(candidate.value()) != null)
                        .findFirst();
                if (smaller.isEmpty()) {
                    break;
                }
                smallest = smaller.get();
            }
            String now = problem(smallest.value());
            problems.add(now != null ? now : request.value() + " -> wrong, but only then");
        }
        return problems;
    }

    private List<Operation> operations() {
        // Streams never end, the reset is the other tests' foe, and readiness may rightly be a 503.
        Set<String> leftOut = Set.of("/api/v1/events/stream", "/sandbox/reset", "/ready");
        return Described.by(omni.api()).operations().stream()
                .filter(operation -> !leftOut.contains(operation.path()))
                .toList();
    }

    private @Nullable String problem(FuzzedRequest sent) {
        Answer answer = omni.api()
                .sendBytes(
                        sent.method(), sent.path(), sent.body(), sent.headers().toArray(String[]::new));
        boolean right = answer.status() < 400
                || answer.status() < 500 && (sent.method().equals("HEAD") || hasErrorShape(answer));
        return right ? null : sent + " -> " + answer;
    }

    private static boolean hasErrorShape(Answer answer) {
        try {
            JsonNode body = answer.json();
            return body.path("status").asString("").equals("error")
                    && !body.at("/error/code").asString("").isEmpty()
                    // What is given again names the request that it was first given to.
                    && (!answer.header("Idempotency-Replayed").isEmpty()
                            || body.at("/meta/request_id").asString("").equals(answer.header("X-Request-Id")));
        } catch (JacksonException e) {
            return false;
        }
    }
}
