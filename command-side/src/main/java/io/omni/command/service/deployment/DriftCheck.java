package io.omni.command.service.deployment;

import io.omni.command.secret.SecretLook;
import io.omni.command.service.deployment.Drift.Difference;
import io.omni.command.service.deployment.Drift.Status;
import io.omni.command.service.runtime.ContainerRuntime;
import io.omni.command.service.runtime.ContainerRuntime.Container;
import io.omni.command.service.runtime.RuntimeTrouble;
import io.omni.events.service.deployment.ConfigValue;
import io.omni.events.service.deployment.ServiceDeploymentState;
import io.omni.events.service.deployment.ServiceSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the last restart applied with the container that runs. It asks the container engine each time, but doesn't keep a reader
 * waiting for one that is slow.
 */
public final class DriftCheck implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int NANO = 9;

    private final ContainerRuntime runtime;
    private final RecordedValues values;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    DriftCheck(ContainerRuntime runtime, RecordedValues values) {
        this.runtime = runtime;
        this.values = values;
    }

    /**
     * Compares.
     *
     * @param deployment what is recorded
     * @param container the name of the service's container
     */
    public Drift of(ServiceDeploymentState deployment, String container) {
        if (deployment.applied().version() == 0) {
            return new Drift(Status.NONE, null, List.of());
        }
        Future<Optional<Container>> asked = threads.submit(() -> runtime.find(container));
        try {
            return asked.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                    .map(found -> compared(deployment, found))
                    .orElseGet(() -> unknown("the container engine has no container named " + container));
        } catch (TimeoutException e) {
            return unknown("the container engine did not answer in time");
        } catch (ExecutionException e) {
            return unknown(
                    e.getCause() instanceof RuntimeTrouble trouble
                            ? String.valueOf(trouble.getMessage())
                            : "the container engine could not be asked");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown("the server is being stopped");
        } finally {
            asked.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Drift compared(ServiceDeploymentState deployment, Container running) {
        ServiceSettings applied = deployment.applied();
        List<Difference> differences = new ArrayList<>();
        for (Map.Entry<String, ConfigValue> entry : applied.environment().entrySet()) {
            String name = entry.getKey();
            ConfigValue recorded = entry.getValue();
            String value = running.environment().get(name);
            if (value == null || !values.isSame(deployment.service(), name, recorded, value)) {
                differences.add(new Difference("environment." + name, recorded.shown(), shown(name, recorded, value)));
            }
        }
        String memory = applied.memoryLimit();
        if (memory != null && Limits.memoryBytes(memory).orElse(0) != running.memoryBytes()) {
            differences.add(new Difference("resources.memory_limit", memory, running.memoryBytes() + "b"));
        }
        String cpus = applied.cpuLimit();
        if (cpus != null && Limits.nanoCpus(cpus).orElse(0) != running.nanoCpus()) {
            differences.add(new Difference("resources.cpu_limit", cpus, cpus(running.nanoCpus())));
        }
        return new Drift(differences.isEmpty() ? Status.NONE : Status.DRIFTED, null, differences);
    }

    private static @Nullable String shown(String name, ConfigValue recorded, @Nullable String running) {
        return running == null || (recorded.text() != null && !SecretLook.isSecret(name, running))
                ? running
                : ConfigValue.REDACTED;
    }

    private static String cpus(long nanos) {
        return BigDecimal.valueOf(nanos, NANO).stripTrailingZeros().toPlainString();
    }

    private static Drift unknown(String reason) {
        return new Drift(Status.UNKNOWN, reason, List.of());
    }
}
