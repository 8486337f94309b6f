package io.omni.command.pipeline.work;

import io.omni.events.pipeline.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The executor of every stage. */
public final class StageExecutors {
    private final Map<Stage, StageExecutor> byStage = new EnumMap<>(Stage.class);

    /**
     * Takes one executor for each stage.
     *
     * @throws IllegalArgumentException when a stage has none, or two
     */
    public StageExecutors(List<StageExecutor> executors) {
        for (StageExecutor executor : executors) {
            if (byStage.put(executor.stage(), executor) != null) {
                throw new IllegalArgumentException(
                        "two executors for stage " + executor.stage().wireName());
            }
        }
        for (Stage stage : Stage.values()) {
            if (!byStage.containsKey(stage)) {
                throw new IllegalArgumentException("no executor for stage " + stage.wireName());
            }
        }
    }

    /** The managed services that a stage calls, as far as that is known before it works. */
    public Set<String> services(Stage stage) {
        return of(stage).services();
    }

    StageExecutor of(Stage stage) {
        StageExecutor executor = byStage.get(stage);
        if (executor == null) {
            throw new IllegalStateException("no executor for stage " + stage.wireName());
        }
        return executor;
    }
}
