package io.omni.api.settings;

/**
 * The program can't start, for a reason the operator can mend. The message is one sentence that names what to change;
 * it is all that is printed before the process ends with exit code 1.
 */
public class StartupProblem extends RuntimeException {

    /**
     * Says what stands in the way.
     *
     * @param sentence one sentence for the operator, without secrets
     */
    public StartupProblem(String sentence) {
        super(sentence);
    }

    /**
     * Says what stands in the way, keeping what lies behind it for debugging.
     *
     * @param sentence one sentence for the operator, without secrets
     * @param cause what was caught
     */
    public StartupProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
