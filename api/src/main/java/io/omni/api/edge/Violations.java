package io.omni.api.edge;

import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Lists the broken rules that Bean Validation has found, with the fields named as the caller wrote them. */
final class Violations {

    private Violations() {}

    static ErrorReport report(MethodArgumentNotValidException invalid) {
        return report(invalid.getBindingResult().getAllErrors().stream()
                .map(error -> new ErrorDetail(
                        snakeCase(error instanceof FieldError field ? field.getField() : error.getObjectName()),
                        sentence(error.getDefaultMessage())))
                .toList());
    }

    static ErrorReport report(HandlerMethodValidationException invalid) {
        return report(invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new ErrorDetail(
                                snakeCase(
                                        error instanceof FieldError field
                                                ? field.getField()
                                                : result.getMethodParameter().getParameterName()),
                                sentence(error.getDefaultMessage()))))
                .toList());
    }

    static ErrorReport report(ConstraintViolationException invalid) {
        return report(invalid.getConstraintViolations().stream()
                .map(violation -> new ErrorDetail(
                        snakeCase(violation.getPropertyPath().toString()), sentence(violation.getMessage())))
                .toList());
    }

    private static ErrorReport report(List<ErrorDetail> problems) {
        ValidationFailed failed = new ValidationFailed(problems);
        return new ErrorReport(failed.code().status(), failed.code().name(), failed.getMessage(), problems, Map.of());
    }

    private static String sentence(@Nullable String message) {
        return message == null ? "breaks a rule" : message;
    }

    /** The wire's spelling of a Java name: {@code maxIterations} becomes {@code max_iterations}. */
    static String snakeCase(@Nullable String name) {
        return name == null ? "" : name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }
}
