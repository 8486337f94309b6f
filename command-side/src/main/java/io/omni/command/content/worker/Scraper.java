package io.omni.command.content.worker;

import io.omni.command.content.media.Analyzer;
import io.omni.command.content.media.MediaKind;
import io.omni.command.content.media.MediaStore;
import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.WorkFolder;
import io.omni.command.content.source.VideoSource;
import io.omni.command.content.source.VideoSource.Fetched;
import io.omni.command.content.source.VideoSource.Found;
import io.omni.command.content.source.VideoSource.Listing;
import io.omni.command.content.source.VideoSource.Wanted;
import io.omni.command.content.source.VideoSources;
import io.omni.command.content.source.VideoTypes;
import io.omni.command.content.work.ContentWorker;
import io.omni.command.content.work.JobFailure;
import io.omni.command.content.work.JobProgress;
import io.omni.command.content.work.JobTask;
import io.omni.events.content.JobKind;
import io.omni.events.content.ScrapeInput;
import io.omni.events.content.ScrapeResult;
import io.omni.events.content.StoredFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fetches a creator's new videos: LISTING, then for each post DOWNLOADING and STORING. A post that can't be taken in is passed over and said;
 * one that fails in a way that may pass doesn't keep the others from being fetched, and lets the job be tried again afterwards, when what
 * was fetched is known.
 */
@Component
final class Scraper implements ContentWorker {
    private static final Duration TIMEOUT = Duration.ofHours(4);

    private final VideoSources sources;
    private final MediaStore store;
    private final Analyzer analyzer;

    Scraper(VideoSources sources, MediaStore store, Analyzer analyzer) {
        this.sources = sources;
        this.store = store;
        this.analyzer = analyzer;
    }

    @Override
    public JobKind kind() {
        return JobKind.SCRAPE;
    }

    @Override
    public Duration timeout() {
        return TIMEOUT;
    }

    @Override
    public ScrapeResult work(JobTask task, JobProgress progress) throws JobFailure, InterruptedException {
        ScrapeInput input = task.input(ScrapeInput.class);
        try {
            return new Run(sources.of(input.platform()), input, progress).scrape();
        } catch (MediaTrouble e) {
            throw Failures.of(e);
        }
    }

    /** One attempt. */
    private final class Run {
        private final VideoSource source;
        private final ScrapeInput input;
        private final JobProgress progress;
        private int downloaded;
        private int duplicates;
        private int skipped;

        Run(VideoSource source, ScrapeInput input, JobProgress progress) {
            this.source = source;
            this.input = input;
            this.progress = progress;
        }

        ScrapeResult scrape() throws MediaTrouble, InterruptedException {
            progress.step("LISTING", 0.0, "asks " + input.platform() + " what there is");
            Listing listing = list();
            List<Found> found = listing.videos();
            if (listing.passedOver() > 0) {
                skipped = listing.passedOver();
                progress.step(
                        "LISTED",
                        0.0,
                        "videos: " + found.size() + "; passed over: " + listing.passedOver() + " (" + listing.why()
                                + ")");
            }
            MediaTrouble later = null;
            for (int i = 0; i < found.size(); i++) {
                Found video = found.get(i);
                if (!input.force() && progress.isKnown(video.post().postId())) {
                    skipped++;
                    continue;
                }
                double done = (double) i / found.size();
                try {
                    take(video, done);
                } catch (MediaTrouble e) {
                    switch (e.kind()) {
                        case BAD_INPUT, FORBIDDEN -> {
                            skipped++;
                            progress.step(
                                    "STORING", done, "passes \"" + video.post().title() + "\" over: " + e.getMessage());
                        }
                        case PASSING, TIMEOUT -> later = e;
                        case LIMITED, NO_ROOM, UNEQUIPPED -> throw e;
                    }
                }
            }
            if (later != null) {
                throw later;
            }
            return new ScrapeResult(found.size() + listing.passedOver(), downloaded, duplicates, skipped);
        }

        private Listing list() throws MediaTrouble, InterruptedException {
            Wanted wanted =
                    new Wanted(input.platform(), input.handle(), input.profileUrl(), input.since(), input.until());
            try (WorkFolder work = store.work()) {
                return source.list(wanted, work.path());
            }
        }

        private void take(Found video, double done) throws MediaTrouble, InterruptedException {
            String title = video.post().title();
            progress.step("DOWNLOADING", done, "fetches \"" + title + "\"");
            try (WorkFolder work = store.work()) {
                Fetched fetched = source.fetch(video, work.path(), store.partial(), _ -> {});
                analyzer.requireVideo(work.path(), fetched.video().getFileName().toString());
                progress.step("STORING", done, "stores \"" + title + "\"");
                StoredFile media = store.put(
                        fetched.video(), MediaKind.RAW, VideoTypes.mediaType(fetched.extension()), fetched.extension());
                if (progress.found(video.post(), media, subtitles(fetched.subtitles()))) {
                    downloaded++;
                } else {
                    duplicates++;
                }
            }
        }

        private @Nullable StoredFile subtitles(@Nullable Path file) throws MediaTrouble {
            if (file == null) {
                return null;
            }
            boolean vtt = file.getFileName().toString().endsWith(".vtt");
            return store.put(file, MediaKind.RAW, vtt ? "text/vtt" : "application/x-subrip", vtt ? "vtt" : "srt");
        }
    }
}
