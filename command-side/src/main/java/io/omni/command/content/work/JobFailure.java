package io.omni.command.content.work;

import io.omni.events.content.mind.Mishap;
import io.omni.events.pipeline.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt failed in a way that its worker foresaw. */
public final class JobFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Mishap mishap;
    private final transient @Nullable Duration retryAfter;

    /**
     * Says why.
     *
     * @param problem a stable code and a sentence that tells a person what to do
     * @param mishap what kind of failure it is, which decides what follows
     * @param retryAfter how long the other side asks to wait; null when it doesn't
     */
    public JobFailure(Problem problem, Mishap mishap, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(problem.message(), cause);
        this.problem = problem;
        this.mishap = mishap;
        this.retryAfter = retryAfter;
    }

    /** A failure that comes again however often it is tried. */
    public static JobFailure permanent(String code, String message) {
        return new JobFailure(new Problem(code, message), Mishap.PERMANENT, null, null);
    }

    /** A failure that may pass. */
    public static JobFailure passing(String code, String message, @Nullable Throwable cause) {
        return new JobFailure(new Problem(code, message), Mishap.PASSING, null, cause);
    }

    /** Why. */
    public Problem problem() {
        return problem;
    }

    /** What kind of failure it is. */
    public Mishap mishap() {
        return mishap;
    }

    /** How long the other side asks to wait; null when it doesn't. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
