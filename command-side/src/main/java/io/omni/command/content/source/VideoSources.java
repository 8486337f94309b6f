package io.omni.command.content.source;

import io.omni.command.address.AddressGuard;
import io.omni.command.address.GuardedHttp;
import io.omni.command.content.media.MediaProgram;
import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.MediaTrouble.Kind;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/** The sources by platform. */
public final class VideoSources implements AutoCloseable {
    private final GuardedHttp http;
    private final Map<String, VideoSource> byPlatform = new HashMap<>();

    /** All that there are. */
    public VideoSources(
            SourceSettings settings, MediaProgram program, AddressGuard guard, JsonMapper json, Clock clock) {
        this.http = new GuardedHttp(guard);
        Download download = new Download(http, clock);
        YtDlpSource ytDlp = new YtDlpSource(settings, program, guard, json);
        for (VideoSource source : List.of(
                new FolderSource(settings),
                new FeedSource(settings, download, ytDlp),
                new HttpSource(settings, download, json),
                ytDlp)) {
            source.platforms().forEach(platform -> byPlatform.put(platform, source));
        }
    }

    /**
     * The source for a platform.
     *
     * @throws MediaTrouble when there is none
     */
    public VideoSource of(String platform) throws MediaTrouble {
        VideoSource source = byPlatform.get(platform);
        if (source == null) {
            throw new MediaTrouble(
                    Kind.BAD_INPUT,
                    "there is no source for this platform; there are "
                            + String.join(", ", new TreeSet<>(byPlatform.keySet())));
        }
        return source;
    }

    @Override
    public void close() {
        http.close();
    }
}
