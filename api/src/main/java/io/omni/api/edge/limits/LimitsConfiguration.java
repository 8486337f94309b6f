package io.omni.api.edge.limits;

import io.omni.api.edge.Housekeeping;
import io.omni.api.settings.OmniSettings;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Limits callers. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {
    // After access and idempotency: a refused request costs nothing, and neither does an answer that is given again.
    private static final int ORDER = 0;

    @Bean
    SharedBuckets sharedBuckets(@Qualifier("edgeDataSource") DataSource dataSource, Clock clock) {
        return new SharedBuckets(dataSource, clock);
    }

    @Bean
    Housekeeping fullBuckets(SharedBuckets shared) {
        return shared::sweep;
    }

    @Bean
    WebMvcConfigurer rateLimits(OmniSettings settings, SharedBuckets shared, Clock clock) {
        RateLimitGuard guard = new RateLimitGuard(
                new RateLimiter(new RateLimits(settings.edge().rateLimits()), shared, clock), clock);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(guard).order(ORDER);
            }
        };
    }
}
