package io.omni.command.content.work;

import io.omni.events.content.JobId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The jobs at work on this node, and how to stop them. */
@Component
class RunningJobs {

    /** Why a job at work was told to stop. */
    enum StopReason {
        /** It is to be cancelled. */
        CANCELLED,
        /** This node shuts down; another one takes the work over. */
        SHUTDOWN
    }

    private final Map<JobId, Running> running = new ConcurrentHashMap<>();
    private volatile boolean shuttingDown;

    /** One job at work. */
    record Running(Future<?> work, AtomicReference<@Nullable StopReason> stopped) {
        void stop(StopReason reason) {
            if (stopped.compareAndSet(null, reason)) {
                work.cancel(true);
            }
        }
    }

    /** A job begins; null when it is at work already. */
    @Nullable
    Running begin(JobId job, Future<?> work) {
        Running one = new Running(work, new AtomicReference<>());
        if (running.putIfAbsent(job, one) != null) {
            return null;
        }
        if (shuttingDown) {
            one.stop(StopReason.SHUTDOWN);
        }
        return one;
    }

    void end(JobId job) {
        running.remove(job);
    }

    boolean has(JobId job) {
        return running.containsKey(job);
    }

    Set<JobId> jobs() {
        return Set.copyOf(running.keySet());
    }

    void stop(JobId job, StopReason reason) {
        Running one = running.get(job);
        if (one != null) {
            one.stop(reason);
        }
    }

    void stopAllForShutdown() {
        shuttingDown = true;
        running.values().forEach(one -> one.stop(StopReason.SHUTDOWN));
    }
}
