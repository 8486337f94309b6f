package io.omni.command.pipeline.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.pipeline.generate.Fixtures;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServicePlacement;
import io.omni.command.service.ServiceProbe;
import io.omni.command.service.ServiceProbe.Health;
import io.omni.command.service.ServiceProbe.Status;
import io.omni.command.service.YamlServiceCatalog;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.Check.Verdict;
import io.omni.events.pipeline.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MonitorStageTest {
    private final ServiceCatalog catalog = YamlServiceCatalog.platform(ServicePlacement.PLATFORM_NETWORK);

    @Test
    void the_services_of_the_stages_that_ran_are_watched_and_measured() throws Exception {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        var result = stage(name -> {
                    asked.add(name);
                    return health(name, Status.HEALTHY);
                })
                .execute(Fixtures.first(Stage.MONITOR, null));

        // No stage has run in this pipeline, so only the deployment's services count.
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "backup-fortress", "source-control", "container-manager", "gateway-sentinel");
        assertThat(result.checks()).extracting(Check::verdict).containsOnly(Verdict.PASSED);
        assertThat(result.output()).containsEntry("watched", 4);
        assertThat((Integer) result.output().get("rounds")).isPositive();
        assertThat(result.output().get("services"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .hasSize(4)
                .hasEntrySatisfying(
                        "source-control",
                        v -> assertThat((Map<?, ?>) v)
                                .containsEntry(cast("availability"), cast(1.0))
                                .containsEntry(cast("latency_p99_ms"), cast(3L)));
    }

    @Test
    void an_unhealthy_critical_service_is_an_error_and_another_a_warning() throws Exception {
        var result = stage(name -> health(
                        name,
                        Set.of("source-control", "backup-fortress").contains(name) ? Status.UNHEALTHY : Status.HEALTHY))
                .execute(Fixtures.first(Stage.MONITOR, null));

        assertThat(result.checks()).hasSize(2).allSatisfy(check -> {
            assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(check.measured()).isEqualTo(1.0);
            assertThat(check.threshold()).isZero();
        });
        assertThat(result.checks().getFirst().severity()).isEqualTo(Check.Severity.ERROR);
        assertThat(result.checks().getFirst().message()).contains("source-control");
        assertThat(result.checks().getLast().severity()).isEqualTo(Check.Severity.WARNING);
        assertThat(result.checks().getLast().message()).contains("backup-fortress");
    }

    @Test
    void one_failed_probe_alone_is_no_verdict() throws Exception {
        var asked = new AtomicInteger();
        // The first probe alone takes longer than the window.
        var settings = new MonitorSettings(Duration.ofMillis(1), Duration.ofMillis(1));
        var result = new MonitorStage(
                        catalog,
                        name -> health(
                                name,
                                name.equals("source-control") && asked.incrementAndGet() == 1
                                        ? Status.UNHEALTHY
                                        : Status.HEALTHY),
                        settings)
                .execute(Fixtures.first(Stage.MONITOR, null));

        assertThat(asked.get()).isEqualTo(2);
        assertThat(result.checks()).extracting(Check::verdict).containsOnly(Verdict.PASSED);
    }

    @Test
    void an_interrupt_ends_the_watch() throws Exception {
        var watching = new CountDownLatch(1);
        var settings = new MonitorSettings(Duration.ofMinutes(10), Duration.ofMinutes(1));
        var stage = new MonitorStage(
                catalog,
                name -> {
                    watching.countDown();
                    return health(name, Status.HEALTHY);
                },
                settings);
        var outcome = new AtomicReference<Throwable>();
        Thread worker = Thread.ofVirtual().start(() -> {
            try {
                stage.execute(Fixtures.first(Stage.MONITOR, null));
            } catch (InterruptedException e) {
                outcome.set(e);
            }
        });
        watching.await();
        worker.interrupt();
        worker.join();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }

    private MonitorStage stage(ServiceProbe probe) {
        return new MonitorStage(catalog, probe, new MonitorSettings(Duration.ofMillis(20), Duration.ofMillis(5)));
    }

    private static Health health(String name, Status status) {
        return new Health(name, status, "It said so.", status == Status.UNHEALTHY ? null : 3L, Fixtures.NOW);
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
