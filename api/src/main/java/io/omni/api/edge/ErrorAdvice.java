package io.omni.api.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers everything that a controller throws, or that keeps a request from reaching one, in the one error shape. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ErrorAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAdvice.class);

    @ExceptionHandler
    @Nullable
    ResponseEntity<byte[]> answer(Throwable thrown, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted() || Causes.isCallerGone(thrown)) {
            LOG.debug("Request {} could not be answered.", Caller.of(request).requestId(), thrown);
            return null;
        }
        String requestId = Caller.of(request).requestId();
        ErrorReport report = ErrorReports.of(thrown, requestId);
        boolean problem = ErrorBodies.asksForProblem(request);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(report.status());
        report.headers().forEach(answer::header);
        // The type is set, so that Accept can't turn an error into another error.
        return answer.contentType(MediaType.valueOf(problem ? ErrorBodies.PROBLEM : ErrorBodies.JSON))
                .body(ErrorBodies.bytes(report, requestId, problem));
    }
}
