package io.omni.api.observability;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is said about this process, and how. */
@Configuration(proxyBeanMethods = false)
class ObservabilityConfiguration {
    /** Meters of the framework that come without a description. */
    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "http.server.requests", "Requests that were answered, and how long that took",
            "http.server.requests.active", "Requests that are being answered, and since when");

    @Bean
    static MeterFilter describedMeters() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String description = DESCRIPTIONS.get(id.getName());
                return description == null
                        ? id
                        : new Meter.Id(
                                id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), description, id.getType());
            }
        };
    }

    /** There are no sessions, so Tomcat has nothing to count. */
    @Bean
    static MeterFilter noSessionMeters() {
        return MeterFilter.denyNameStartsWith("tomcat.sessions");
    }

    @Bean
    OutageFilter outageFilter() {
        return new OutageFilter(new OutageLog(System::nanoTime));
    }

    /** The filter, in place for as long as the application lives. */
    record OutageFilter(OutageLog filter) implements DisposableBean {
        OutageFilter {
            loggers().addTurboFilter(filter);
        }

        @Override
        public void destroy() {
            loggers().getTurboFilterList().remove(filter);
        }

        private static LoggerContext loggers() {
            return (LoggerContext) LoggerFactory.getILoggerFactory();
        }
    }
}
