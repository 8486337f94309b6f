package io.omni.api.observability;

import io.omni.events.service.ServiceStatus;
import io.omni.query.service.ServiceBoard;
import io.omni.query.service.ServiceReading;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether no critical service is unhealthy, as the probes of all nodes found. One that wasn't probed yet is no reason to wait. */
@Component
@Order(6)
class CriticalServicesCheck implements ReadinessCheck {
    private final ServiceBoard board;

    CriticalServicesCheck(ServiceBoard board) {
        this.board = board;
    }

    @Override
    public String name() {
        return "critical_services";
    }

    @Override
    public Result check() {
        Map<String, String> report = new LinkedHashMap<>();
        boolean ready = true;
        for (ServiceReading service : board.current().services()) {
            if (service.state().definition().critical()) {
                report.put(service.name().value(), service.status().wireName());
                ready &= service.status() != ServiceStatus.UNHEALTHY;
            }
        }
        return new Result(ready, report);
    }
}
