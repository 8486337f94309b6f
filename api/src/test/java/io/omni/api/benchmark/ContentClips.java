package io.omni.api.benchmark;

import io.omni.command.content.media.MediaSettings;
import io.omni.command.content.work.ContentSettings;
import io.omni.events.content.JobKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Ten videos of a minute, from their folder to clips in the outbox, beside the same programs without the product. */
final class ContentClips {
    private static final List<String> SAID = List.of(
            "Today we launch a little rocket in the garden. Never stand above it when it flies.",
            "A tomato needs six hours of sun, and water that never touches its leaves. Mine are red by July.",
            "This bridge was held up by ropes of grass for five hundred years. They weave it anew every June.",
            "Sourdough is patience and flour. Feed it at night, bake in the morning, and share the first loaf.",
            "My grandmother mended watches with a needle and her left eye. She said the other one was for people.",
            "An octopus tastes with its arms. So it knows what you had for lunch before it has seen your face.",
            "Nobody had climbed the north wall in winter. We went because the hut keeper told us not to.",
            "Old keyboards click because a spring buckles. That sound is the switch telling your finger to stop.",
            "The night train to the sea has one carriage with windows that open. Book that one, and bring a coat.",
            "Glass is sand that has forgotten how to be sand. Heat it until it glows, then turn it, always turn it.");
    private static final Set<String> ENDS = Set.of("PUBLISHED", "REJECTED", "QUARANTINED");
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Path folder;
    private final Report report;

    ContentClips(Path folder, Report report) {
        this.folder = folder;
        this.report = report;
    }

    /** Time on the clock, and time of processors that this process and the programs it started have used. */
    private record Spent(double seconds, Processor.Used processor) {}

    void run() throws Exception {
        RecordedPrograms programs = new RecordedPrograms(folder.resolve("programs"));
        Path data = folder.resolve("content");
        Spent product;
        int clips;
        ToIntFunction<JobKind> atOnce;
        try (Product running = start(data, programs)) {
            ContentCaller caller = new ContentCaller(running);
            videos(data.resolve("inbox/warm-up"), 1, 30);
            outbox(caller, data, "warm-up", 1);
            programs.forget();
            videos(data.resolve("inbox/films"), SAID.size(), 60);
            Processor.Used before = Processor.now();
            long start = System.nanoTime();
            clips = outbox(caller, data, "films", SAID.size());
            product =
                    new Spent((System.nanoTime() - start) / 1e9, Processor.now().since(before));
            atOnce = running.bean(ContentSettings.class)::atOnce;
        }
        List<RecordedPrograms.Job> jobs = programs.jobs(data.resolve("media"), folder.resolve("by-hand"));
        Processor.Used before = Processor.now();
        double seconds = RecordedPrograms.byHand(jobs, atOnce).toNanos() / 1e9;
        Spent hand = new Spent(seconds, Processor.now().since(before));
        int started = jobs.stream().mapToInt(job -> job.lines().size()).sum();
        report(product, hand, clips, started);
    }

    private void report(Spent product, Spent hand, int clips, int started) {
        report.plain(
                String.format(
                        Locale.ROOT,
                        "the %d programs that make %d clips of %d videos of a minute, by hand",
                        started,
                        clips,
                        SAID.size()),
                String.format(
                        Locale.ROOT,
                        "%.1f s, %.1f s of processors",
                        hand.seconds(),
                        hand.processor().programs()));
        report.plain(
                "the same from the folder to the outbox",
                String.format(
                        Locale.ROOT,
                        "%.1f s, %.1f s of processors, %.1f of them this process's",
                        product.seconds(),
                        product.processor().all(),
                        product.processor().own()));
        report.below("the latter beside the former", 100 * product.seconds() / hand.seconds(), "%", 125);
        report.plain(
                "the same by processors' time",
                Report.number(100 * product.processor().all() / hand.processor().programs()) + " %");
    }

    private static Product start(Path data, RecordedPrograms programs) {
        return Product.start(
                data,
                0,
                context -> context.registerBean(
                        MediaSettings.class,
                        () -> programs.in(context.getBean("mediaSettings", MediaSettings.class)),
                        definition -> definition.setPrimary(true)));
    }

