package io.omni.projection.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.events.service.ServiceDefinition;
import io.omni.events.service.ServiceEvent;
import io.omni.events.service.ServiceHealthChanged;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceRegistered;
import io.omni.events.service.ServiceRetired;
import io.omni.events.service.ServiceRootCauseCorrected;
import io.omni.events.service.ServiceStatus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class ServiceProjectionsTest {
    private static final Instant T0 = Instant.parse("2026-01-15T10:30:00Z");
    private static final ServiceName POSTGRES = new ServiceName("postgres");
    private static final ServiceName LITELLM = new ServiceName("litellm");
    private static final ServiceName CODER = new ServiceName("coder");

    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;
    private static JdbcTemplate jdbc;

    private final List<AnnotationEventHandlerAdapter> handlers = List.of(
            new AnnotationEventHandlerAdapter(new ServiceProjection(new ServiceViewTable(
                    dataSource,
                    JsonMapper.builder()
                            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                            .build()))),
            new AnnotationEventHandlerAdapter(new IncidentProjection(new IncidentTable(dataSource))));
    private final Map<ServiceName, Long> sequences = new HashMap<>();
    private final List<TrackedEventMessage<?>> stored = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        dataSource = postgres.getPostgresDatabase();
        jdbc = new JdbcTemplate(dataSource);
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        jdbc.execute("TRUNCATE service_view, incident_view, affected_view");
        happen(registered(POSTGRES), registered(LITELLM), registered(CODER));
    }

    @Test
    void services_are_rows_in_the_order_of_their_registration() {
        happen(failed(LITELLM, null), new ServiceRetired(CODER));

        assertThat(jdbc.queryForList(
                        "SELECT service || ' ' || active || ' ' || version FROM service_view ORDER BY registered",
                        String.class))
                .containsExactly("postgres true 1", "litellm true 2", "coder false 2");
        assertThat(jdbc.queryForObject("SELECT state FROM service_view WHERE service = 'litellm'", String.class))
                .contains("\"status\":\"unhealthy\"");
    }

    @Test
    void events_that_come_again_change_nothing_and_a_gap_is_refused() {
        happen(failed(LITELLM, null));
        String before = jdbc.queryForObject("SELECT string_agg(v::text, ',') FROM service_view v", String.class);

        handle(handlers.getFirst(), stored);

        assertThat(jdbc.queryForObject("SELECT string_agg(v::text, ',') FROM service_view v", String.class))
                .isEqualTo(before);
        sequences.merge(LITELLM, 1L, Long::sum);
        assertThatThrownBy(() -> happen(healthy(LITELLM))).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void one_failure_and_its_victims_are_one_incident() {
        happen(failed(POSTGRES, null), failed(LITELLM, POSTGRES), failed(CODER, POSTGRES));

        assertThat(open()).containsExactly("postgres unhealthy: litellm, coder");
    }

    @Test
    void the_incident_closes_with_its_cause_and_keeps_whom_it_affected() {
        happen(failed(POSTGRES, null), failed(LITELLM, POSTGRES), healthy(POSTGRES), healthy(LITELLM));

        assertThat(open()).isEmpty();
        assertThat(jdbc.queryForObject(
                        "SELECT service || ' ' || extract(epoch FROM closed_at - opened_at)::int FROM incident_view",
                        String.class))
                .isEqualTo("postgres 2");
        assertThat(jdbc.queryForList("SELECT service FROM affected_view WHERE until IS NOT NULL", String.class))
                .containsExactly("litellm");
    }

    @Test
    void a_cause_that_is_found_later_takes_the_victims_incident_over() {
        happen(
                failed(LITELLM, null),
                failed(CODER, LITELLM),
                failed(POSTGRES, null),
                new ServiceRootCauseCorrected(LITELLM, null, POSTGRES),
                new ServiceRootCauseCorrected(CODER, LITELLM, POSTGRES));

        assertThat(open()).containsExactly("postgres unhealthy: litellm, coder");
        assertThat(jdbc.queryForList(
                        "SELECT service FROM incident_view WHERE merged_into ="
                                + " (SELECT incident_id FROM incident_view WHERE service = 'postgres')",
                        String.class))
                .containsExactly("litellm");
    }

    @Test
    void a_victim_that_goes_on_failing_by_itself_gets_an_incident_of_its_own() {
        happen(
                failed(POSTGRES, null),
                failed(LITELLM, POSTGRES),
                healthy(POSTGRES),
                new ServiceRootCauseCorrected(LITELLM, POSTGRES, null));

        assertThat(open()).containsExactly("litellm unhealthy: ");
    }

    @Test
    void a_victim_of_a_victim_or_of_one_that_has_just_recovered_finds_its_incident() {
        happen(failed(POSTGRES, null), failed(LITELLM, POSTGRES), failed(CODER, LITELLM));
        assertThat(open()).containsExactly("postgres unhealthy: litellm, coder");

        happen(healthy(CODER), healthy(LITELLM), healthy(POSTGRES), failed(LITELLM, POSTGRES));
        assertThat(open()).isEmpty();
        assertThat(jdbc.queryForList("SELECT service FROM affected_view WHERE until IS NULL", String.class))
                .containsExactly("litellm");
    }

    @Test
    void a_cause_that_nobody_knows_leaves_the_failure_its_own() {
        happen(failed(LITELLM, new ServiceName("nobody")));

        assertThat(open()).containsExactly("litellm unhealthy: ");
    }

    @Test
    void a_retired_service_has_no_open_incident() {
        happen(failed(POSTGRES, null), new ServiceRetired(POSTGRES));

        assertThat(open()).isEmpty();
    }

    @Test
    void a_replay_gives_the_same_incidents_the_same_ids() {
        happen(failed(POSTGRES, null), failed(LITELLM, POSTGRES), healthy(POSTGRES));
        String all = "SELECT string_agg(i::text, ',' ORDER BY incident_id) FROM incident_view i";
        String before = jdbc.queryForObject(all, String.class);

        jdbc.execute("TRUNCATE incident_view, affected_view");
        handle(handlers.getLast(), stored);

        assertThat(jdbc.queryForObject(all, String.class)).isEqualTo(before);
    }

    private static List<String> open() {
        return jdbc.queryForList(
                "SELECT i.service || ' ' || i.status || ': ' || coalesce((SELECT string_agg(service, ', ' ORDER BY since)"
                        + " FROM affected_view a WHERE a.incident_id = i.incident_id AND until IS NULL), '')"
                        + " FROM incident_view i WHERE closed_at IS NULL ORDER BY i.service",
                String.class);
    }

    private void happen(ServiceEvent... events) {
        List<TrackedEventMessage<?>> batch = new ArrayList<>();
        for (ServiceEvent event : events) {
            long sequence = sequences.merge(event.service(), 1L, Long::sum) - 1;
            Instant at = T0.plusSeconds(stored.size() + batch.size());
            var message =
                    new GenericDomainEventMessage<>("service", event.service().value(), sequence, event);
            batch.add(new GenericTrackedDomainEventMessage<>(
                    new GlobalSequenceTrackingToken(stored.size() + batch.size() + 1),
                    new GenericDomainEventMessage<>("service", event.service().value(), sequence, message, () -> at)));
        }
        handlers.forEach(handler -> handle(handler, batch));
        stored.addAll(batch);
    }

    private static void handle(AnnotationEventHandlerAdapter handler, List<TrackedEventMessage<?>> events) {
        BatchingUnitOfWork<TrackedEventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(List.copyOf(events));
        unitOfWork.attachTransaction(new SpringTransactionManager(new DataSourceTransactionManager(dataSource)));
        var result = unitOfWork.executeWithResult(() -> handler.handle(unitOfWork.getMessage()));
        if (result.isExceptional()) {
            throw new IllegalStateException("the batch was not handled", result.exceptionResult());
        }
    }

    private static ServiceEvent registered(ServiceName name) {
        return new ServiceRegistered(
                name, new ServiceDefinition(null, "c", 1, "T", "/", false, List.of(), List.of(), null));
    }

    private static ServiceEvent failed(ServiceName name, ServiceName root) {
        return new ServiceHealthChanged(
                name, ServiceStatus.HEALTHY, ServiceStatus.UNHEALTHY, "It answers with status 503.", 3L, root);
    }

    private static ServiceEvent healthy(ServiceName name) {
        return new ServiceHealthChanged(name, ServiceStatus.UNHEALTHY, ServiceStatus.HEALTHY, "It answers.", 3L, null);
    }
}
