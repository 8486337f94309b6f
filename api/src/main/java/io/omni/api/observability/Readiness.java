package io.omni.api.observability;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks all checks side by side, and waits for none of them longer than is sensible. */
@Component
class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<ReadinessCheck> checks;

    Readiness(ObjectProvider<ReadinessCheck> checks) {
        this.checks = checks.orderedStream().toList();
    }

    /** Whether all hold, and what each has to say. */
    record Verdict(boolean ready, Map<String, Object> checks) {}

    Verdict ask() throws InterruptedException {
        Map<String, FutureTask<ReadinessCheck.Result>> running = new LinkedHashMap<>();
        for (ReadinessCheck check : checks) {
            FutureTask<ReadinessCheck.Result> task = new FutureTask<>(check::check);
            running.put(check.name(), task);
            Thread.ofVirtual().name("ready-" + check.name()).start(task);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean ready = true;
        Map<String, Object> reports = new LinkedHashMap<>();
        for (Map.Entry<String, FutureTask<ReadinessCheck.Result>> entry : running.entrySet()) {
            ReadinessCheck.Result result = result(entry.getKey(), entry.getValue(), deadline - System.nanoTime());
            ready &= result.ready();
            reports.put(entry.getKey(), result.report());
        }
        return new Verdict(ready, reports);
    }

    private static ReadinessCheck.Result result(String name, FutureTask<ReadinessCheck.Result> task, long nanos)
            throws InterruptedException {
        try {
            return task.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            task.cancel(true);
            return ReadinessCheck.Result.failed("did not answer in time");
        } catch (ExecutionException failed) {
            LOG.warn("The readiness check {} failed", name, failed.getCause());
            return ReadinessCheck.Result.failed("failed");
        }
    }
}