    /** Has a folder's videos made into clips; how many lie in the outbox when all is done. */
    private static int outbox(ContentCaller caller, Path data, String name, int videos) throws Exception {
        String project = caller.project(String.format(
                Locale.ROOT, "{\"name\":\"%s\",\"keywords\":[\"rocket\",\"sun\",\"sea\"],\"daily_quota\":10}", name));
        caller.post("/" + project + "/creators", "{\"platform\":\"folder\",\"handle\":\"" + name + "\"}");
        caller.post("/" + project + "/start", "{}");
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Path outbox = data.resolve("outbox").resolve(project);
        while (System.nanoTime() < deadline) {
            // Asking all the time would be work of its own: one clip of each video is what is made.
            TimeUnit.MILLISECONDS.sleep(100);
            if (written(outbox) >= videos && isDone(caller, project, videos)) {
                caller.post("/" + project + "/stop", "{}");
                return inOutbox(outbox, clips(caller, project));
            }
        }
        throw new IllegalStateException("the clips of " + name + " were not made in time");
    }

    /** How many clips lie in the outbox with the file that comes last. */
    private static long written(Path outbox) throws IOException {
        if (Files.notExists(outbox)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(outbox)) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    private static boolean isDone(ContentCaller caller, String project, int videos) throws Exception {
        return caller.get("/" + project + "/analysis").at("/pagination/total").asInt() == videos
                && clips(caller, project).stream()
                        .allMatch(clip -> ENDS.contains(clip.path("status").asString()));
    }

    private static List<JsonNode> clips(ContentCaller caller, String project) throws Exception {
        JsonNode items = caller.get("/" + project + "/clips?limit=200").path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static int inOutbox(Path outbox, List<JsonNode> clips) {
        int published = 0;
        for (JsonNode clip : clips) {
            if (clip.path("status").asString().equals("PUBLISHED")) {
                Path file = outbox.resolve(clip.path("clip_id").asString() + ".mp4");
                if (Files.notExists(file)) {
                    throw new IllegalStateException(file + " is missing");
                }
                published++;
            }
        }
        if (published == 0) {
            throw new IllegalStateException("no clip was made");
        }
        return published;
    }

    /** Videos in 720p of three scenes that say the same, with silence between them: one clip is made of each. They differ in what is said. */
    private static void videos(Path inbox, int count, int seconds) throws IOException, InterruptedException {
        Files.createDirectories(inbox);
        Path first = inbox.resolve("video-0.mp4");
        int scene = seconds / 3;
        String picture = "=size=1280x720:rate=25:duration=" + scene;
        List<String> make = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
        for (String source : List.of("testsrc2", "smptehdbars", "testsrc")) {
            make.addAll(List.of("-f", "lavfi", "-i", source + picture));
        }
        make.addAll(List.of("-f", "lavfi", "-i"));
        make.add(String.format(
                Locale.ROOT,
                "sine=frequency=300:duration=%d,volume='if(lt(mod(t,%d),%d),0.5,0)':eval=frame",
                seconds,
                scene,
                spoken(scene)));
        make.addAll(List.of("-filter_complex", "[0:v][1:v][2:v]concat=n=3:v=1:a=0,format=yuv420p[v]"));
        make.addAll(List.of("-map", "[v]", "-map", "3:a", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"));
        make.add(first.toString());
        Programs.run(make, LONGEST);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                // Another title makes other bytes, or they would be taken for one.
                Programs.run(
                        List.of(
                                "ffmpeg",
                                "-v",
                                "error",
                                "-nostdin",
                                "-i",
                                first.toString(),
                                "-c",
                                "copy",
                                "-metadata",
                                "title=" + i,
                                inbox.resolve("video-" + i + ".mp4").toString()),
                        LONGEST);
            }
            StringBuilder subtitles = new StringBuilder();
            for (int at = 0; at < 3; at++) {
                subtitles.append(String.format(
                        Locale.ROOT,
                        "%d%n00:00:%02d,000 --> 00:00:%02d,000%n%s%n%n",
                        at + 1,
                        at * scene,
                        at * scene + spoken(scene),
                        SAID.get(i)));
            }
            Files.writeString(inbox.resolve("video-" + i + ".srt"), subtitles);
        }
    }

    private static int spoken(int scene) {
        return Math.min(8, scene);
    }
}
