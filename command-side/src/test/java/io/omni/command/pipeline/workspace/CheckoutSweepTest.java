package io.omni.command.pipeline.workspace;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.omni.command.pipeline.PipelineReader;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckoutSweepTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private final Workspaces workspaces = mock();
    private final PipelineReader pipelines = mock();
    private final CheckoutSweep sweep = new CheckoutSweep(workspaces, pipelines, Clock.fixed(NOW, ZoneOffset.UTC));
    private final PipelineId id = PipelineId.next();

    @AfterEach
    void stop() {
        sweep.destroy();
    }

    @Test
    void the_checkout_of_a_pipeline_that_ended_a_while_ago_is_removed() {
        given(state(true, NOW.minus(Duration.ofMinutes(11))));

        sweep.sweep();

        verify(workspaces).discard(id);
    }

    @Test
    void the_checkout_of_a_pipeline_that_just_ended_or_still_runs_stays() {
        given(state(true, NOW.minus(Duration.ofMinutes(9))));
        sweep.sweep();
        given(state(false, null));
        sweep.sweep();

        verify(workspaces, never()).discard(id);
    }

    @Test
    void the_checkout_of_a_pipeline_that_nobody_knows_is_removed() {
        given(null);

        sweep.sweep();

        verify(workspaces).discard(id);
    }

    private void given(@Nullable PipelineState state) {
        when(workspaces.present()).thenReturn(List.of(id));
        when(pipelines.stored(id)).thenReturn(Optional.ofNullable(state));
    }

    private static PipelineState state(boolean ended, @Nullable Instant completedAt) {
        PipelineState state = mock();
        when(state.isEnded()).thenReturn(ended);
        when(state.completedAt()).thenReturn(completedAt);
        return state;
    }
}
