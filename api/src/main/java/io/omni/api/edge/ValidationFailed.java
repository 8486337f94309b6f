package io.omni.api.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fields of a well-formed request break rules. It lists all of them at once. */
public final class ValidationFailed extends ApiError {

    /**
     * Lists what is wrong.
     *
     * @param problems at least one
     */
    public ValidationFailed(List<ErrorDetail> problems) {
        super(ErrorCode.VALIDATION_ERROR, message(problems.size()), problems, Map.of());
    }

    private static String message(int problems) {
        return problems == 1 ? "A field breaks a rule; see details." : problems + " fields break rules; see details.";
    }

    /** Collects problems while a request is looked through, and throws once at the end. */
    public static final class Collector {
        private final List<ErrorDetail> problems = new ArrayList<>();

        /**
         * Notes a problem when a rule is broken.
         *
         * @param holds whether the rule holds
         * @param field the field's path
         * @param message what the field must be
         */
        public Collector check(boolean holds, String field, String message) {
            return holds ? this : add(field, message);
        }

        /** Notes a problem. */
        public Collector add(String field, String message) {
            problems.add(new ErrorDetail(field, message));
            return this;
        }

        /** Whether nothing was noted yet. */
        public boolean isEmpty() {
            return problems.isEmpty();
        }

        /**
         * Ends the look-through.
         *
         * @throws ValidationFailed when anything was noted
         */
        public void throwIfAny() {
            if (!problems.isEmpty()) {
                throw new ValidationFailed(problems);
            }
        }
    }
}
