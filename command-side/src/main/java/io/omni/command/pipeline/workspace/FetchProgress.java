package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.artifact.StageLog;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ProgressMonitor;

/** Tells the stage's log how far a fetch is, at most twice a second, and can call the fetch off. */
final class FetchProgress implements ProgressMonitor {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final StageLog log;
    private volatile boolean cancelled;
    private String task = "";
    private int total;
    private int done;
    private long saidAt = System.nanoTime() - PAUSE;

    FetchProgress(StageLog log) {
        this.log = log;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public void start(int totalTasks) {
        // The number of tasks says nothing about how long they take.
    }

    @Override
    public void beginTask(String title, int totalWork) {
        task = title;
        total = totalWork;
        done = 0;
    }

    @Override
    public void update(int completed) {
        done += completed;
        long now = System.nanoTime();
        if (total > 0 && !cancelled && now - saidAt >= PAUSE) {
            saidAt = now;
            log.progress(Math.clamp(100L * done / total, 0, 100), task);
        }
    }

    @Override
    public void endTask() {
        // Said by the next task or the stage itself.
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void showDuration(boolean enabled) {
        // The log stamps its lines itself.
    }
}
