package io.omni.command.content.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.content.target.UploadTarget.Order;
import io.omni.command.content.target.UploadTarget.Uploaded;
import io.omni.events.content.PrivacyStatus;
import io.omni.events.content.Wording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FolderTargetTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void a_clip_lies_in_the_outbox_with_its_thumbnail_and_metadata() throws Exception {
        Uploaded uploaded = upload("up_1");

        Path outbox = folder.resolve("outbox/proj_1");
        assertThat(uploaded)
                .isEqualTo(new Uploaded(
                        "folder-clip_1", outbox.resolve("clip_1.mp4").toUri().toString(), true));
        assertThat(outbox.resolve("clip_1.mp4")).hasContent("video");
        assertThat(outbox.resolve("clip_1.jpg")).hasContent("picture");
        JsonNode metadata = JSON.readTree(Files.readAllBytes(outbox.resolve("clip_1.json")));
        assertThat(metadata.path("title").asString("")).isEqualTo("A \"title\"");
        assertThat(metadata.path("keywords").get(0).asString("")).isEqualTo("tests");
        try (Stream<Path> files = Files.list(outbox)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void a_finished_upload_is_not_done_twice() throws Exception {
        upload("up_1");
        Path video = folder.resolve("outbox/proj_1/clip_1.mp4");
        FileTime then = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(video, then);

        upload("up_1");

        assertThat(Files.getLastModifiedTime(video)).isEqualTo(then);
    }

    @Test
    void an_upload_that_broke_off_before_its_metadata_is_made_whole() throws Exception {
        upload("up_1");
        Files.delete(folder.resolve("outbox/proj_1/clip_1.json"));
        Files.writeString(folder.resolve("outbox/proj_1/clip_1.mp4"), "hal");

        upload("up_1");

        assertThat(folder.resolve("outbox/proj_1/clip_1.mp4")).hasContent("video");
        assertThat(folder.resolve("outbox/proj_1/clip_1.json")).exists();
    }

    private Uploaded upload(String job) throws Exception {
        Path video = Files.writeString(folder.resolve("v"), "video");
        Path picture = Files.writeString(folder.resolve("p"), "picture");
        return new FolderTarget(folder.resolve("outbox"), JSON, Clock.systemUTC())
                .upload(
                        new Order(
                                job,
                                "proj_1",
                                "clip_1",
                                "folder",
                                "0".repeat(64),
                                video,
                                picture,
                                new Wording("A \"title\"", "", List.of("tests"), PrivacyStatus.PUBLIC),
                                null),
                        (_, _, _) -> {});
    }
}
