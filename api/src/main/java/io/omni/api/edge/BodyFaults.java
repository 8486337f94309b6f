package io.omni.api.edge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wrong with a body that is JSON and still can't be bound: members that don't exist, and values of the wrong form. It binds the
 * body again and again, each time without the member at which it stopped.
 */
final class BodyFaults {
    private static final int MOST = 50;

    private final List<ErrorDetail> unknown = new ArrayList<>();
    private final List<ErrorDetail> wrong = new ArrayList<>();

    private BodyFaults() {}

    /** All faults of a body, or its first fifty; none when it is broken as a whole. */
    static BodyFaults of(JsonMapper mapper, JavaType type, byte[] body) {
        BodyFaults faults = new BodyFaults();
        try {
            faults.find(mapper, type, mapper.readTree(body));
        } catch (JacksonException e) {
            // No JSON at all: what was said of it already is all there is to say.
            return new BodyFaults();
        }
        return faults;
    }

    /**
     * Ends the look-through.
     *
     * @throws ApiError {@code BAD_REQUEST} when there are members that don't exist, {@code VALIDATION_ERROR} when only values are wrong
     */
    void throwIfAny() {
        if (!unknown.isEmpty()) {
            List<ErrorDetail> all = new ArrayList<>(unknown);
            all.addAll(wrong);
            ErrorDetail first = unknown.getFirst();
            throw new ApiError(
                    ErrorCode.BAD_REQUEST,
                    all.size() == 1
                            ? "The field " + first.field() + " " + first.message() + "."
                            : all.size() + " fields can't be read; see details.",
                    all,
                    Map.of());
        }
        if (!wrong.isEmpty()) {
            throw new ValidationFailed(wrong);
        }
    }

    private void find(JsonMapper mapper, JavaType type, JsonNode body) {
        Set<String> found = new HashSet<>();
        while (found.size() < MOST) {
            try {
                mapper.treeToValue(body, type);
                return;
            } catch (JacksonException fault) {
                String path = JsonProblems.path(fault.getPath());
                if (path.isEmpty() || !found.add(path) || !take(body, fault.getPath())) {
                    return;
                }
                List<ErrorDetail> its = fault instanceof UnrecognizedPropertyException ? unknown : wrong;
                its.add(new ErrorDetail(path, JsonProblems.problem(fault)));
            }
        }
    }

    /** Takes what lies at the end of a path out of the body. */
    private static boolean take(JsonNode body, List<JacksonException.Reference> path) {
        JsonNode holder = body;
        for (JacksonException.Reference reference : path.subList(0, path.size() - 1)) {
            holder = reference.getPropertyName() == null
                    ? holder.path(reference.getIndex())
                    : holder.path(reference.getPropertyName());
        }
        JacksonException.Reference last = path.getLast();
        if (holder instanceof ObjectNode object && last.getPropertyName() != null) {
            return object.remove(last.getPropertyName()) != null;
        }
        if (holder instanceof ArrayNode array && array.has(last.getIndex())) {
            // In its place, so that the others keep theirs.
            array.setNull(last.getIndex());
            return true;
        }
        return false;
    }
}
