package io.omni.command.content.work;

import io.omni.command.content.ContentReader;
import io.omni.command.content.RecordVideo;
import io.omni.command.content.ReportStep;
import io.omni.events.content.CreatorId;
import io.omni.events.content.Post;
import io.omni.events.content.ScrapeInput;
import io.omni.events.content.StoredFile;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A worker's progress as events: not more of them than anybody wants to read. */
final class ReportedProgress implements JobProgress {
    private static final double LEAST = 0.1;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final JobTask task;
    private final JobReports reports;
    private final Map<String, String> origin;
    private final ContentItems items;
    private final ContentReader content;
    private @Nullable String step;
    private double progress;
    private long reportedAt;

    ReportedProgress(
            JobTask task, JobReports reports, Map<String, String> origin, ContentItems items, ContentReader content) {
        this.task = task;
        this.reports = reports;
        this.origin = origin;
        this.items = items;
        this.content = content;
    }

    @Override
    public synchronized void step(String newStep, @Nullable Double newProgress, String message)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("told to stop");
        }
        long now = System.nanoTime();
        boolean grown = newProgress != null && newProgress >= progress + LEAST;
        if (newStep.equals(step) && !grown && now - reportedAt < PAUSE.toNanos()) {
            return;
        }
        step = newStep;
        progress = newProgress == null ? progress : newProgress;
        reportedAt = now;
        boolean current =
                reports.send(new ReportStep(task.job().jobId(), task.attempt(), newStep, newProgress, message), origin);
        if (!current) {
            throw new InterruptedException("the attempt is over");
        }
    }

    @Override
    public boolean isKnown(String postId) {
        return items.hasMet(task.project().projectId(), creator(), postId);
    }

    @Override
    public boolean found(Post post, StoredFile media, @Nullable StoredFile subtitles) {
        CreatorId creator = creator();
        boolean force = task.job().input() instanceof ScrapeInput input && input.force();
        RecordVideo command =
                new RecordVideo(task.project().projectId(), creator, task.job().jobId(), post, media, subtitles, force);
        reports.send(command, origin);
        // A scrape that is repeated after a crash hands in what it had handed in: that is no duplicate.
        return content.video(command.videoId())
                .filter(video -> video.creatorId().equals(creator)
                        && video.post().postId().equals(post.postId()))
                .isPresent();
    }

    private CreatorId creator() {
        return Objects.requireNonNull(task.job().creatorId(), "scrapes are about a creator");
    }
}
