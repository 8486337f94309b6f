package io.omni.api.edge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body that can't be read as JSON of the expected form. */
final class JsonProblems {

    private JsonProblems() {}

    static ErrorReport report(HttpMessageNotReadableException unreadable) {
        for (Throwable cause : Causes.of(unreadable)) {
            if (cause instanceof JacksonException json) {
                return report(json);
            }
        }
        return ErrorReport.of(ErrorCode.BAD_REQUEST, "The body is missing or can't be read; send JSON.");
    }

    private static ErrorReport report(JacksonException json) {
        return switch (json) {
            case StreamConstraintsException tooMuch ->
                ErrorReport.of(
                        ErrorCode.BAD_REQUEST,
                        "The body's JSON is nested deeper than 64 levels, or has a longer number or name than is read.");
            case StreamReadException broken
            when !(json instanceof InputCoercionException) -> broken(broken.getLocation(), broken.getOriginalMessage());
            default -> ErrorReport.of(ErrorCode.BAD_REQUEST, "The body " + problem(json) + ".");
        };
    }

    /** What is wrong with the value that couldn't be bound, such as {@code must be a string}. */
    static String problem(JacksonException json) {
        return switch (json) {
            case UnrecognizedPropertyException unknown -> "is no field of this request";
            case InputCoercionException outOfRange -> "holds a number that is out of range";
            case InvalidFormatException wrong
            when wrong.getTargetType() != null && wrong.getTargetType().isEnum() ->
                "is none of the values allowed here";
            case MismatchedInputException wrong -> expected(wrong.getTargetType());
            default -> "has a value that isn't allowed here";
        };
    }

    private static ErrorReport broken(@Nullable TokenStreamLocation location, @Nullable String message) {
        String where = location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        boolean duplicate = message != null && message.startsWith("Duplicate Object property");
        return ErrorReport.of(
                ErrorCode.BAD_REQUEST,
                duplicate
                        ? "The body names the same field twice" + where + "."
                        : "The body is not valid JSON in UTF-8" + where + ".");
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "has a value of the wrong type";
        }
        if (type == String.class || CharSequence.class.isAssignableFrom(type)) {
            return "must be a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "must be a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class || type == float.class) {
            return "must be a number";
        }
        if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
            return "must be an array";
        }
        return "has a value of the wrong type";
    }

    /** {@code config.stages[2]}, from what Jackson knows of the way it took. */
    static String path(@Nullable List<JacksonException.Reference> references) {
        StringBuilder path = new StringBuilder();
        if (references != null) {
            for (JacksonException.Reference reference : references) {
                if (reference.getPropertyName() == null) {
                    path.append('[').append(reference.getIndex()).append(']');
                } else {
                    path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
                }
            }
        }
        // An unknown field's name is the caller's; it isn't repeated at any length.
        return path.length() > 200 ? path.substring(0, 200) + "…" : path.toString();
    }
}
