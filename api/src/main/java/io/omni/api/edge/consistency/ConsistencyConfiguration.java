package io.omni.api.edge.consistency;

import io.omni.command.eventstore.AppendPosition;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets reads follow writes. */
@Configuration(proxyBeanMethods = false)
class ConsistencyConfiguration {
    // Within the filter that keeps answers, so that an answer that is given again has its token.
    private static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 30;
    // After the limits: only who may read may wait.
    private static final int GUARD_ORDER = 100;

    @Bean
    FilterRegistrationBean<ConsistencyFilter> consistencyFilter(AppendPosition position, ReadModels readModels) {
        FilterRegistrationBean<ConsistencyFilter> registration =
                new FilterRegistrationBean<>(new ConsistencyFilter(position, readModels));
        registration.setOrder(FILTER_ORDER);
        return registration;
    }

    @Bean
    WebMvcConfigurer consistencyTokens(ReadModels readModels) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ConsistencyGuard(readModels)).order(GUARD_ORDER);
            }
        };
    }
}
