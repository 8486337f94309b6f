package io.omni.command.content.target;

import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.content.media.Steps;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An outbox: {@code <project>/<clip>.mp4}, {@code .jpg} and {@code .json}. The metadata comes last and whole, so whoever watches the folder for
 * {@code .json} files finds the others complete; it also is what tells that an upload is done.
 */
public final class FolderTarget implements UploadTarget {
    private final Path outbox;
    private final JsonMapper json;
    private final Clock clock;

    /** An outbox in a folder, which is made when it is missing. */
    public FolderTarget(Path outbox, JsonMapper json, Clock clock) {
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Uploaded upload(Order order, Steps steps) throws MediaTrouble, InterruptedException {
        Path folder = outbox.resolve(order.projectId());
        Path metadata = folder.resolve(order.clipId() + ".json");
        Path video = folder.resolve(order.clipId() + ".mp4");
        Uploaded uploaded = new Uploaded(
                "folder-" + order.clipId(), video.toAbsolutePath().toUri().toString(), true);
        try {
            steps.step("OPENING", 0.0, "opens the outbox");
            if (isDone(metadata, order)) {
                steps.step("CONFIRMING", 1.0, "the clip lies in the outbox already");
                return uploaded;
            }
            Files.createDirectories(folder);
            steps.step("SENDING", 0.1, "copies the clip");
            place(order.video(), video);
            place(order.thumbnail(), folder.resolve(order.clipId() + ".jpg"));
            steps.step("CONFIRMING", 0.9, "writes the metadata");
            Path draft = draftOf(metadata);
            Files.write(draft, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(metadata(order)));
            move(draft, metadata);
            return uploaded;
        } catch (IOException e) {
            throw String.valueOf(e.getMessage()).contains("No space left on device")
                    ? new MediaTrouble(Kind.NO_ROOM, "the disk of the outbox is full; make room, then retry the job", e)
                    : new MediaTrouble(Kind.PASSING, "the outbox can't be written", e);
        }
    }

    private boolean isDone(Path metadata, Order order) throws IOException {
        if (Files.notExists(metadata)) {
            return false;
        }
        try {
            JsonNode said = json.readTree(Files.readAllBytes(metadata));
            return order.uploadJobId().equals(said.path("upload_job_id").asString(""))
                    && order.sha256().equals(said.path("sha256").asString(""));
        } catch (JacksonException notOurs) {
            return false;
        }
    }

    private Map<String, Object> metadata(Order order) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("clip_id", order.clipId());
        metadata.put("project_id", order.projectId());
        metadata.put("upload_job_id", order.uploadJobId());
        metadata.put("channel", order.channel());
        metadata.put("title", order.wording().title());
        metadata.put("description", order.wording().description());
        metadata.put("keywords", List.copyOf(order.wording().keywords()));
        metadata.put("privacy_status", order.wording().privacyStatus().wireName());
        metadata.put(
                "scheduled_time",
                order.publishAt() == null ? null : order.publishAt().toString());
        metadata.put("video", order.clipId() + ".mp4");
        metadata.put("thumbnail", order.clipId() + ".jpg");
        metadata.put("sha256", order.sha256());
        metadata.put("written_at", clock.instant().toString());
        return metadata;
    }

    private static void place(Path from, Path to) throws IOException {
        Path draft = draftOf(to);
        Files.copy(from, draft, StandardCopyOption.REPLACE_EXISTING);
        move(draft, to);
    }

    /** Named after the file, so that a try that was killed leaves nothing for ever; and as readable as any other file here. */
    private static Path draftOf(Path to) {
        return to.resolveSibling(".draft-" + to.getFileName());
    }

    private static void move(Path draft, Path to) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
