package io.omni.api;

import io.omni.api.settings.StartupProblem;
import io.omni.command.secret.WrongMasterKey;
import io.omni.command.service.InvalidCatalog;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;

/**
 * Keeps Spring Boot from printing pages about a start that failed for a reason the operator can mend: {@code main} prints
 * the one sentence instead. Spring Boot makes it by its name in {@code META-INF/spring.factories}.
 */
final class StartupSentences implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        return of(failure) != null;
    }

    /** The sentence about a failed start; null when it is a fault of ours, which Spring Boot reports in full. */
    static @Nullable String of(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 30; cause = cause.getCause()) {
            if (cause instanceof StartupProblem problem) {
                return problem.getMessage();
            }
            if (cause instanceof WrongMasterKey wrong) {
                return wrong.getMessage();
            }
            if (cause instanceof InvalidCatalog faults) {
                return "OMNI_CATALOG: " + faults.getMessage();
            }
            if (cause instanceof PortInUseException taken) {
                return "OMNI_PORT is " + taken.getPort()
                        + ", which another program listens on; stop it or choose another port.";
            }
            depth++;
        }
        return null;
    }
}
