package io.omni.command.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.events.content.Analysis;
import io.omni.events.content.Candidate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AnalyzerTest {
    private static final String SRT = """
            1
            00:00:00,200 --> 00:00:02,900
            Why is <i>this</i> test so fast?

            2
            00:00:04,100 --> 00:00:06,900
            Because the video is small and nobody waits for databases.
            """;

    @TempDir
    static Path fixtures;

    @TempDir
    Path folder;

    private static Path scenes;
    private Path work = Path.of("/");

    @BeforeAll
    static void makeVideo() throws Exception {
        scenes = Videos.twoScenes(fixtures.resolve("scenes.mp4"));
    }

    @BeforeEach
    void makeFolder() throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
    }

    @Test
    void a_video_is_measured_and_its_pieces_begin_and_end_on_speech() throws Exception {
        put(scenes);
        Files.writeString(work.resolve("subtitles.srt"), SRT);
        List<String> steps = new ArrayList<>();

        Analysis analysis = analyzer(null)
                .analyze(
                        work,
                        "video",
                        "subtitles.srt",
                        "A title",
                        List.of("databases"),
                        (step, _, _) -> steps.add(step));

        assertThat(analysis.media().durationSeconds()).isEqualTo(8, within(0.1));
        assertThat(analysis.media().width()).isEqualTo(320);
        assertThat(analysis.media().scenes()).isEqualTo(2);
        assertThat(analysis.media().silences()).isEqualTo(2);
        assertThat(analysis.media().loudnessLufs()).isBetween(-25.0, -10.0);
        assertThat(analysis.media().transcriptSource()).isEqualTo("sidecar");
        assertThat(analysis.relevanceScore()).isEqualTo(0.5);
        assertThat(analysis.keywords()).startsWith("databases");
        Candidate candidate = analysis.candidates().getFirst();
        assertThat(candidate.start()).isEqualTo(0.2);
        assertThat(candidate.end()).isEqualTo(6.9);
        assertThat(candidate.cues()).hasSize(2);
        assertThat(candidate.transcript()).startsWith("Why is this test so fast?");
        assertThat(candidate.confidence()).isBetween(0.4, 1.0);
        assertThat(steps.stream().distinct()).containsExactly("PROBING", "LISTENING", "WATCHING", "READING", "SCORING");
    }

    @Test
    void the_same_video_gives_the_same_analysis() throws Exception {
        put(scenes);
        assertThat(analyze(null)).isEqualTo(analyze(null));
        assertThat(analyze(null).candidates()).isNotEmpty();
    }

    @Test
    void a_video_whose_picture_never_changes_is_one_scene() throws Exception {
        put(Videos.make(
                folder.resolve("still.mp4"),
                "-f lavfi -i color=c=red:s=320x180:r=15:d=6 -f lavfi -i " + Videos.BURSTS + "6 -c:a aac"));

        assertThat(analyze(null).media().scenes()).isEqualTo(1);
    }

    @Test
    void subtitles_in_the_video_are_read() throws Exception {
        Files.writeString(folder.resolve("s.srt"), SRT);
        Videos.run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                scenes.toString(),
                "-i",
                folder.resolve("s.srt").toString(),
                "-c",
                "copy",
                "-c:s",
                "mov_text",
                "-f",
                "mp4",
                work.resolve("video").toString()));
        assertThat(analyze(null).media().transcriptSource()).isEqualTo("embedded");
    }

    @Test
    void a_speech_to_text_command_is_asked_where_there_are_no_subtitles() throws Exception {
        put(scenes);
        Analysis analysis =
                analyze("test -s \"$1\" && printf 'WEBVTT\\n\\n00:00.100 --> 00:06.000\\nHello from a command\\n'");
        assertThat(analysis.media().transcriptSource()).isEqualTo("speech");
        assertThat(analysis.candidates().getFirst().transcript()).isEqualTo("Hello from a command");
    }

    @Test
    void a_program_that_is_not_installed_is_named() throws Exception {
        put(scenes);
        MediaSettings settings =
                Videos.with(Videos.settings(folder), "ffmpeg", "no-such-ffprobe", null, Duration.ofMinutes(1));
        refused(settings, Kind.UNEQUIPPED, "the program no-such-ffprobe is not installed");
    }

    @Test
    void a_program_that_hangs_is_ended() throws Exception {
        put(scenes);
        String hangs = Videos.script(folder.resolve("ffprobe"), "sleep 600");
        refused(
                Videos.with(Videos.settings(folder), "ffmpeg", hangs, null, Duration.ofSeconds(1)),
                Kind.TIMEOUT,
                "it took too long");
    }

    @Test
    void a_program_that_is_killed_is_worth_another_try() throws Exception {
        put(scenes);
        String killed = Videos.script(folder.resolve("ffmpeg"), "kill -9 $$");
        refused(
                Videos.with(Videos.settings(folder), killed, "ffprobe", null, Duration.ofMinutes(1)),
                Kind.PASSING,
                "ended from outside by signal 9");
    }

    @Test
    void an_empty_file_is_refused() throws Exception {
        Files.createFile(work.resolve("video"));
        refused("the file is empty");
    }

    @Test
    void a_file_that_breaks_off_before_its_index_is_refused() throws Exception {
        Files.write(work.resolve("video"), Arrays.copyOf(Files.readAllBytes(scenes), 20_000));
        refused("ffprobe can't work with this");
    }

    @Test
    void a_file_that_breaks_off_is_taken_as_far_as_it_goes() throws Exception {
        Path whole = folder.resolve("whole.mkv");
        Videos.run(List.of("ffmpeg", "-v", "error", "-i", scenes.toString(), "-c", "copy", whole.toString()));
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(work.resolve("video"), Arrays.copyOf(bytes, bytes.length * 2 / 3));

        assertThat(analyze(null).media().durationSeconds()).isBetween(1.0, 7.5);
    }

    @Test
    void sound_without_a_picture_is_refused_and_a_cover_is_no_picture() throws Exception {
        Path cover = folder.resolve("cover.png");
        Videos.run(List.of(
                "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "color=red:s=32x32", "-frames:v", "1", cover.toString()));
        Videos.run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-f",
                "lavfi",
                "-i",
                "sine=d=1",
                "-i",
                cover.toString(),
                "-map",
                "0",
                "-map",
                "1",
                "-c:v",
                "copy",
                "-disposition:v",
                "attached_pic",
                "-f",
                "mp3",
                work.resolve("video").toString()));
        refused("the file has sound but no picture");
    }

    @Test
    void a_file_without_streams_is_refused() throws Exception {
        Files.write(work.resolve("video"), withoutStreams());
        refused("the file has neither picture nor sound");
    }

    @Test
    void ten_hours_by_its_header_are_too_long() throws Exception {
        Path file = folder.resolve("long.mkv");
        Videos.run(List.of("ffmpeg", "-v", "error", "-i", scenes.toString(), "-c", "copy", file.toString()));
        byte[] bytes = Files.readAllBytes(file);
        // EBML: the element Duration (44 89), eight bytes of a double, in milliseconds.
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\u0044\u0089\u0088");
        ByteBuffer.wrap(bytes).putDouble(at + 3, Duration.ofHours(10).toMillis());
        Files.write(work.resolve("video"), bytes);
        refused("the video has 600 minutes by its header; at most 240 are taken");
    }

    @Test
    void a_list_of_other_files_is_no_video() throws Exception {
        Files.writeString(work.resolve("video"), "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n");
        refused("ffprobe can't work with this");
        Files.writeString(work.resolve("video"), "ffconcat version 1.0\nfile /etc/passwd\n");
        refused("ffprobe can't work with this");
    }

    private void put(Path video) throws IOException {
        Files.copy(video, work.resolve("video"));
    }

    private Analyzer analyzer(@Nullable String speech) {
        return new Analyzer(
                Videos.with(Videos.settings(folder), "ffmpeg", "ffprobe", speech, Duration.ofMinutes(1)), Videos.JSON);
    }

    private Analysis analyze(@Nullable String speech) throws Exception {
        return analyzer(speech).analyze(work, "video", null, "", List.of(), (_, _, _) -> {});
    }

    private void refused(String sentence) {
        refused(Videos.settings(folder), Kind.BAD_INPUT, sentence);
    }

    private void refused(MediaSettings settings, Kind kind, String sentence) {
        assertThatExceptionOfType(MediaTrouble.class)
                .isThrownBy(() -> new Analyzer(settings, Videos.JSON)
                        .analyze(work, "video", null, "", List.of(), (_, _, _) -> {}))
                .withMessageContaining(sentence)
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(kind));
    }

    /** An MP4 whose index names no track (ISO/IEC 14496-12). */
    private static byte[] withoutStreams() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(108);
        header.putInt(108)
                .put("mvhd".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(0)
                .putInt(0);
        header.putInt(1000).putInt(1000).putInt(0x10000).putShort((short) 0x100);
        header.position(104).putInt(1);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {0, 0, 0, 16});
        file.write("ftypisom\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
        file.write(new byte[] {0, 0, 0, 116});
        file.write("moov".getBytes(StandardCharsets.US_ASCII));
        file.write(header.array());
        return file.toByteArray();
    }
}
