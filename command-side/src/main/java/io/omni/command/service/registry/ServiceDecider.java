package io.omni.command.service.registry;

import io.omni.events.service.ServiceChanged;
import io.omni.events.service.ServiceDefinition;
import io.omni.events.service.ServiceEvent;
import io.omni.events.service.ServiceHealthChanged;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceRegistered;
import io.omni.events.service.ServiceRetired;
import io.omni.events.service.ServiceRootCauseCorrected;
import io.omni.events.service.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what follows from a command on a service. It only computes: state and command in, events out. */
final class ServiceDecider {
    private ServiceDecider() {}

    /** The catalogue holds the service. */
    static List<ServiceEvent> declare(@Nullable ServiceState state, ServiceName service, ServiceDefinition definition) {
        if (state == null || state.retired()) {
            return List.of(new ServiceRegistered(service, definition));
        }
        return state.definition().equals(definition)
                ? List.of()
                : List.of(new ServiceChanged(service, definition, differences(state.definition(), definition)));
    }

    /** The catalogue lacks the service. */
    static List<ServiceEvent> retire(@Nullable ServiceState state) {
        return state == null || state.retired() ? List.of() : List.of(new ServiceRetired(state.service()));
    }

    /** Something was found out about the service. */
    static List<ServiceEvent> decide(ServiceState state, ServiceCommand command) {
        if (state.retired()) {
            return List.of();
        }
        return switch (command) {
            case ReportHealth report -> report(state, report);
            case CorrectRootCause correction -> correct(state, correction);
        };
    }

    private static List<ServiceEvent> report(ServiceState state, ReportHealth report) {
        if (report.status() == state.status()) {
            return List.of();
        }
        ServiceName root = report.status().isFailing() ? otherThan(state.service(), report.rootCause()) : null;
        return List.of(new ServiceHealthChanged(
                state.service(), state.status(), report.status(), report.reason(), report.latencyMs(), root));
    }

    private static List<ServiceEvent> correct(ServiceState state, CorrectRootCause correction) {
        ServiceName root = otherThan(state.service(), correction.rootCause());
        return !state.status().isFailing() || Objects.equals(root, state.rootCause())
                ? List.of()
                : List.of(new ServiceRootCauseCorrected(state.service(), state.rootCause(), root));
    }

    private static @Nullable ServiceName otherThan(ServiceName service, @Nullable ServiceName root) {
        return service.equals(root) ? null : root;
    }

    private static List<String> differences(ServiceDefinition before, ServiceDefinition now) {
        List<String> changed = new ArrayList<>();
        note(changed, "description", before.description(), now.description());
        note(changed, "container", before.container(), now.container());
        note(changed, "port", before.port(), now.port());
        note(changed, "tier", before.tier(), now.tier());
        note(changed, "health", before.health(), now.health());
        note(changed, "critical", before.critical(), now.critical());
        note(changed, "depends_on", before.dependsOn(), now.dependsOn());
        note(changed, "stages", before.stages(), now.stages());
        note(changed, "version", before.version(), now.version());
        return changed;
    }

    private static void note(List<String> changed, String member, @Nullable Object before, @Nullable Object now) {
        if (!Objects.equals(before, now)) {
            changed.add(member);
        }
    }
}
