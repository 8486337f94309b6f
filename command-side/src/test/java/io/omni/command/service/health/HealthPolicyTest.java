package io.omni.command.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.service.ProbeSettings;
import io.omni.command.service.ServiceProbe.Answer;
import io.omni.command.service.ServiceProbe.Health;
import io.omni.command.service.ServiceProbe.Status;
import io.omni.events.service.ServiceGraph;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Given what is known, when a probe comes back, then this follows. */
class HealthPolicyTest {
    private static final Instant T0 = Instant.parse("2026-01-15T10:30:00Z");
    private static final Instant LONG_AGO = T0.minusSeconds(3600);
    private static final ServiceName POSTGRES = new ServiceName("postgres");
    private static final ServiceName REDIS = new ServiceName("redis");
    private static final ServiceName LITELLM = new ServiceName("litellm");
    private static final ServiceName CODER = new ServiceName("coder");

    private final ServiceGraph graph = ServiceGraph.of(
            Map.of(POSTGRES, List.of(), REDIS, List.of(), LITELLM, List.of(POSTGRES, REDIS), CODER, List.of(LITELLM)));
    private final HealthPolicy policy = new HealthPolicy(ProbeSettings.defaults());
    private final Map<ServiceName, Watch> watches = new HashMap<>();

    HealthPolicyTest() {
        for (ServiceName name : List.of(POSTGRES, REDIS, LITELLM, CODER)) {
            given(name, ServiceStatus.HEALTHY, LONG_AGO, null);
        }
    }

    @Test
    void the_first_probe_ever_counts_at_once() {
        given(POSTGRES, ServiceStatus.UNKNOWN, LONG_AGO, null);

        assertThat(probe(POSTGRES, Status.HEALTHY, T0)).isEqualTo(new Verdict.Changed(ServiceStatus.HEALTHY, null));
    }

    @Test
    void one_bad_probe_is_no_change_and_two_are() {
        assertThat(probe(POSTGRES, Status.UNHEALTHY, T0)).isEqualTo(new Verdict.AskAgainSoon());
        assertThat(probe(POSTGRES, Status.UNHEALTHY, T0.plusSeconds(2)))
                .isEqualTo(new Verdict.Changed(ServiceStatus.UNHEALTHY, null));
    }

    @Test
    void a_service_that_flaps_with_every_probe_stays_as_it_is() {
        for (int i = 0; i < 10; i++) {
            Status found = i % 2 == 0 ? Status.UNHEALTHY : Status.HEALTHY;
            assertThat(probe(POSTGRES, found, T0.plusSeconds(i))).isNotInstanceOf(Verdict.Changed.class);
        }
    }

    @Test
    void more_confirmations_take_more_probes() {
        HysteresisPolicy three = new HysteresisPolicy(3);
        Watch watch = watches.get(POSTGRES);
        for (int i = 0; i < 3; i++) {
            assertThat(three.change(watch)).isEmpty();
            watch = watch.after(health(POSTGRES, Status.DEGRADED, T0.plusSeconds(i)));
        }
        assertThat(three.change(watch)).contains(ServiceStatus.DEGRADED);
    }

    @Test
    void a_failure_below_explains_the_failure_above_down_to_its_root() {
        given(POSTGRES, ServiceStatus.UNHEALTHY, T0, null);
        given(LITELLM, ServiceStatus.UNHEALTHY, T0, POSTGRES);

        probe(CODER, Status.UNHEALTHY, T0);
        assertThat(probe(CODER, Status.UNHEALTHY, T0.plusSeconds(2)))
                .isEqualTo(new Verdict.Changed(ServiceStatus.UNHEALTHY, POSTGRES));
    }

    @Test
    void of_two_roots_it_is_the_one_that_has_failed_longer() {
        given(POSTGRES, ServiceStatus.UNHEALTHY, T0.minusSeconds(10), null);
        given(REDIS, ServiceStatus.UNHEALTHY, T0.minusSeconds(20), null);

        probe(LITELLM, Status.UNHEALTHY, T0);
        assertThat(probe(LITELLM, Status.UNHEALTHY, T0.plusSeconds(2)))
                .isEqualTo(new Verdict.Changed(ServiceStatus.UNHEALTHY, REDIS));
    }

    @Test
    void what_is_only_slow_below_does_not_explain_an_outage() {
        given(POSTGRES, ServiceStatus.DEGRADED, LONG_AGO, null);
        lookedAt(POSTGRES, ServiceStatus.DEGRADED, T0.plusSeconds(1));
        lookedAt(REDIS, ServiceStatus.HEALTHY, T0.plusSeconds(1));

        probe(LITELLM, Status.UNHEALTHY, T0);
        assertThat(probe(LITELLM, Status.UNHEALTHY, T0.plusSeconds(2)))
                .isEqualTo(new Verdict.Changed(ServiceStatus.UNHEALTHY, null));
        given(LITELLM, ServiceStatus.HEALTHY, LONG_AGO, null);
        probe(LITELLM, Status.DEGRADED, T0);
        assertThat(probe(LITELLM, Status.DEGRADED, T0.plusSeconds(2)))
                .isEqualTo(new Verdict.Changed(ServiceStatus.DEGRADED, POSTGRES));
    }

    @Test
    void a_victim_waits_until_what_is_below_it_has_been_asked_but_not_for_ever() {
        probe(LITELLM, Status.UNHEALTHY, T0);

        assertThat(probe(LITELLM, Status.UNHEALTHY, T0.plusSeconds(2))).isEqualTo(new Verdict.AskAgainSoon());
        lookedAt(POSTGRES, ServiceStatus.UNHEALTHY, T0.plusSeconds(3));
        lookedAt(REDIS, ServiceStatus.HEALTHY, T0.plusSeconds(3));
        assertThat(probe(LITELLM, Status.UNHEALTHY, T0.plusSeconds(4)))
                .as("postgres is in doubt")
                .isEqualTo(new Verdict.AskAgainSoon());
        assertThat(probe(LITELLM, Status.UNHEALTHY, T0.plusSeconds(15)))
                .isEqualTo(new Verdict.Changed(ServiceStatus.UNHEALTHY, null));
    }

