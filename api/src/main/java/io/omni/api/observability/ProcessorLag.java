package io.omni.api.observability;

import io.omni.projection.replay.ProcessorPositions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many events each event processor is behind. */
@Component
class ProcessorLag {
    private final ProcessorPositions positions;

    ProcessorLag(ProcessorPositions positions) {
        this.positions = positions;
    }

    /** The lag of the slowest segment of every processor, in events. */
    Map<String, Long> byProcessor() {
        long head = positions.head();
        Map<String, Long> lag = new LinkedHashMap<>();
        positions.byProcessor().forEach((name, position) -> lag.put(name, Math.max(0, head - position)));
        return lag;
    }
}
