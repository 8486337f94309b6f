package io.omni.api.edge;

/** Every error code there is, and the HTTP status it travels with. The one place where the two meet. */
public enum ErrorCode {
    /** The request can't be understood: JSON that doesn't parse, an unknown field, a bad query parameter. */
    BAD_REQUEST(400),
    /** A workflow's definition breaks a rule. */
    INVALID_WORKFLOW(400),
    /** A workflow's steps wait for each other in a circle. */
    DEPENDENCY_CYCLE(400),
    // The content pipeline's own, below /v1.

    /** {@code limit}, {@code offset} or {@code cursor} can't be understood. */
    INVALID_PAGINATION(400),
    /** A time range ends before it begins, or has a bound that is no time. */
    INVALID_DATE_RANGE(400),
    /** A publication can't be scheduled for this time. */
    INVALID_SCHEDULE(400),
    /** There is no such project. */
    PROJECT_NOT_FOUND(404),
    /** The project has no such creator. */
    CREATOR_NOT_FOUND(404),
    /** There is no such clip. */
    CLIP_NOT_FOUND(404),
    /** There is no such job. */
    JOB_NOT_FOUND(404),
    /** There is a project of this name. */
    PROJECT_EXISTS(409),
    /** The project runs already. */
    ALREADY_RUNNING(409),
    /** The project stands still already. */
    ALREADY_STOPPED(409),
    /** The project has this creator already. */
    CREATOR_EXISTS(409),
    /** The clip has not been rendered yet. */
    CLIP_NOT_RENDERED(409),
    /** The clip is being edited. */
    EDIT_ALREADY_IN_PROGRESS(409),
    /** The clip is being uploaded, or has been. */
    UPLOAD_EXISTS(409),
    /** The clip's upload has failed, and is tried again or has been given up. */
    UPLOAD_FAILED(409),
    /** The project's schedule is being made. */
    SCHEDULER_BUSY(409),
    /** The time is taken on this channel. */
    SCHEDULE_CONFLICT(409),
    /** Nothing has been decided about the clip yet that could be explained. */
    HALOLUX_PENDING(409),
    /** The job has ended. */
    JOB_NOT_RUNNING(409),
    /** The job hasn't failed, expired or been ended. */
    JOB_NOT_FAILED(409),
    /** The ranges that were asked for don't lie in the file. */
    RANGE_NOT_SATISFIABLE(416),
    /** The handle isn't one that the platform has. */
    INVALID_HANDLE(422),

    /** No bearer token, or one that nobody has. */
    UNAUTHORIZED(401),
    /** The token is known, but its scopes don't cover this. */
    FORBIDDEN(403),
    /** There is nothing at this path. */
    NOT_FOUND(404),
    /** There is no such pipeline. */
    PIPELINE_NOT_FOUND(404),
    /** There is no such artifact. */
    ARTIFACT_NOT_FOUND(404),
    /** There is no such service in the catalogue. */
    SERVICE_NOT_FOUND(404),
    /** There is no such workflow. */
    WORKFLOW_NOT_FOUND(404),
    /** There is no such execution of the workflow. */
    EXECUTION_NOT_FOUND(404),
    /** There is no such webhook. */
    WEBHOOK_NOT_FOUND(404),
    /** There is no such delivery. */
    DELIVERY_NOT_FOUND(404),
    /** There is no such knowledge refresh. */
    REFRESH_NOT_FOUND(404),
    /** There is no such packet in the ledger. */
    PACKET_NOT_FOUND(404),
    /** There is no such projection. */
    PROJECTION_NOT_FOUND(404),
    /** There is no such API key. */
    KEY_NOT_FOUND(404),
    /** The path exists, but not for this method; {@code Allow} says for which. */
    METHOD_NOT_ALLOWED(405),
    /** Nothing that the caller accepts can be made. */
    NOT_ACCEPTABLE(406),
    /** The state it is in doesn't allow this. */
    CONFLICT(409),
    /** A pipeline already runs for this repository and branch. */
    PIPELINE_RUNNING(409),
    /** The pipeline has finished, or isn't in a state that allows this. */
    PIPELINE_NOT_RUNNING(409),
    /** The pipeline isn't paused. */
    PIPELINE_NOT_PAUSED(409),
    /** The pipeline hasn't failed. */
    PIPELINE_NOT_FAILED(409),
    /** The execution has finished. */
    EXECUTION_NOT_RUNNING(409),
    /** The execution hasn't failed. */
    EXECUTION_NOT_FAILED(409),
    /** The service is being restarted. */
    RESTART_IN_PROGRESS(409),
    /** A knowledge refresh runs. */
    REFRESH_RUNNING(409),
    /** The projection is being rebuilt. */
    REPLAY_RUNNING(409),
    /** The first request with this idempotency key hasn't been answered yet. */
    REQUEST_IN_PROGRESS(409),
    /** The webhook is paused or disabled. */
    WEBHOOK_NOT_ACTIVE(409),
    /** The resource has changed since the version that {@code If-Match} names. */
    PRECONDITION_FAILED(412),
    /** The body is larger than 1 MiB. */
    PAYLOAD_TOO_LARGE(413),
    /** The body is in a form that this path doesn't read. */
    UNSUPPORTED_MEDIA_TYPE(415),
    /** Well-formed, but fields break rules; all of them are listed. */
    VALIDATION_ERROR(422),
    /** The idempotency key was used for another body. */
    IDEMPOTENCY_KEY_REUSED(422),
    /** Too many requests. */
    RATE_LIMITED(429),
    /** A fault of ours; the log has it under the request id. */
    INTERNAL_ERROR(500),
    /** A pipeline's stage failed. */
    STAGE_FAILED(500),
    /** The target service doesn't answer as it should. */
    SERVICE_UNAVAILABLE(503),
    /** The database can't be reached; try again. */
    STORE_UNAVAILABLE(503),
    /** It took longer than it may. */
    TIMEOUT(504);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The status of a code by its name; 409 for one that isn't listed, since a rule has refused then. */
    static int statusOf(String name) {
        for (ErrorCode code : values()) {
            if (code.name().equals(name)) {
                return code.status;
            }
        }
        return CONFLICT.status;
    }

    /** The code for an answer of which only the status is known. */
    static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405, 501 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 412 -> PRECONDITION_FAILED;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> VALIDATION_ERROR;
            case 429 -> RATE_LIMITED;
            case 503 -> SERVICE_UNAVAILABLE;
            case 504 -> TIMEOUT;
            default -> status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}
