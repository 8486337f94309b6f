package io.omni.api.edge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body that can't be read as JSON of the expected form, naming the field where it is known. */
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
        String field = path(json.getPath());
        return switch (json) {
            case UnrecognizedPropertyException unknown -> about(field, "is no field of this request");
            case StreamConstraintsException tooMuch ->
                ErrorReport.of(
                        ErrorCode.BAD_REQUEST,
                        "The body's JSON is nested deeper than 64 levels, or has a longer number or name than is read.");
            case InputCoercionException outOfRange -> about(field, "holds a number that is out of range");
            case StreamReadException broken -> broken(broken.getLocation(), broken.getOriginalMessage());
            case InvalidFormatException wrong
            when wrong.getTargetType() != null && wrong.getTargetType().isEnum() ->
                about(field, "is none of the values allowed here");
            case MismatchedInputException wrong -> about(field, expected(wrong.getTargetType()));
            case DatabindException wrong -> about(field, "has a value that isn't allowed here");
            default -> ErrorReport.of(ErrorCode.BAD_REQUEST, "The body can't be read as JSON.");
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

    private static ErrorReport about(String field, String problem) {
        return field.isEmpty()
                ? ErrorReport.of(ErrorCode.BAD_REQUEST, "The body " + problem + ".")
                : ErrorReport.of(
                        ErrorCode.BAD_REQUEST,
                        "The field " + field + " " + problem + ".",
                        new ErrorDetail(field, problem));
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
