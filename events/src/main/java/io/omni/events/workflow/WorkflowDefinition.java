package io.omni.events.workflow;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow does. It has been checked: its steps form a graph without cycles, and its templates can be read.
 *
 * @param name what people call it
 * @param description what it is for; null when nobody said
 * @param trigger what starts it by itself
 * @param steps its steps, 1 to 200
 * @param maxParallel how many of its executions work at a time; null: any number
 * @param active whether its trigger starts it; a call always does
 */
public record WorkflowDefinition(
        String name,
        @Nullable String description,
        Trigger trigger,
        List<StepDefinition> steps,
        @Nullable Integer maxParallel,
        boolean active) {

    /** Keeps its own copy of the list. */
    public WorkflowDefinition {
        steps = List.copyOf(steps);
    }

    /** The trigger, where it is of this type and switched on. */
    @JsonIgnore
    public boolean listensTo(TriggerType type) {
        return active && trigger.type() == type;
    }
}
