package io.omni.api.edge;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what failed outside the controllers: in a filter, or by {@code sendError}. */
@Controller
class FallbackErrors implements ErrorController {

    @Access(scope = Scope.PUBLIC, rate = RateCategory.NONE)
    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(RequestIds.HEADER, Caller.of(request).requestId());
        ErrorBodies.write(request, response, report(request));
    }

    private static ErrorReport report(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            return ErrorReports.of(thrown, Caller.of(request).requestId());
        }
        // Asked for by a caller rather than by the server, this path is like any other that isn't there.
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return ErrorReports.ofStatus(status instanceof Integer known && known >= 400 ? known : 404);
    }
}
