package io.omni.command.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.service.ServiceProbe.Answer;
import io.omni.command.service.ServiceProbe.Health;
import io.omni.command.service.ServiceProbe.Status;
import io.omni.events.service.ServiceDefinition;
import io.omni.events.service.ServiceHealthChanged;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceRegistered;
import io.omni.events.service.ServiceRetired;
import io.omni.events.service.ServiceStatus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

@Timeout(120)
class ProbeTableTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Instant T0 = Instant.parse("2026-01-15T10:30:00Z");

    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;
    private static JdbcTemplate jdbc;

    private final ProbeTable table = new ProbeTable(dataSource);
    private final WhenServiceChangesPlanItsProbes plans = new WhenServiceChangesPlanItsProbes(dataSource);

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        dataSource = postgres.getPostgresDatabase();
        jdbc = new JdbcTemplate(dataSource);
        Flyway.configure()
                .dataSource(dataSource)
                .locations("filesystem:../projections/src/main/resources/db/migration")
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        jdbc.execute("TRUNCATE service_probe, service_history");
    }

    @Test
    void nodes_that_claim_at_the_same_time_never_claim_the_same_service() throws Exception {
        for (int i = 0; i < 200; i++) {
            register("service-" + i);
        }
        List<Callable<List<Watch>>> nodes = new ArrayList<>();
        for (int node = 0; node < 8; node++) {
            String name = "node-" + node;
            nodes.add(() -> {
                List<Watch> mine = new ArrayList<>();
                for (int round = 0; round < 10; round++) {
                    mine.addAll(table.claim(name + "/" + round, 7, LEASE));
                }
                return mine;
            });
        }
        List<ServiceName> claimed = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (var one : threads.invokeAll(nodes)) {
                one.get().forEach(watch -> claimed.add(watch.service()));
            }
        }

        assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
        assertThat(table.claim("late", 10, LEASE)).isEmpty();
    }

    @Test
    void what_a_dead_node_held_is_due_again_and_its_late_answer_is_not_written() {
        register("a");
        Watch before = table.claim("dead", 10, Duration.ofMillis(-1)).getFirst();

        Watch again = table.claim("alive", 10, LEASE).getFirst();
        table.write(List.of(finding("dead", before, Status.UNHEALTHY, T0)));
        assertThat(find("a").observed()).isNull();
        table.write(List.of(finding("alive", again, Status.HEALTHY, T0)));

        assertThat(find("a").observed()).isEqualTo(ServiceStatus.HEALTHY);
    }

    @Test
    void what_was_written_comes_back_and_the_service_is_not_due_before_its_pause_is_over() {
        register("a");
        Watch before = table.claim("c", 10, LEASE).getFirst();
        Finding finding = finding("c", before, Status.HEALTHY, T0);

        table.write(List.of(finding));

        assertThat(find("a")).usingRecursiveComparison().isEqualTo(finding.after());
        assertThat(table.claim("d", 10, LEASE)).isEmpty();
        table.hasten(List.of(new ServiceName("a")), true);
        assertThat(table.claim("d", 10, LEASE))
                .as("status is unknown, so it may be hastened")
                .hasSize(1);
    }

    @Test
    void one_that_is_hastened_while_it_is_asked_is_asked_again_and_not_twice_at_once() {
        register("a");
        Watch before = table.claim("c", 10, LEASE).getFirst();
        table.hasten(List.of(before.service()), false);

        assertThat(table.claim("d", 10, LEASE)).isEmpty();
        table.write(List.of(finding("c", before, Status.HEALTHY, T0)));

        assertThat(table.claim("d", 10, LEASE)).hasSize(1);
    }

    @Test
    void a_half_hour_that_is_over_is_kept_and_one_of_yesterday_forgotten() {
        register("a");
        jdbc.update("INSERT INTO service_history VALUES ('a', now() - interval '26 hours', 1, 1, NULL)");
        // The database forgets by its own clock.
        Instant today = Instant.now();
        Watch first = table.claim("c", 10, LEASE).getFirst();
        table.write(List.of(finding("c", first, Status.HEALTHY, today)));
        jdbc.update("UPDATE service_probe SET due_at = now()");
        Watch second = table.claim("d", 10, LEASE).getFirst();

        table.write(List.of(finding("d", second, Status.HEALTHY, today.plusSeconds(1800))));

        assertThat(jdbc.queryForList("SELECT checks FROM service_history", Integer.class))
                .containsExactly(1);
        assertThat(find("a").slot().checks()).isEqualTo(1);
    }

    @Test
    void the_events_say_who_is_asked_and_what_is_believed_and_old_ones_change_nothing() {
        register("a");
        ServiceHealthChanged failed = new ServiceHealthChanged(
                new ServiceName("a"), ServiceStatus.UNKNOWN, ServiceStatus.UNHEALTHY, "", null, new ServiceName("b"));
        plans.on(failed, T0, 1);
        assertThat(find("a").status()).isEqualTo(ServiceStatus.UNHEALTHY);
        assertThat(find("a").rootCause()).isEqualTo(new ServiceName("b"));

        register("a");
        assertThat(find("a").status()).as("the registration was seen before").isEqualTo(ServiceStatus.UNHEALTHY);
        plans.on(new ServiceRetired(new ServiceName("a")), 2);

        assertThat(table.claim("c", 10, LEASE)).isEmpty();
        assertThat(table.find(List.of(new ServiceName("a")))).isEmpty();
    }

    private void register(String name) {
        plans.on(
                new ServiceRegistered(
                        new ServiceName(name),
                        new ServiceDefinition(null, "c", 1, "T", "/", false, List.of(), List.of(), null)),
                T0,
                0);
    }

    private Watch find(String name) {
        return table.find(List.of(new ServiceName(name))).get(new ServiceName(name));
    }

    private static Finding finding(String claim, Watch before, Status found, Instant at) {
        Health health =
                new Health(before.service().value(), found, "", 3L, at, new Answer(Duration.ofMillis(3), "1.2", null));
        return new Finding(claim, before, before.after(health), Duration.ofMinutes(1));
    }
}
