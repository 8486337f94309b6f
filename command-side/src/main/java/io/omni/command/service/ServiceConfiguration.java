package io.omni.command.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.omni.command.http.DeadlineHttp;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalogue of services and what reaches them. Another placement takes over by being the primary one. */
@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {

    @Bean
    ServicePlacement platformNetwork() {
        return ServicePlacement.PLATFORM_NETWORK;
    }

    @Bean
    LiveServiceCatalog serviceCatalog(CatalogSettings settings, ServicePlacement placement) {
        return LiveServiceCatalog.of(settings, placement);
    }

    @Bean
    DeadlineHttp deadlineHttp() {
        return new DeadlineHttp();
    }

    @Bean
    HttpServiceClient serviceHttp(
            ServiceCatalog catalog,
            DeadlineHttp http,
            MeterRegistry meters,
            BreakerSettings settings,
            Clock clock,
            ObjectProvider<CallListener> listener) {
        return new HttpServiceClient(
                catalog, http, meters, settings, clock, listener.getIfAvailable(() -> CallListener.NOBODY));
    }

    @Bean
    ServiceProbe serviceProbe(ServiceCatalog catalog, DeadlineHttp http, Clock clock, ProbeSettings settings) {
        return new HttpServiceProbe(catalog, http, clock, settings);
    }
}
