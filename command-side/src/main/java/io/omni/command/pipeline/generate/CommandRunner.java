package io.omni.command.pipeline.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs a program, confined: without the platform's secrets in its environment, with limits on memory and output. */
@FunctionalInterface
public interface CommandRunner {

    /**
     * Runs a program to its end; kills it and all its children when the time is up or the caller is interrupted.
     *
     * @param command the program and its arguments; no shell interprets them
     * @param workingDirectory where it runs
     * @param standardInput what it reads
     * @param timeout the longest it may take
     * @throws IOException when it can't be started
     */
    Finished run(List<String> command, Path workingDirectory, String standardInput, Duration timeout)
            throws IOException, InterruptedException;

    /**
     * How a program ended.
     *
     * @param exitCode its exit code; meaningless when it timed out
     * @param output what it wrote, standard output and error together; cut to the runner's limit
     * @param timedOut whether it was killed because its time was up
     */
    record Finished(int exitCode, String output, boolean timedOut) {}
}
