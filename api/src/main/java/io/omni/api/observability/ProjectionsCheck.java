package io.omni.api.observability;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether every event processor has come close to the newest event, on whichever node it runs. */
@Component
@Order(3)
class ProjectionsCheck implements ReadinessCheck {
    private static final long TOO_FAR_BEHIND = 10_000;

    private final ProcessorLag lag;

    ProjectionsCheck(ProcessorLag lag) {
        this.lag = lag;
    }

    @Override
    public String name() {
        return "projections";
    }

    @Override
    public Result check() {
        Map<String, String> report = new LinkedHashMap<>();
        boolean ready = true;
        for (Map.Entry<String, Long> processor : lag.byProcessor().entrySet()) {
            boolean close = processor.getValue() <= TOO_FAR_BEHIND;
            report.put(processor.getKey(), close ? "ok" : processor.getValue() + " events behind");
            ready &= close;
        }
        return new Result(ready, report);
    }
}
