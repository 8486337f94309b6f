package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.PipelineReader;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Removes this machine's checkouts of pipelines that ended a while ago, or that the store doesn't know. A pipeline that is retried
 * later gets a new checkout.
 */
@Component
class CheckoutSweep implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(CheckoutSweep.class);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final Workspaces workspaces;
    private final PipelineReader pipelines;
    private final Clock clock;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("checkout-sweep").daemon().factory());

    CheckoutSweep(Workspaces workspaces, PipelineReader pipelines, Clock clock) {
        this.workspaces = workspaces;
        this.pipelines = pipelines;
        this.clock = clock;
        sweeper.scheduleWithFixedDelay(this::sweep, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void destroy() {
        sweeper.shutdownNow();
    }

    void sweep() {
        try {
            for (PipelineId pipeline : workspaces.present()) {
                if (isOver(pipeline)) {
                    workspaces.discard(pipeline);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Old checkouts could not all be removed; they are looked at again later", e);
        }
    }

    private boolean isOver(PipelineId pipeline) {
        PipelineState state = pipelines.stored(pipeline).orElse(null);
        if (state == null) {
            return true;
        }
        Instant ended = state.completedAt();
        return state.isEnded() && ended != null && ended.plus(KEPT).isBefore(clock.instant());
    }
}
