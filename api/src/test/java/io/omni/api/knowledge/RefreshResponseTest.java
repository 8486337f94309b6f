package io.omni.api.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.events.knowledge.KnowledgeRefreshed;
import io.omni.events.knowledge.RefreshEvent;
import io.omni.events.knowledge.RefreshId;
import io.omni.events.knowledge.RefreshPlanned;
import io.omni.events.knowledge.RefreshStarted;
import io.omni.events.knowledge.RefreshState;
import io.omni.events.knowledge.SourceRefreshed;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshResponseTest {
    private static final RefreshId ID = RefreshId.next();

    @Test
    void sources_that_were_named_wait_until_it_is_known_what_is_worked_on() {
        assertThat(progress(started("wiki", "qdrant"))).containsExactly("wiki pending", "qdrant pending");
        assertThat(progress(started("all"))).isEmpty();
    }

    @Test
    void of_what_is_worked_on_the_first_that_is_not_done_with_runs_and_the_others_wait() {
        RefreshPlanned planned = new RefreshPlanned(ID, List.of("handbook", "code", "semantic_cache"));

        assertThat(progress(started("all"), planned))
                .containsExactly("handbook running", "code pending", "semantic_cache pending");
        assertThat(progress(started("all"), planned, new SourceRefreshed(ID, "handbook", "fresh")))
                .containsExactly("handbook completed", "code running", "semantic_cache pending");
    }

    @Test
    void nothing_runs_after_the_end() {
        assertThat(progress(
                        started("wiki"),
                        new RefreshPlanned(ID, List.of("wiki")),
                        new SourceRefreshed(ID, "wiki", "ingested"),
                        new KnowledgeRefreshed(ID, 1, 0)))
                .containsExactly("wiki completed");
    }

    private static RefreshStarted started(String... sources) {
        return new RefreshStarted(ID, List.of(sources), false, false, List.of());
    }

    private static List<String> progress(RefreshEvent... events) {
        @Nullable RefreshState state = null;
        for (RefreshEvent event : events) {
            state = RefreshState.evolve(state, event, Instant.EPOCH);
        }
        return RefreshResponse.of(Objects.requireNonNull(state)).progress().stream()
                .map(source -> source.source() + " " + source.status())
                .toList();
    }
}
