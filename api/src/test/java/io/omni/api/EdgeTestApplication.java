package io.omni.api;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.omni.api.observability.ReadinessCheck;
import io.omni.api.settings.OmniSettings;
import io.omni.command.eventstore.AppendPosition;
import io.omni.command.service.ServiceCatalog;
import java.time.Clock;
import io.omni.projection.replay.ProcessorPositions;
import io.omni.events.service.ServiceGraph;
import io.omni.query.service.ServiceBoard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/**
 * The edge, the storage and the test's own controller; no event sourcing. The profile keeps it out of tests that start the product
 * itself, whose component scan would find it.
 */
@SpringBootConfiguration
@Profile(EdgeTestApplication.PROFILE)
@EnableAutoConfiguration(
        excludeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.EventProcessingAutoConfiguration",
            "org.axonframework.springboot.autoconfig.InfraConfiguration",
            "org.axonframework.springboot.autoconfig.InterceptorAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JpaAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration",
            "org.axonframework.springboot.autoconfig.MetricsAutoConfiguration",
            "org.axonframework.springboot.autoconfig.MicrometerMetricsAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonDbSchedulerAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonTracingAutoConfiguration",
            "org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration",
            "org.axonframework.springboot.autoconfig.XStreamAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
        })
@ComponentScan({"io.omni.api.edge", "io.omni.api.storage", "io.omni.api.observability"})
@Import(ReadyAnnouncement.class)
public class EdgeTestApplication {
    /** The Spring profile under which the parts of this application exist. */
    public static final String PROFILE = "edge-test";

    /** Makes {@code /ready} fail while it is set. */
    public static final AtomicBoolean failing = new AtomicBoolean();

    /** Starts it as the application itself is started. */
    public static ConfigurableApplicationContext start(Map<String, String> environment) {
        return OmniApplication.start(
                EdgeTestApplication.class, OmniSettings.from(environment), "--spring.profiles.active=" + PROFILE);
    }

    @Bean
    ServiceBoard serviceBoard() {
        ServiceBoard board = mock();
        when(board.current())
                .thenReturn(new ServiceBoard.Snapshot(
                        List.of(), Map.of(), ServiceGraph.of(Map.of()), Instant.EPOCH, System.nanoTime()));
        return board;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    AppendPosition appendPosition() {
        return new AppendPosition();
    }

    @Bean
    EventStore eventStore() {
        return mock();
    }

    @Bean
    Serializer serializer() {
        return mock();
    }

    @Bean
    ProcessorPositions processorPositions() {
        return mock();
    }

    @Bean
    ReadinessCheck switchable() {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return "switchable";
            }

            @Override
            public Result check() {
                if (failing.get()) {
                    throw new IllegalStateException("switched off");
                }
                return Result.ok();
            }
        };
    }
}
