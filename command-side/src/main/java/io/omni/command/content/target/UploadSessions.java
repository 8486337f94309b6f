package io.omni.command.content.target;

import io.omni.command.secret.SealedBox;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where uploads stand at their target, so that one that was broken off goes on and a finished one is recognised. Sessions are encrypted. */
public final class UploadSessions {
    private final JdbcTemplate jdbc;
    private final SealedBox box;
    private final Clock clock;

    /** Sessions in the database, encrypted in this box. */
    public UploadSessions(DataSource processing, SealedBox box, Clock clock) {
        this.jdbc = new JdbcTemplate(processing);
        this.box = box;
        this.clock = clock;
    }

    /**
     * Where an upload stands.
     *
     * @param address where its bytes go; null when no session is open
     * @param videoId what the target calls it; null when it isn't finished
     */
    record Session(@Nullable String address, @Nullable String videoId) {}

    /** Where an upload of this very content stands. */
    Optional<Session> find(String uploadJobId, String sha256) {
        List<Session> found = jdbc.query(
                "SELECT session, platform_video_id FROM content_upload_session WHERE upload_job_id = ? AND sha256 = ?",
                (row, _) -> {
                    byte[] sealed = row.getBytes(1);
                    String address = sealed == null
                            ? null
                            : new String(box.open(place(uploadJobId), sealed), StandardCharsets.UTF_8);
                    return new Session(address, row.getString(2));
                },
                uploadJobId,
                sha256);
        return found.stream().findFirst();
    }

    /** Remembers a session before anything is sent to it. */
    void opened(String uploadJobId, String sha256, String target, String address) {
        put(uploadJobId, sha256, target, box.seal(place(uploadJobId), address.getBytes(StandardCharsets.UTF_8)), null);
    }

    /** Remembers that an upload is finished; its session is no longer needed. */
    void finished(String uploadJobId, String sha256, String target, String videoId) {
        put(uploadJobId, sha256, target, null, videoId);
    }

    /** Forgets what nothing has happened to since a time. */
    public int forget(Instant before) {
        return jdbc.update("DELETE FROM content_upload_session WHERE changed_at < ?", before.atOffset(ZoneOffset.UTC));
    }

    private void put(
            String uploadJobId, String sha256, String target, byte @Nullable [] session, @Nullable String videoId) {
        jdbc.update(
                "INSERT INTO content_upload_session (upload_job_id, sha256, target, session, platform_video_id, changed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (upload_job_id) DO UPDATE SET sha256 = excluded.sha256,"
                        + " target = excluded.target, session = excluded.session,"
                        + " platform_video_id = excluded.platform_video_id, changed_at = excluded.changed_at",
                uploadJobId,
                sha256,
                target,
                session,
                videoId,
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static String place(String uploadJobId) {
        return "content_upload_session/" + uploadJobId;
    }
}
