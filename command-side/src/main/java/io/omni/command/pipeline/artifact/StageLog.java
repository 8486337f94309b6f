package io.omni.command.pipeline.artifact;

/**
 * Where a stage says what it does. Lines are stored in order, soon readable while the stage still works, and redacted and cut to
 * 4,000 characters; beyond 10,000 lines an attempt's log says that it was cut and keeps no more. Safe for several threads.
 */
public interface StageLog {

    /** Says what is going on. */
    void info(String message);

    /** Says what is odd but no failure. */
    void warn(String message);

    /** Says what failed. */
    void error(String message);

    /**
     * Says how far the stage is.
     *
     * @param percent 0 to 100
     * @param message what it is at
     */
    void progress(int percent, String message);
}