    @Test
    void a_root_that_is_found_later_corrects_what_was_believed() {
        given(LITELLM, ServiceStatus.UNHEALTHY, T0, null);
        watches.computeIfPresent(LITELLM, (_, w) -> w.after(health(LITELLM, Status.UNHEALTHY, T0)));
        assertThat(probe(LITELLM, Status.UNHEALTHY, T0.plusSeconds(5))).isEqualTo(new Verdict.Keep());

        given(POSTGRES, ServiceStatus.UNHEALTHY, T0.plusSeconds(6), null);
        assertThat(probe(LITELLM, Status.UNHEALTHY, T0.plusSeconds(7))).isEqualTo(new Verdict.Corrected(POSTGRES));
    }

    @Test
    void when_the_root_is_gone_its_victims_get_time_before_each_is_a_cause_of_its_own() {
        given(LITELLM, ServiceStatus.UNHEALTHY, T0, POSTGRES);
        watches.computeIfPresent(LITELLM, (_, w) -> w.after(health(LITELLM, Status.UNHEALTHY, T0)));
        given(POSTGRES, ServiceStatus.HEALTHY, T0.plusSeconds(60), null);

        assertThat(probe(LITELLM, Status.UNHEALTHY, T0.plusSeconds(61))).isEqualTo(new Verdict.Keep());
        assertThat(probe(LITELLM, Status.UNHEALTHY, T0.plusSeconds(91))).isEqualTo(new Verdict.Corrected(null));
    }

    @Test
    void what_recovers_has_no_root_cause() {
        given(LITELLM, ServiceStatus.UNHEALTHY, T0, POSTGRES);
        probe(LITELLM, Status.HEALTHY, T0.plusSeconds(1));

        assertThat(probe(LITELLM, Status.HEALTHY, T0.plusSeconds(2)))
                .isEqualTo(new Verdict.Changed(ServiceStatus.HEALTHY, null));
    }

    @Test
    void uptime_is_what_the_service_says_or_since_it_was_first_seen_up() {
        Watch watch = watches.get(POSTGRES).after(health(POSTGRES, Status.HEALTHY, T0));
        assertThat(watch.after(health(POSTGRES, Status.HEALTHY, T0.plusSeconds(9)))
                        .upSince())
                .isEqualTo(T0);
        assertThat(watch.after(health(POSTGRES, Status.UNHEALTHY, T0.plusSeconds(9)))
                        .upSince())
                .isNull();
        Health told = new Health(
                "postgres", Status.HEALTHY, "", 1L, T0, new Answer(Duration.ofMillis(1), "17.1", Duration.ofHours(1)));
        assertThat(watch.after(told).upSince()).isEqualTo(T0.minusSeconds(3600));
        assertThat(watch.after(told).after(health(POSTGRES, Status.HEALTHY, T0)).version())
                .isEqualTo("17.1");
    }

    @Test
    void latencies_are_kept_by_half_hours() {
        Watch watch = watches.get(POSTGRES)
                .after(health(POSTGRES, Status.HEALTHY, T0))
                .after(health(POSTGRES, Status.UNHEALTHY, T0.plusSeconds(1799)));
        assertThat(watch.slot().start()).isEqualTo(T0);
        assertThat(watch.slot().checks()).isEqualTo(2);
        assertThat(watch.slot().available()).isEqualTo(1);
        assertThat(watch.slot().latency()).hasSizeLessThan(100);

        Watch next = watch.after(health(POSTGRES, Status.HEALTHY, T0.plusSeconds(1800)));
        assertThat(next.slot().start()).isEqualTo(T0.plusSeconds(1800));
        assertThat(next.slot().checks()).isEqualTo(1);
        assertThat(new Finding("c", watch, next, Duration.ZERO).endsSlot()).isTrue();
    }

    @Test
    void pauses_vary_around_the_interval_and_doubt_shortens_them_less_the_more_lies_below() {
        ProbePlan plan = new ProbePlan(ProbeSettings.defaults(), new SplittableRandom(1));

        for (int i = 0; i < 100; i++) {
            assertThat(plan.usual()).isBetween(Duration.ofMillis(13_500), Duration.ofMillis(16_500));
            assertThat(plan.first()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(15));
        }
        assertThat(plan.soon(0)).isEqualTo(Duration.ofMillis(1_875));
        assertThat(plan.soon(1)).isEqualTo(Duration.ofMillis(3_750));
        assertThat(plan.soon(100)).isEqualTo(Duration.ofSeconds(15));
    }

    private void given(ServiceName name, ServiceStatus status, Instant since, ServiceName root) {
        watches.put(name, new Watch(name, status, since, root, null, 0, null, LONG_AGO, null, null, null, null));
    }

    private void lookedAt(ServiceName name, ServiceStatus found, Instant at) {
        watches.computeIfPresent(name, (_, w) -> w.after(health(name, Status.valueOf(found.name()), at)));
    }

    private Verdict probe(ServiceName name, Status found, Instant at) {
        Watch after = watches.get(name).after(health(name, found, at));
        watches.put(name, after);
        return policy.judge(after, graph, watches, at);
    }

    private static Health health(ServiceName name, Status found, Instant at) {
        Answer answer = found == Status.UNHEALTHY ? null : new Answer(Duration.ofMillis(3), null, null);
        return new Health(name.value(), found, "why", answer == null ? null : 3L, at, answer);
    }
}
