package io.omni.api.benchmark;

import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.pipeline.PipelineId;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What the edge costs: the same requests with all of it (caller, access, idempotency, limits, consistency, the log of calls) and past it.
 * That there is a way past it is the benchmark's doing: it wraps the filters and interceptors of the product that it runs.
 */
final class Edge {
    private static final int PIPELINES = 1_000;
    private static final int TURNS = 4;
    private static final Map<String, String> LIMITED =
            Map.of("OMNI_RATE_LIMITS", "read=900000000/h,change=900000000/h");
    private static final String PATH = "/api/v1/pipeline/";

    private final Report report;
    private final HttpLoad whole;
    private final HttpLoad keyed;
    private final HttpLoad bare;
    private final List<HttpLoad.Request> reads = new ArrayList<>();
    private final List<HttpLoad.Request> commands = new ArrayList<>();

    private Edge(Product product, Path folder, Report report) {
        this.report = report;
        this.whole = new HttpLoad(product, folder);
        this.keyed = whole.withKeys();
        this.bare = whole.with(Aside.HEADER);
        List<PipelineId> pipelines = Pipelines.start(product.bean(CommandDispatcher.class), PIPELINES);
        pipelines.forEach(id -> reads.add(HttpLoad.Request.get(PATH + id)));
        pipelines.forEach(id -> commands.add(HttpLoad.Request.post(PATH + id + "/pause", "")));
        pipelines.forEach(id -> commands.add(HttpLoad.Request.post(PATH + id + "/resume", "")));
    }

    /** Measures in turns, so that whatever else the machine does meets all of them alike. */
    static void run(Path folder, Report report, Duration warmUp, Duration time) throws Exception {
        Aside aside = new Aside();
        try (Product product = Product.start(
                folder.resolve("edge"),
                0,
                LIMITED,
                context -> context.getBeanFactory().addBeanPostProcessor(aside))) {
            aside.wrapInterceptors(product.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class));
            Edge edge = new Edge(product, folder, report);
            edge.reads(warmUp, time);
            edge.commands(warmUp, time);
        }
    }

    private void reads(Duration warmUp, Duration time) throws IOException, InterruptedException {
        whole.perSecond(reads, warmUp);
        bare.perSecond(reads, warmUp);
        double with = 0;
        double without = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            with += whole.perSecond(reads, time) / TURNS;
            without += bare.perSecond(reads, time) / TURNS;
        }
        report.plain("one pipeline read past the edge", Report.number(without) + " requests/s");
        report.ratio("the same with the whole edge", with, "requests/s", "that", without, 0.75);
    }

    private void commands(Duration warmUp, Duration time) throws IOException, InterruptedException {
        keyed.perSecond(commands, warmUp);
        bare.perSecond(commands, warmUp);
        double with = 0;
        double withKey = 0;
        double without = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            with += whole.perSecond(commands, time) / TURNS;
            without += bare.perSecond(commands, time) / TURNS;
            withKey += keyed.perSecond(commands, time) / TURNS;
        }
        report.plain("a command of one event past the edge", Report.number(without) + " commands/s");
        report.ratio("the same with the whole edge", with, "commands/s", "that", without, 0.85);
        report.ratio("the same with an idempotency key each", withKey, "commands/s", "that", without, 0.85);
    }

    /** Leads requests with a header of its own past the product's filters and interceptors. */
    private static final class Aside implements BeanPostProcessor {
        static final String HEADER = "X-Benchmark-Aside";

        @Override
        @SuppressWarnings("unchecked")
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof FilterRegistrationBean<?> registration
                    && registration.getFilter() != null
                    && registration.getFilter().getClass().getName().startsWith("io.omni.")) {
                Filter filter = registration.getFilter();
                registration.setName(name);
                ((FilterRegistrationBean<Filter>) registration).setFilter((request, response, chain) -> {
                    if (((HttpServletRequest) request).getHeader(HEADER) == null) {
                        filter.doFilter(request, response, chain);
                    } else {
                        chain.doFilter(request, response);
                    }
                });
            }
            return bean;
        }

        @SuppressWarnings("unchecked")
        void wrapInterceptors(RequestMappingHandlerMapping mapping) {
            List<HandlerInterceptor> interceptors =
                    (List<HandlerInterceptor>) ReflectionTestUtils.getField(mapping, "adaptedInterceptors");
            if (interceptors == null || interceptors.isEmpty()) {
                throw new IllegalStateException("the product has no interceptors to lead requests past");
            }
            interceptors.replaceAll(
                    inner -> inner.getClass().getName().startsWith("io.omni.") ? new Interceptor(inner) : inner);
        }

        private record Interceptor(HandlerInterceptor inner) implements HandlerInterceptor {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                    throws Exception {
                return request.getHeader(HEADER) != null || inner.preHandle(request, response, handler);
            }
        }
    }
}
