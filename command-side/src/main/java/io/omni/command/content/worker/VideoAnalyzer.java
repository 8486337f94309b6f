package io.omni.command.content.worker;

import io.omni.command.content.media.Analyzer;
import io.omni.command.content.media.MediaStore;
import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.WorkFolder;
import io.omni.command.content.work.ContentWorker;
import io.omni.command.content.work.JobFailure;
import io.omni.command.content.work.JobProgress;
import io.omni.command.content.work.JobTask;
import io.omni.events.content.AnalyzeInput;
import io.omni.events.content.AnalyzeResult;
import io.omni.events.content.JobKind;
import io.omni.events.content.StoredFile;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks into a video and finds candidates for clips: PROBING, LISTENING, WATCHING, READING, SCORING. */
@Component
final class VideoAnalyzer implements ContentWorker {
    private static final Duration TIMEOUT = Duration.ofHours(4);
    private static final String VIDEO = "video";

    private final MediaStore store;
    private final Analyzer analyzer;

    VideoAnalyzer(MediaStore store, Analyzer analyzer) {
        this.store = store;
        this.analyzer = analyzer;
    }

    @Override
    public JobKind kind() {
        return JobKind.ANALYZE;
    }

    @Override
    public Duration timeout() {
        return TIMEOUT;
    }

    @Override
    public AnalyzeResult work(JobTask task, JobProgress progress) throws JobFailure, InterruptedException {
        AnalyzeInput input = task.input(AnalyzeInput.class);
        try (WorkFolder work = store.work()) {
            work.add(store.open(input.media().sha256()), VIDEO);
            String sidecar = null;
            StoredFile subtitles = input.subtitles();
            if (subtitles != null) {
                sidecar = "subtitles." + subtitles.extension();
                work.add(store.open(subtitles.sha256()), sidecar);
            }
            String about = input.title() + "\n" + (input.description() == null ? "" : input.description());
            return new AnalyzeResult(
                    analyzer.analyze(work.path(), VIDEO, sidecar, about, input.keywords(), progress::step));
        } catch (MediaTrouble e) {
            throw Failures.of(e);
        }
    }
}
