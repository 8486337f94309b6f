package io.omni.command.content.worker;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.omni.command.address.AddressGuard;
import io.omni.command.content.media.Analyzer;
import io.omni.command.content.media.MediaProgram;
import io.omni.command.content.media.MediaSettings;
import io.omni.command.content.media.MediaStore;
import io.omni.command.content.media.MediaUpkeep;
import io.omni.command.content.media.Renderer;
import io.omni.command.content.source.SourceSettings;
import io.omni.command.content.source.VideoSources;
import io.omni.command.content.target.TargetSettings;
import io.omni.command.content.target.UploadSessions;
import io.omni.command.content.target.UploadTargets;
import io.omni.command.secret.MasterKey;
import io.omni.command.secret.SealedBox;
import io.omni.command.work.ScheduledWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what the workers work with, and keeps the store of media in order once an hour. */
@Configuration(proxyBeanMethods = false)
class MediaConfiguration {
    private static final Duration EVERY = Duration.ofHours(1);
    // As long as clips are kept: no upload is tried again after its clip is gone.
    private static final Duration SESSIONS = Duration.ofDays(365);

    @Bean
    MediaStore mediaStore(
            MediaSettings settings, @Qualifier("processingDataSource") DataSource dataSource, Clock clock) {
        return new MediaStore(settings, dataSource, clock);
    }

    @Bean
    Analyzer mediaAnalyzer(MediaSettings settings, JsonMapper json) {
        return new Analyzer(settings, json);
    }

    @Bean
    Renderer clipRenderer(MediaSettings settings, JsonMapper json) {
        return new Renderer(settings, json);
    }

    @Bean
    VideoSources videoSources(
            SourceSettings settings, MediaSettings media, AddressGuard guard, JsonMapper json, Clock clock) {
        return new VideoSources(settings, new MediaProgram(media), guard, json, clock);
    }

    @Bean
    UploadSessions uploadSessions(
            @Qualifier("processingDataSource") DataSource dataSource, MasterKey masterKey, Clock clock) {
        return new UploadSessions(dataSource, new SealedBox(masterKey), clock);
    }

    @Bean
    UploadTargets uploadTargets(
            TargetSettings settings, UploadSessions sessions, AddressGuard guard, JsonMapper json, Clock clock) {
        return new UploadTargets(settings, sessions, guard, json, clock);
    }

    @Bean
    ScheduledWork mediaUpkeep(MediaStore store, MediaSettings settings, UploadSessions sessions, Clock clock) {
        MediaUpkeep upkeep = new MediaUpkeep(store, settings, clock);
        return new ScheduledWork(
                List.of(),
                List.of(Tasks.recurring("media-upkeep", FixedDelay.of(EVERY)).execute((_, _) -> {
                    try {
                        upkeep.run();
                        sessions.forget(clock.instant().minus(SESSIONS));
                    } catch (IOException e) {
                        throw new UncheckedIOException("the store of media can't be kept in order now", e);
                    }
                })));
    }
}
