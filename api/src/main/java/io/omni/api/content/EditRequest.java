package io.omni.api.content;

import io.omni.api.edge.ValidationFailed;
import io.omni.command.content.EditClip;
import io.omni.events.content.ClipId;
import io.omni.events.content.EditOperation;
import io.omni.events.content.JobId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a clip is to be edited.
 *
 * @param operations what to do besides cutting it out: {@code autocut}, {@code reframe}, {@code captions}, {@code audio}; default all
 * @param priority 0 to 1, higher comes first; default Lattice's
 * @param gpuRequired whether only a node with a graphics processor may do it; default false
 */
record EditRequest(
        @Nullable List<@Nullable String> operations,
        @Nullable Double priority,
        @Nullable Boolean gpuRequired) {
    static final EditRequest USUAL = new EditRequest(null, null, null);

    EditClip check(ClipId clip, JobId job, String author) {
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        List<EditOperation> wanted = operations(problems);
        problems.check(priority == null || priority >= 0 && priority <= 1, "priority", "must lie between 0 and 1");
        problems.throwIfAny();
        return new EditClip(clip, job, wanted, priority, Boolean.TRUE.equals(gpuRequired), author);
    }

    private List<EditOperation> operations(ValidationFailed.Collector problems) {
        if (operations == null) {
            return List.of(EditOperation.values());
        }
        problems.check(!operations.isEmpty(), "operations", "must name at least one operation");
        problems.check(new HashSet<>(operations).size() == operations.size(), "operations", "must not name one twice");
        List<EditOperation> wanted = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            String name = operations.get(i);
            try {
                wanted.add(EditOperation.of(String.valueOf(name)));
            } catch (IllegalArgumentException unknown) {
                problems.add("operations[" + i + "]", "must be autocut, reframe, captions or audio");
            }
        }
        return wanted;
    }
}
