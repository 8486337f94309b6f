package io.omni.api.edge.idempotency;

import io.omni.api.edge.Housekeeping;
import io.omni.command.secret.MasterKey;
import io.omni.command.secret.SealedBox;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Honours idempotency keys on every mutating POST. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {
    // After the edge's own filter, which knows the caller and has limited the body.
    private static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 20;
    // After access, before limits: an answer that is given again counts as nothing.
    private static final int GUARD_ORDER = -100;

    @Bean(destroyMethod = "close")
    ProcessLife processLife(@Qualifier("edgeDataSource") DataSource dataSource) {
        return new ProcessLife(dataSource);
    }

    @Bean
    RequestClaims requestClaims(DataSource dataSource, ProcessLife life, MasterKey masterKey, Clock clock) {
        return new RequestClaims(dataSource, life, new SealedBox(masterKey), clock);
    }

    @Bean
    Housekeeping oldIdempotencyKeys(RequestClaims claims) {
        return claims::forgetOld;
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(RequestClaims claims) {
        FilterRegistrationBean<IdempotencyFilter> registration =
                new FilterRegistrationBean<>(new IdempotencyFilter(claims));
        registration.setOrder(FILTER_ORDER);
        return registration;
    }

    @Bean
    WebMvcConfigurer idempotencyKeys(RequestClaims claims) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new IdempotencyGuard(claims)).order(GUARD_ORDER);
            }
        };
    }
}
