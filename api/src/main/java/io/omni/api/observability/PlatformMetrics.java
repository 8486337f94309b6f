package io.omni.api.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.omni.query.service.ServiceBoard;
import io.omni.query.service.ServiceReading;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The platform's own figures for {@code /metrics}: how far the processors are behind, what lies in the work queue, how the services
 * are. They are read on a schedule, so that a scrape never waits for the database.
 */
@Component
class PlatformMetrics implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformMetrics.class);
    private static final long READ_EVERY_SECONDS = 5;

    private final ProcessorLag lag;
    private final WorkQueue queue;
    private final ServiceBoard board;
    private final MultiGauge lags;
    private final MultiGauge services;
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("platform-metrics").daemon().factory());
    private volatile double depth;
    private volatile double oldestDue;

    PlatformMetrics(ProcessorLag lag, WorkQueue queue, ServiceBoard board, MeterRegistry meters) {
        this.lag = lag;
        this.queue = queue;
        this.board = board;
        this.lags = MultiGauge.builder("omni.projection.lag")
                .description("Events that an event processor has yet to handle")
                .register(meters);
        this.services = MultiGauge.builder("omni.service.health")
                .description("How a managed service is: 1 for the status that it has")
                .register(meters);
        Gauge.builder("omni.work.queue.depth", this, m -> m.depth)
                .description("Tasks in the work queue")
                .register(meters);
        Gauge.builder("omni.work.queue.oldest.due", this, m -> m.oldestDue)
                .description("How long the oldest task that nobody has taken up has been due")
                .baseUnit("seconds")
                .register(meters);
        reader.scheduleWithFixedDelay(this::read, READ_EVERY_SECONDS, READ_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void destroy() {
        reader.shutdownNow();
    }

    private void read() {
        try {
            lags.register(
                    lag.byProcessor().entrySet().stream()
                            .map(e -> MultiGauge.Row.of(Tags.of("processor", e.getKey()), e.getValue()))
                            .toList(),
                    true);
            depth = queue.depth();
            oldestDue = queue.oldestDueSeconds();
            services.register(serviceRows(), true);
        } catch (DataAccessException e) {
            LOG.debug("The platform's figures can't be read now: {}", e.getMessage());
        }
    }

    private List<MultiGauge.Row<?>> serviceRows() {
        Stream<MultiGauge.Row<?>> rows = board.current().services().stream().map(PlatformMetrics::row);
        return rows.toList();
    }

    private static MultiGauge.Row<?> row(ServiceReading service) {
        Tags tags = Tags.of(
                "service", service.name().value(),
                "tier", service.state().definition().tier(),
                "status", service.status().wireName());
        return MultiGauge.Row.of(tags, 1);
    }
}
