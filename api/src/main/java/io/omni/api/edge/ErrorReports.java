package io.omni.api.edge;

import io.omni.command.Refusal;
import io.omni.command.service.ServiceUnavailable;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Map;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says what to answer to anything that was thrown. Nothing of the exception itself is passed on unless we wrote it. */
final class ErrorReports {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReports.class);

    private ErrorReports() {}

    static ErrorReport of(Throwable thrown, String requestId) {
        ErrorReport ours = ours(thrown);
        if (ours != null) {
            return ours;
        }
        ErrorReport web = web(thrown);
        if (web != null) {
            return web;
        }
        if (StoreFailures.isStoreAway(thrown)) {
            LOG.warn("The database could not be reached for request {}", requestId, thrown);
            return ErrorReport.of(
                            ErrorCode.STORE_UNAVAILABLE, "The database can't be reached at the moment; try again.")
                    .with("Retry-After", "2");
        }
        LOG.error("Request {} failed.", requestId, thrown);
        return ErrorReport.of(
                ErrorCode.INTERNAL_ERROR, "Something went wrong here; name the request id when you report it.");
    }

    /** What our own code or the server beneath has said of the request, however deep a framework has wrapped it. */
    private static @Nullable ErrorReport ours(Throwable thrown) {
        for (Throwable cause : Causes.of(thrown)) {
            switch (cause) {
                case ApiError error -> {
                    return new ErrorReport(
                            error.code().status(),
                            error.code().name(),
                            error.getMessage(),
                            error.details(),
                            error.headers());
                }
                case Refusal refusal -> {
                    List<ErrorDetail> details = refusal.details().stream()
                            .map(detail -> new ErrorDetail(detail.field(), detail.message()))
                            .toList();
                    return new ErrorReport(
                            ErrorCode.statusOf(refusal.code()),
                            refusal.code(),
                            refusal.getMessage(),
                            details,
                            Map.of());
                }
                // The server's own: a query or a form that can't be decoded, found when a parameter is first asked for.
                case InvalidParameterException undecodable -> {
                    return ofStatus(undecodable.getErrorCode());
                }
                // A chunked body that isn't one.
                case BadRequestException malformed -> {
                    return ofStatus(400);
                }
                case ServiceUnavailable unavailable -> {
                    return ErrorReport.of(
                            ErrorCode.SERVICE_UNAVAILABLE,
                            "A service that this needs gives no usable answer; try again when it is healthy.",
                            new ErrorDetail("service", unavailable.service()));
                }
                default -> {
                    // Not one of ours; look beneath it.
                }
            }
        }
        return null;
    }

    private static @Nullable ErrorReport web(Throwable thrown) {
        return switch (thrown) {
            case HttpMessageNotReadableException unreadable -> JsonProblems.report(unreadable);
            case MethodArgumentNotValidException invalid -> Violations.report(invalid);
            case HandlerMethodValidationException invalid -> Violations.report(invalid);
            case ConstraintViolationException invalid -> Violations.report(invalid);
            case NoResourceFoundException nothing -> nothingHere();
            case NoHandlerFoundException nothing -> nothingHere();
            case HttpRequestMethodNotSupportedException wrong -> methodNotAllowed(wrong);
            case HttpMediaTypeNotSupportedException wrong -> unsupported(wrong);
            case HttpMediaTypeNotAcceptableException wrong ->
                ErrorReport.of(
                        ErrorCode.NOT_ACCEPTABLE,
                        "This path can't answer in a form that Accept allows; ask for application/json.");
            case MissingServletRequestParameterException missing ->
                badParameter(missing.getParameterName(), "is required");
            case MissingRequestHeaderException missing -> badParameter(missing.getHeaderName(), "is required");
            case MethodArgumentTypeMismatchException wrong ->
                badParameter(wrong.getName(), "has a value of the wrong form");
            case AsyncRequestTimeoutException late ->
                ErrorReport.of(ErrorCode.TIMEOUT, "It took longer than it may; try again.");
            case ErrorResponse other -> ofStatus(other.getStatusCode().value());
            default -> null;
        };
    }

    /** What to say when only the status is known. */
    static ErrorReport ofStatus(int status) {
        ErrorCode code = ErrorCode.ofStatus(status);
        String message = switch (status) {
            case 404 -> "There is nothing at this path.";
            case 405, 501 -> "This method isn't allowed here.";
            case 413 -> "The body is larger than it may be; send less at once.";
            case 414, 431 -> "The request line or its headers are longer than they may be.";
            default ->
                status < 500
                        ? "The request can't be understood."
                        : "Something went wrong here; name the request id when you report it.";
        };
        return new ErrorReport(status, code.name(), message, List.of(), Map.of());
    }

    private static ErrorReport nothingHere() {
        return ofStatus(404);
    }

    private static ErrorReport methodNotAllowed(HttpRequestMethodNotSupportedException wrong) {
        String[] methods = wrong.getSupportedMethods();
        String allowed = methods == null ? "" : String.join(", ", methods);
        return ErrorReport.of(
                        ErrorCode.METHOD_NOT_ALLOWED, "This method isn't allowed here; use one of: " + allowed + ".")
                .with("Allow", allowed);
    }

    private static ErrorReport unsupported(HttpMediaTypeNotSupportedException wrong) {
        String supported = MediaType.toString(wrong.getSupportedMediaTypes());
        ErrorReport report = ErrorReport.of(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body's Content-Type isn't read here; send application/json.");
        return supported.isEmpty() ? report : report.with("Accept", supported);
    }

    private static ErrorReport badParameter(String name, String problem) {
        return ErrorReport.of(
                ErrorCode.BAD_REQUEST, "The parameter " + name + " " + problem + ".", new ErrorDetail(name, problem));
    }
}
