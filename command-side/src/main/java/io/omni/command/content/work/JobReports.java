package io.omni.command.content.work;

import io.omni.command.Command;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.eventstore.NodeId;
import io.omni.command.eventstore.StoreUnavailable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends what workers report, through an outage of the event store too. */
@Component
class JobReports {
    private static final Logger LOG = LoggerFactory.getLogger(JobReports.class);
    private static final int TRIES = 6;

    private final CommandDispatcher commands;
    private final String node;

    JobReports(CommandDispatcher commands, NodeId node) {
        this.commands = commands;
        this.node = node.value();
    }

    String node() {
        return node;
    }

    /** Sends a report; whether it changed anything. */
    boolean send(Command report, Map<String, String> origin) {
        Map<String, String> metaData = new LinkedHashMap<>(origin);
        metaData.put("node", node);
        boolean interrupted = Thread.interrupted();
        try {
            for (int tries = 1; ; tries++) {
                try {
                    return commands.send(report, metaData);
                } catch (StoreUnavailable e) {
                    if (tries == TRIES) {
                        throw e;
                    }
                    LOG.warn("The event store is away; {} will be reported again", report.aggregateId(), e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
