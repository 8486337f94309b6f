package io.omni.api.edge;

import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** An exception and what lies beneath it. */
final class Causes {
    private static final int DEEPEST = 20;

    private Causes() {}

    /** From the outermost to the innermost, bounded so that a circle ends too. */
    static List<Throwable> of(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>(4);
        for (Throwable cause = thrown; cause != null && causes.size() < DEEPEST; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    /** Whether it failed because the caller has closed the connection, so that there is nobody to answer. */
    static boolean isCallerGone(Throwable thrown) {
        return of(thrown).stream()
                .anyMatch(cause ->
                        cause instanceof AsyncRequestNotUsableException || cause instanceof ClientAbortException);
    }
}
