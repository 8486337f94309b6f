package io.omni.command.content.target;

import io.omni.command.address.AddressGuard;
import io.omni.command.address.GuardedHttp;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The targets by channel. A channel that no account is given for ends in the outbox, to be handed over by hand. */
public final class UploadTargets implements AutoCloseable {
    private static final Set<String> YOUTUBE = Set.of("youtube", "youtube_shorts");

    private final FolderTarget outbox;
    private final @Nullable YouTubeTarget youTube;
    private final GuardedHttp http;

    /** All that the settings allow. */
    public UploadTargets(
            TargetSettings settings, UploadSessions sessions, AddressGuard guard, JsonMapper json, Clock clock) {
        this.http = new GuardedHttp(guard);
        this.outbox = new FolderTarget(settings.outbox(), json, clock);
        YouTubeSettings account = settings.youTube();
        this.youTube = account == null ? null : new YouTubeTarget(account, sessions, http, json, clock);
    }

    /** The target for a channel. */
    public UploadTarget of(String channel) {
        return youTube != null && YOUTUBE.contains(channel) ? youTube : outbox;
    }

    @Override
    public void close() {
        http.close();
    }
}
