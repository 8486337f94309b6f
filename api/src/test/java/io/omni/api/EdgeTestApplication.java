package io.omni.api;

import io.omni.api.observability.ReadinessCheck;
import io.omni.api.settings.OmniSettings;
import io.omni.command.service.ProbeSettings;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceHealthBoard;
import io.omni.command.service.ServiceProbe;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The edge, the storage and the test's own controller; no event sourcing. */
@SpringBootConfiguration
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
@ComponentScan(
        basePackages = {"io.omni.api.edge", "io.omni.api.storage", "io.omni.api.observability"},
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "io.omni.api.observability.(CriticalServices|EventStore|Projections|WorkQueue|PlatformMetrics|"
                                + "ProcessorLag).*"))
@Import(ReadyAnnouncement.class)
public class EdgeTestApplication {
    /** Makes {@code /ready} fail while it is set. */
    public static final AtomicBoolean failing = new AtomicBoolean();

    /** Starts it as the application itself is started. */
    public static ConfigurableApplicationContext start(Map<String, String> environment) {
        return OmniApplication.start(EdgeTestApplication.class, OmniSettings.from(environment));
    }

    @Bean
    ServiceHealthBoard services() {
        ServiceProbe probe = _ -> {
            throw new IllegalStateException("there are no services");
        };
        return new ServiceHealthBoard(new NoServices(), probe, ProbeSettings.defaults(), Clock.systemUTC());
    }

    private record NoServices() implements ServiceCatalog {
        @Override
        public List<ManagedService> services() {
            return List.of();
        }

        @Override
        public Optional<ManagedService> find(String name) {
            return Optional.empty();
        }

        @Override
        public URI baseUrl(String name) {
            throw new IllegalArgumentException("there are no services");
        }
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
