package io.omni.api.edge;

import java.util.List;
import java.util.Map;

/** A request is answered with an error. Thrown by controllers and filters; the edge turns it into the one error shape. */
public class ApiError extends RuntimeException {
    private final ErrorCode code;
    private final transient List<ErrorDetail> details;
    private final transient Map<String, String> headers;

    /**
     * An error with a list of what it is about.
     *
     * @param code what kind of error
     * @param message one sentence that tells the caller what to do
     * @param details what it is about; may be empty
     */
    public ApiError(ErrorCode code, String message, ErrorDetail... details) {
        this(code, message, List.of(details), Map.of());
    }

    /**
     * An error with headers of its own, such as {@code Retry-After}.
     *
     * @param code what kind of error
     * @param message one sentence that tells the caller what to do
     * @param details what it is about; may be empty
     * @param headers headers that the answer carries
     */
    public ApiError(ErrorCode code, String message, List<ErrorDetail> details, Map<String, String> headers) {
        // Without a stack trace: it is an answer, not a fault, and making one is the costly part of an exception.
        super(message, null, false, false);
        this.code = code;
        this.details = List.copyOf(details);
        this.headers = Map.copyOf(headers);
    }

    /** What kind of error. */
    public ErrorCode code() {
        return code;
    }

    /** What it is about. */
    public List<ErrorDetail> details() {
        return details;
    }

    /** Headers that the answer carries. */
    public Map<String, String> headers() {
        return headers;
    }
}
