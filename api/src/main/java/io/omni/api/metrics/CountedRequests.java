package io.omni.api.metrics;

import io.omni.command.metrics.MinuteMetrics;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Counts and times the requests that the API answers; streams, which are answered as long as they are open, are left out. */
@Configuration(proxyBeanMethods = false)
class CountedRequests {
    // Before the edge, so that what it refuses counts too.
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 5;
    private static final int SERVER_ERROR = 500;

    @Bean
    FilterRegistrationBean<Filter> requestCounting(MinuteMetrics metrics) {
        FilterRegistrationBean<Filter> registration =
                new FilterRegistrationBean<>((request, response, chain) -> count(metrics, request, response, chain));
        registration.setOrder(ORDER);
        registration.addUrlPatterns("/api/*", "/v1/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setAsyncSupported(true);
        registration.setName("requestCounting");
        return registration;
    }

    private static void count(
            MinuteMetrics metrics, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            if (!((HttpServletRequest) request).isAsyncStarted()) {
                boolean failed = !answered || ((HttpServletResponse) response).getStatus() >= SERVER_ERROR;
                metrics.count(MinuteMetrics.HTTP, "", System.nanoTime() - start, failed);
            }
        }
    }
}
