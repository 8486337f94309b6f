package io.omni.api.observability;

import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceHealthBoard;
import io.omni.command.service.ServiceProbe.Status;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether no critical service is unhealthy, as the last probes found them. A service that wasn't probed yet is no reason to wait. */
@Component
@Order(6)
class CriticalServicesCheck implements ReadinessCheck {
    private final ServiceCatalog catalog;
    private final ServiceHealthBoard board;

    CriticalServicesCheck(ServiceCatalog catalog, ServiceHealthBoard board) {
        this.catalog = catalog;
        this.board = board;
    }

    @Override
    public String name() {
        return "critical_services";
    }

    @Override
    public Result check() {
        ServiceHealthBoard.Snapshot known = board.latest();
        Map<String, String> report = new LinkedHashMap<>();
        boolean ready = true;
        for (ServiceCatalog.ManagedService service : catalog.services()) {
            if (service.critical()) {
                Status status = known == null
                        ? null
                        : known.services().get(service.name()).status();
                report.put(
                        service.name(),
                        status == null ? "unknown" : status.name().toLowerCase(Locale.ROOT));
                ready &= status != Status.UNHEALTHY;
            }
        }
        return new Result(ready, report);
    }
}
