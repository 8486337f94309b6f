package io.omni.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.run.Diagnosis.Code;
import io.omni.api.run.Diagnosis.Dependency;
import io.omni.api.run.Diagnosis.Reason;
import io.omni.api.run.Diagnosis.Work;
import io.omni.events.pipeline.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    private static final Instant AT = Instant.parse("2026-01-15T10:30:05Z");
    private static final Dependency WELL =
            new Dependency("security-shield", "healthy", AT, "It answers.", null, "closed", null, null);

    private final Reasons reasons = new Reasons();

    @Test
    void a_node_that_is_not_heard_of_matters_more_than_anything_about_services() {
        Dependency failing = new Dependency(
                "security-shield",
                "unhealthy",
                AT,
                "It answers with status 503.",
                "redis",
                "open",
                AT,
                AT.plusSeconds(15));

        reasons.of(work("at_work", false, 0, failing));

        assertThat(reasons.sorted())
                .extracting(Reason::code)
                .containsExactly(Code.NODE_GONE, Code.BREAKER_OPEN, Code.SERVICE_UNHEALTHY);
        assertThat(reasons.sorted().getFirst().since()).isEqualTo(AT.minusSeconds(30));
        assertThat(reasons.summary())
                .startsWith("Node node_1, which works on stage validate, is not heard of")
                .contains("Calls to security-shield are held back until 2026-01-15T10:30:20Z.");
    }

    @Test
    void work_under_way_on_a_node_that_lives_is_just_that() {
        reasons.of(work("at_work", true, 0, WELL));

        assertThat(reasons.summary()).isEqualTo("Stage validate is at work on node node_1.");
    }

    @Test
    void work_that_is_due_says_how_much_is_before_it_and_work_that_is_put_off_until_when_and_why() {
        reasons.of(work("due", null, 0));
        reasons.of(work("scheduled", null, 0));

        assertThat(reasons.sorted()).extracting(Reason::code).containsExactly(Code.RETRY_SCHEDULED, Code.WORK_DUE);
        assertThat(reasons.summary())
                .contains("attempt 2, because of STAGE_FAILED: the service is away.")
                .contains("3 tasks are due before it and 8 are at work.");
    }

    @Test
    void what_is_missing_and_what_can_not_be_done_is_said() {
        reasons.of(work("missing", null, 2));
        reasons.of(work("being_staged", null, 0));

        assertThat(reasons.sorted())
                .extracting(Reason::code)
                .containsExactly(Code.TASK_MISSING, Code.TASK_FAILING, Code.BEING_STAGED);
    }

    private static Work work(String state, @Nullable Boolean alive, int failures, Dependency... services) {
        return new Work(
                "validate",
                1,
                2,
                state,
                AT,
                AT,
                alive == null ? null : "node_1",
                alive,
                alive == null ? null : AT.minusSeconds(30),
                3L,
                8L,
                failures,
                AT,
                new Problem("STAGE_FAILED", "the service is away."),
                List.of(services));
    }
}
