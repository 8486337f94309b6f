package io.omni.api.edge;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers, in the one error shape, requests so broken that they never reach the application. Tomcat makes it by its name. */
public final class ServerErrorPage extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(ServerErrorPage.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Caller caller = Caller.of(request);
        ErrorReport report = ErrorReports.ofStatus(response.getStatus());
        boolean problem = ErrorBodies.asksForProblem(request);
        try {
            response.setHeader(RequestIds.HEADER, caller.requestId());
            response.setContentType(problem ? ErrorBodies.PROBLEM : ErrorBodies.JSON);
            response.setCharacterEncoding("utf-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(
                        new String(ErrorBodies.bytes(report, caller.requestId(), problem), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException callerIsGone) {
            LOG.debug("A broken request could not be answered.", callerIsGone);
        }
    }
}
