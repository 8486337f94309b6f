package io.omni.command.work;

import io.omni.command.Command;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.eventstore.NodeId;
import io.omni.command.eventstore.StoreUnavailable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reports what came of attempts. A report is worth waiting for: an attempt that isn't reported is done again. */
@Component
public class AttemptReports {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptReports.class);
    private static final int TRIES = 6;

    private final CommandDispatcher commands;
    private final String node;

    /** Reports in the name of a node. */
    public AttemptReports(CommandDispatcher commands, NodeId node) {
        this.commands = commands;
        this.node = node.value();
    }

    /** The node in whose name it reports. */
    public String node() {
        return node;
    }

    /**
     * Sends a report, again when the store is away for a while, and also on a thread that has been told to stop.
     *
     * @param report what came of the attempt
     * @param attempt names the attempt, for the log
     * @param origin the metadata of the event that the attempt follows from
     */
    public void send(Command report, String attempt, Map<String, String> origin) {
        Map<String, String> metaData = new LinkedHashMap<>(origin);
        metaData.put("node", node);
        boolean interrupted = Thread.interrupted();
        try {
            for (int tries = 1; ; tries++) {
                try {
                    commands.send(report, metaData);
                    return;
                } catch (StoreUnavailable e) {
                    if (tries == TRIES) {
                        throw e;
                    }
                    LOG.warn("The event store is away; {} will be reported again", attempt, e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
