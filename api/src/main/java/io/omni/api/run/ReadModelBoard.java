package io.omni.api.run;

import io.omni.command.run.RunBoard;
import io.omni.events.run.RunKind;
import io.omni.projection.replay.ProcessorPositions;
import io.omni.query.run.OpenRuns;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows the command side's reconciler what the read models know. */
@Component
class ReadModelBoard implements RunBoard {
    private final OpenRuns runs;
    private final ProcessorPositions positions;

    ReadModelBoard(OpenRuns runs, ProcessorPositions positions) {
        this.runs = runs;
        this.positions = positions;
    }

    @Override
    public List<String> open(RunKind kind, long position, String after, int limit) {
        return runs.of(kind, position, after, limit);
    }

    @Override
    public long head() {
        return positions.head();
    }

    @Override
    public Map<String, Long> positions() {
        return positions.byProcessor();
    }
}
