package io.omni.api.whole;

import static io.omni.api.whole.Api.EXECUTE;
import static io.omni.api.whole.Api.PIPELINES;
import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Api.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A branch has one pipeline at a time, however many ask for one in the same instant. */
@ExtendWith(SharedOmni.class)
@Timeout(180)
class TwoHundredAtOnceIT {
    private static final int CALLERS = 200;

    @Test
    void of_two_hundred_calls_for_a_branch_one_wins_and_the_others_are_told_who(RunningOmni omni) throws Exception {
        Api api = omni.api();
        BareRepository repository =
                BareRepository.copyOf(omni.sample(), omni.dataFolder().resolve("at-once.git"));
        String body = Api.sampleRequest(repository.url(), "main");

        List<Answer> answers = atOnce(() -> api.post(EXECUTE, body));

        List<Answer> accepted = answers.stream().filter(a -> a.status() == 202).toList();
        assertThat(accepted).hasSize(1);
        String winner = accepted.getFirst().json().path("pipeline_id").asString();
        assertThat(answers.stream().filter(a -> a.status() != 202))
                .hasSize(CALLERS - 1)
                .allSatisfy(a -> {
                    assertThat(a.status()).as(a.toString()).isEqualTo(409);
                    assertThat(a.errorCode()).isEqualTo("PIPELINE_RUNNING");
                    assertThat(a.json()
                                    .path("error")
                                    .path("details")
                                    .get(0)
                                    .path("field")
                                    .asString())
                            .isEqualTo("pipeline_id");
                    assertThat(a.json()
                                    .path("error")
                                    .path("details")
                                    .get(0)
                                    .path("message")
                                    .asString())
                            .isEqualTo(winner);
                });
        api.post(PIPELINES + "/" + winner + "/cancel?force=true");
        assertThat(api.ended(winner, Duration.ofSeconds(60)).path("status").asString())
                .isEqualTo("cancelled");
    }

    private static List<Answer> atOnce(java.util.function.Supplier<Answer> call) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<Answer>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(callers.submit(() -> {
                    start.await();
                    return call.get();
                }));
            }
            start.countDown();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> one : running) {
                answers.add(one.get(60, TimeUnit.SECONDS));
            }
            return answers;
        }
    }
}
