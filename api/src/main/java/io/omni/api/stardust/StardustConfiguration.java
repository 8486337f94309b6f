package io.omni.api.stardust;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.omni.command.secret.SecretStore;
import io.omni.events.tlog.NoteSigner;
import jakarta.servlet.DispatcherType;
import javax.sql.DataSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Wires the ledger's signing key, its log of calls and its figures. */
@Configuration(proxyBeanMethods = false, value = "stardustEdge")
class StardustConfiguration {
    // Behind the edge's own filter, which knows the caller.
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 40;

    @Bean
    NoteSigner stardustSigner(DataSource dataSource, SecretStore secrets) {
        return new SigningKey(dataSource, secrets).load();
    }

    @Bean
    ApiCallPackets apiCallPackets(JsonMapper mapper) {
        return new ApiCallPackets(mapper);
    }

    @Bean
    FilterRegistrationBean<ApiLogFilter> apiLogFilter(ApiLog log, ApiCallPackets packets, java.time.Clock clock) {
        FilterRegistrationBean<ApiLogFilter> registration =
                new FilterRegistrationBean<>(new ApiLogFilter(log, packets, clock));
        registration.setOrder(ORDER);
        registration.addUrlPatterns("/api/*", "/v1/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    WebMvcConfigurer apiLogInterceptor(ApiLog log, ApiCallPackets packets) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ApiLogInterceptor(log, packets))
                        .addPathPatterns("/api/**", "/v1/**")
                        // After those that may refuse the caller.
                        .order(Ordered.LOWEST_PRECEDENCE);
            }
        };
    }

    @Bean
    MeterBinder ledgerMeters(LedgerFigures figures) {
        return (MeterRegistry meters) -> {
            Gauge.builder("omni.ledger.size", figures, LedgerFigures::size)
                    .description("Packets in the Stardust ledger")
                    .register(meters);
            Gauge.builder("omni.ledger.inbox", figures, LedgerFigures::waiting)
                    .description("Packets on their way into the ledger that this node hasn't made durable yet")
                    .register(meters);
            Gauge.builder("omni.ledger.sound", figures, LedgerFigures::sound)
                    .description("1 while the ledger continues its last checkpoint, 0 when it was changed or cut")
                    .register(meters);
        };
    }
}
