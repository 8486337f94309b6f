package io.omni.command.service.deployment;

import io.omni.command.Command;
import io.omni.command.eventstore.NodeId;
import io.omni.events.service.deployment.RestartProblem;
import io.omni.events.service.deployment.RestartStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reports what became of restarts, in the name of whoever asked for them. When a report returns, it is durable. */
final class RestartReports {
    private final BiConsumer<Command, Map<String, String>> commands;
    private final String node;

    /** Reports through what sends commands with their metadata, and returns when their events are durable. */
    RestartReports(BiConsumer<Command, Map<String, String>> commands, NodeId node) {
        this.commands = commands;
        this.node = node.value();
    }

    void step(RestartTask task, RestartStep step, String container) {
        send(new ReportRestartStep(task.service(), task.restartId(), step, container), task.origin());
    }

    void rollingBack(RestartTask task, RestartProblem problem) {
        send(new ReportRollback(task.service(), task.restartId(), problem), task.origin());
    }

    void restarted(RestartTask task, boolean recreated, String container, String health) {
        send(new ReportRestarted(task.service(), task.restartId(), recreated, container, health), task.origin());
    }

    void rolledBack(RestartTask task, String container, String health) {
        send(new ReportRolledBack(task.service(), task.restartId(), container, health), task.origin());
    }

    void failed(RestartTask task, RestartProblem problem) {
        send(new ReportRestartFailed(task.service(), task.restartId(), problem), task.origin());
    }

    void send(Command report, Map<String, String> origin) {
        Map<String, String> metaData = new LinkedHashMap<>(origin);
        metaData.put("node", node);
        commands.accept(report, metaData);
    }
}
