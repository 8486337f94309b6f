package io.omni.command.content.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.omni.command.address.AddressGuard;
import io.omni.command.address.AddressSettings;
import io.omni.command.address.NameResolver;
import io.omni.command.content.media.MediaProgram;
import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.content.media.Videos;
import io.omni.command.content.source.VideoSource.Fetched;
import io.omni.command.content.source.VideoSource.Found;
import io.omni.command.content.source.VideoSource.Listing;
import io.omni.command.content.source.VideoSource.Wanted;
import io.omni.events.content.Post;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class SourcesTest {
    private static final Instant JANUARY = Instant.parse("2026-01-15T10:30:00Z");
    private static final byte[] VIDEO = new byte[300_000];

    static {
        new Random(1).nextBytes(VIDEO);
    }

    @FunctionalInterface
    private interface Played {
        void answer(HttpExchange exchange) throws IOException;
    }

    @TempDir
    Path folder;

    private final Map<String, Played> pages = new HashMap<>();
    private final List<String> ranges = new ArrayList<>();
    private HttpServer server;
    private Path allowed;
    private Path work;

    @BeforeEach
    void play() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            Played page = pages.get(exchange.getRequestURI().getPath());
            if (page == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                page.answer(exchange);
            }
            exchange.close();
        });
        server.start();
        allowed = Files.createDirectories(folder.resolve("allowed"));
        work = Files.createDirectories(folder.resolve("work"));
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    // Folders

    @Test
    void a_folder_gives_its_videos_with_what_lies_beside_them() throws Exception {
        Files.write(file("b.mp4", 2), VIDEO);
        Files.write(file("talk \"one\"\nand 'two'.MP4", 1), VIDEO);
        Files.writeString(allowed.resolve("talk \"one\"\nand 'two'.srt"), "1");
        Files.writeString(allowed.resolve("notes.txt"), "x");
        Files.write(file("old.mp4", -90), VIDEO);
        touch();

        List<Found> found = list("folder", "", null);

        assertThat(found).extracting(video -> video.post().title()).containsExactly("talk \"one\" and 'two'", "b");
        Fetched fetched = fetch("folder", found.getFirst());
        assertThat(fetched.video()).hasBinaryContent(VIDEO);
        assertThat(fetched.video().getFileName()).hasToString("video.mp4");
        assertThat(fetched.subtitles()).hasContent("1");
    }

    @Test
    void what_leads_out_of_the_allowed_folders_is_not_there() throws Exception {
        Path secret = Files.createDirectories(folder.resolve("secret"));
        Files.write(secret.resolve("private.mp4"), VIDEO);
        Files.createSymbolicLink(allowed.resolve("link.mp4"), secret.resolve("private.mp4"));
        Files.createSymbolicLink(allowed.resolve("out"), secret);

        assertThat(list("folder", "", null)).isEmpty();
        refused(Kind.FORBIDDEN, "no such folder", () -> list("folder", "out", null));
        refused(Kind.FORBIDDEN, "no such folder", () -> list("folder", "../secret", null));
        refused(Kind.FORBIDDEN, "no such folder", () -> list("folder", secret.toString(), null));
        refused(
                Kind.FORBIDDEN,
                "no such folder",
                () -> list("folder", "x", secret.toUri().toString()));
        refused(Kind.BAD_INPUT, "no path", () -> list("folder", "a\0b", null));
    }

    @Test
    void a_file_that_becomes_a_link_after_it_was_listed_is_not_followed() throws Exception {
        Path video = Files.write(allowed.resolve("a.mp4"), VIDEO);
        Found found = list("folder", "", null).getFirst();
        Path secret = Files.write(folder.resolve("secret.mp4"), VIDEO);
        Files.delete(video);
        Files.createSymbolicLink(video, secret);

        refused(Kind.FORBIDDEN, "not under a folder that may be read", () -> fetch("folder", found));
    }

    @Test
    void a_file_that_is_too_large_is_not_copied() throws Exception {
        Files.write(allowed.resolve("a.mp4"), new byte[1_000_001]);
        Found found = list("folder", "", null).getFirst();
        refused(Kind.BAD_INPUT, "more than 1000000 bytes", () -> fetch("folder", found));
    }

    // Feeds

    @Test
    void feeds_of_all_kinds_give_their_videos() throws Exception {
        feed("""
                <?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:podcast="https://podcastindex.org/namespace/1.0">
                <channel><item><title>One &amp; only</title><guid>id-1</guid><pubDate>Thu, 15 Jan 2026 09:00:00 GMT</pubDate>
                <description>&lt;p&gt;Said &lt;b&gt;so&lt;/b&gt;&lt;/p&gt;</description>
                <enclosure url="/a.mp4" type="video/mp4" length="1"/><podcast:transcript url="/a.vtt" type="text/vtt"/></item>
                <item><title>Sound</title><enclosure url="/b.mp3" type="audio/mpeg"/></item>
                <item><title>Two</title><guid>id-2</guid><pubDate>Wed, 14 Jan 2026 09:00 +0100</pubDate><media:content url="/c" medium="video"/></item>
                </channel></rss>""");
        List<Found> rss = feed();
        assertThat(rss).extracting(video -> video.post().postId()).containsExactly("id-2", "id-1");
        assertThat(rss.getLast().post().title()).isEqualTo("One & only");
        assertThat(rss.getLast().post().description()).isEqualTo("Said so");
        assertThat(rss.getLast().location()).isEqualTo(url("/a.mp4"));
        assertThat(rss.getLast().subtitles()).isEqualTo(url("/a.vtt"));
        assertThat(rss.getFirst().post().publishedAt()).isEqualTo("2026-01-14T08:00:00Z");

        feed("""
                <feed xmlns="http://www.w3.org/2005/Atom" xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/">
                <entry><id>yt:video:abc</id><title>Tube</title><link rel="alternate" href="https://www.youtube.com/watch?v=abc"/>
                <published>2026-01-15T08:00:00+00:00</published>
                <media:group><media:content url="https://www.youtube.com/v/abc?version=3" type="application/x-shockwave-flash"/></media:group></entry>
                </feed>""");
        assertThat(feed()).extracting(Found::location).containsExactly("https://www.youtube.com/watch?v=abc");
    }

    @Test
    void a_podcast_without_pictures_says_what_was_passed_over() throws Exception {
        feed("""
                <rss><channel><item><guid>1</guid><enclosure url="/a.mp4" type="video/mp4"/></item>
                <item><guid>2</guid><pubDate>Thu, 15 Jan 2026 09:00:00 GMT</pubDate><enclosure url="/b.mp3" type="audio/mpeg"/></item>
                <item><guid>3</guid><enclosure url="/c.m4a"/></item><item><guid>4</guid><title>Just words</title></item>
                <item><guid>5</guid><pubDate>Mon, 15 Jan 2024 09:00:00 GMT</pubDate><enclosure url="/d.mp3" type="audio/mpeg"/></item>
                </channel></rss>""");
        try (VideoSources sources = sources("no-such-yt-dlp")) {
            Listing listing = sources.of("feed").list(wanted("feed", "h", url("/feed")), work);

            assertThat(listing.videos()).hasSize(1);
            assertThat(listing.passedOver()).as("the old one isn't asked for").isEqualTo(3);
            assertThat(listing.why()).isEqualTo("2 hold sound without a picture, 1 name no video");
        }
    }

    @Test
    void a_feed_that_breaks_off_is_read_as_far_as_it_goes() throws Exception {
        feed(
                "<rss><channel><item><guid>1</guid><enclosure url='/a.mp4' type='video/mp4'/></item><item><guid>2</guid><encl");
        assertThat(feed()).extracting(video -> video.post().postId()).containsExactly("1");
    }

    @Test
    void entities_of_a_feed_are_neither_multiplied_nor_fetched() throws Exception {
        Files.writeString(folder.resolve("secret"), "top secret");
        StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 40; i++) {
            bomb.append("<!ENTITY a%d '&a%d;&a%d;&a%d;'>".formatted(i, i - 1, i - 1, i - 1));
        }
        feed(bomb + "<!ENTITY x SYSTEM '" + folder.resolve("secret").toUri() + "'><!ENTITY y SYSTEM '" + url("/asked")
                + "'>]><rss><channel><item><title>&a39; &x; &y;</title><guid>1</guid>"
                + "<enclosure url='/a.mp4' type='video/mp4'/></item></channel></rss>");
        boolean[] asked = {false};
        pages.put("/asked", _ -> asked[0] = true);

        String title = feed().getFirst().post().title();

        assertThat(title).hasSizeLessThan(100).doesNotContain("top secret");
        assertThat(asked[0]).isFalse();
    }

    @Test
    void a_feed_that_is_huge_or_none_is_refused() throws Exception {
        pages.put("/feed", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = "<item></item>".repeat(10_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 200; i++) {
                exchange.getResponseBody().write(piece);
            }
        });
        refused(Kind.BAD_INPUT, "more than 16 MiB", this::feed);
        feed("this is no feed");
        refused(Kind.BAD_INPUT, "no feed", this::feed);
    }

    // HTTP

    @Test
    void a_directory_a_manifest_and_a_list_give_their_videos() throws Exception {
        page(
                "/dir/",
                "text/html",
                "<a href='../'>up</a><a href='a%20b.mp4'>a</a><a href='a%20b.srt'>s</a><a href='x.txt'>x</a>");
        List<Found> listed = list("http", "h", url("/dir/"));
        assertThat(listed).extracting(video -> video.post().title()).containsExactly("a b");
        assertThat(listed.getFirst().subtitles()).isEqualTo(url("/dir/a%20b.srt"));

        page(
                "/m.json",
                "application/json",
                "{\"media\":[{\"url\":\"/a.mp4\",\"id\":\"7\",\"title\":\"T\",\"published_at\":\"2026-01-15T08:00:00Z\"},{\"url\":\"/b.mp4\",\"published_at\":\"2001-01-15T08:00:00Z\"},{\"x\":1}]}");
        assertThat(list("http", "h", url("/m.json")))
                .extracting(video -> video.post().postId())
                .containsExactly("7");

        page("/list", "text/plain", "# videos\n/a.mp4\n/b.webm?x=1\n/c.txt\n");
        assertThat(list("http", "h", url("/list")))
                .extracting(Found::location)
                .containsExactly(url("/a.mp4"), url("/b.webm?x=1"));

        page("/bad.json", "application/json", "{\"media\":[");
        refused(Kind.BAD_INPUT, "no JSON", () -> list("http", "h", url("/bad.json")));
    }

    @Test
    void a_download_that_broke_off_is_gone_on_with() throws Exception {
        boolean[] broken = {false};
        pages.put("/a.mp4", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(String.valueOf(range));
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            exchange.getResponseHeaders().set("Content-Type", "video/mp4");
            if (!broken[0]) {
                broken[0] = true;
                exchange.sendResponseHeaders(200, VIDEO.length);
                exchange.getResponseBody().write(VIDEO, 0, 100_000);
                exchange.getResponseBody().flush();
                return;
            }
            int from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-299999/300000");
            exchange.sendResponseHeaders(206, VIDEO.length - from);
            exchange.getResponseBody().write(VIDEO, from, VIDEO.length - from);
        });
        Found found = list("http", "h", url("/a.mp4")).getFirst();
        refused(Kind.PASSING, "no whole answer", () -> fetch("http", found));

        assertThat(fetch("http", found).video()).hasBinaryContent(VIDEO);
        assertThat(ranges).hasSize(2).first().isEqualTo("null");
        assertThat(ranges.getLast()).matches("bytes=[1-9][0-9]*-");
    }

    @Test
    void a_file_that_changed_since_is_fetched_anew() throws Exception {
        byte[] other = Arrays.copyOf(VIDEO, 200_000);
        int[] asked = {0};
        pages.put("/a.mp4", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"" + asked[0] + "\"");
            exchange.sendResponseHeaders(200, asked[0] == 0 ? VIDEO.length : other.length);
            exchange.getResponseBody().write(other, 0, asked[0]++ == 0 ? 50_000 : other.length);
            exchange.getResponseBody().flush();
        });
        Found found = list("http", "h", url("/a.mp4")).getFirst();
        refused(Kind.PASSING, "no whole answer", () -> fetch("http", found));
        assertThat(fetch("http", found).video()).hasBinaryContent(other);
    }

    @Test
    void a_source_that_wants_fewer_requests_is_left_alone_for_as_long_as_it_says() throws Exception {
        pages.put("/a.mp4", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "120");
            exchange.sendResponseHeaders(429, -1);
        });
        Found found = list("http", "h", url("/a.mp4")).getFirst();
        assertThatExceptionOfType(MediaTrouble.class)
                .isThrownBy(() -> fetch("http", found))
                .satisfies(trouble -> {
                    assertThat(trouble.kind()).isEqualTo(Kind.LIMITED);
                    assertThat(trouble.retryAfter()).isEqualTo(Duration.ofMinutes(2));
                });
    }

    @Test
    void private_addresses_are_not_asked_not_even_after_a_redirect() throws Exception {
        pages.put("/a.mp4", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://10.0.0.1/a.mp4");
            exchange.sendResponseHeaders(302, -1);
        });
        Found found = list("http", "h", url("/a.mp4")).getFirst();
        refused(Kind.FORBIDDEN, "not a public one", () -> fetch("http", found));
        refused(Kind.FORBIDDEN, "not a public one", () -> list("http", "h", "http://169.254.169.254/latest/"));
        refused(Kind.FORBIDDEN, "not a public one", () -> list("feed", "h", "http://[::ffff:10.0.0.1]/feed"));
        refused(Kind.BAD_INPUT, "no http or https address", () -> list("feed", "h", "file:///etc/passwd"));
    }

    @Test
    void what_is_no_video_or_too_large_is_not_kept() throws Exception {
        page("/a.mp4", "text/html", "<html>");
        Found page = list("http", "h", url("/a.mp4")).getFirst();
        refused(Kind.BAD_INPUT, "no video", () -> fetch("http", page));
        pages.put("/b.mp4", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 5; i++) {
                exchange.getResponseBody().write(VIDEO);
            }
        });
        Found large = list("http", "h", url("/b.mp4")).getFirst();
        refused(Kind.BAD_INPUT, "more than 1000000 bytes", () -> fetch("http", large));
    }

    // Platforms

    @Test
    void a_platform_without_its_program_says_what_to_do() {
        refused(Kind.UNEQUIPPED, "needs the program yt-dlp", () -> list("tiktok", "@someone", null));
        refused(Kind.BAD_INPUT, "no handle", () -> list("youtube", "--exec=evil", null));
        refused(Kind.BAD_INPUT, "no source for this platform", () -> list("vhs", "x", null));
    }

    @Test
    void a_platform_is_read_with_its_program() throws Exception {
        Path program = folder.resolve("yt-dlp");
        Files.writeString(program, """
                #!/bin/sh
                case "$*" in
                *--print-to-file*) echo '{"id":"abc","title":"T","timestamp":1768464000,"webpage_url":"https://www.youtube.com/watch?v=abc"}' >list.jsonl;;
                *) printf bytes >video.mp4; printf WEBVTT >video.en.vtt;;
                esac
                """);
        program.toFile().setExecutable(true);
        try (VideoSources sources = sources(program.toString())) {
            Found found = sources.of("youtube")
                    .list(wanted("youtube", "@someone", null), work)
                    .videos()
                    .getFirst();
            assertThat(found.post().publishedAt()).isEqualTo("2026-01-15T08:00:00Z");
            Fetched fetched = sources.of("youtube").fetch(found, work, folder, _ -> {});
            assertThat(fetched.video()).hasContent("bytes");
            assertThat(fetched.subtitles()).hasContent("WEBVTT");
        }
    }

    @Test
    void a_fetch_that_breaks_off_leaves_the_program_what_it_had() throws Exception {
        Path program = folder.resolve("yt-dlp");
        Files.writeString(program, """
                #!/bin/sh
                if [ -e video.mp4.part ]; then mv video.mp4.part video.mp4; printf ' and the rest' >>video.mp4; printf x >video.f1.mp4
                else printf 'a part' >video.mp4.part; exit 1; fi
                """);
        program.toFile().setExecutable(true);
        Path partial = Files.createDirectories(folder.resolve("partial"));
        Found found = new Found(new Post("abc", null, "T", null, null), "https://www.youtube.com/watch?v=abc", null);
        try (VideoSources sources = sources(program.toString())) {
            refused(
                    Kind.BAD_INPUT,
                    "yt-dlp",
                    () -> sources.of("youtube")
                            .fetch(found, Files.createDirectories(folder.resolve("first")), partial, _ -> {}));

            Fetched fetched = sources.of("youtube").fetch(found, work, partial, _ -> {});

            assertThat(fetched.video()).hasContent("a part and the rest").hasParent(work);
        }
        try (Stream<Path> left = Files.list(partial)) {
            assertThat(left).noneMatch(Files::isDirectory);
        }
    }

    private Path file(String name, int day) {
        times.put(name, JANUARY.plus(Duration.ofDays(day)));
        return allowed.resolve(name);
    }

    private final Map<String, Instant> times = new HashMap<>();

    private void touch() throws IOException {
        for (Map.Entry<String, Instant> time : times.entrySet()) {
            Files.setLastModifiedTime(allowed.resolve(time.getKey()), FileTime.from(time.getValue()));
        }
    }

    private void feed(String text) {
        page("/feed", "application/xml", text);
    }

    private List<Found> feed() throws Exception {
        return list("feed", "h", url("/feed"));
    }

    private void page(String path, String type, String text) {
        pages.put(path, exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Wanted wanted(String platform, String handle, @Nullable String url) {
        return new Wanted(
                platform, handle, url, JANUARY.minus(Duration.ofDays(30)), Instant.parse("2100-01-01T00:00:00Z"));
    }

    private List<Found> list(String platform, String handle, @Nullable String url) throws Exception {
        try (VideoSources sources = sources("no-such-yt-dlp")) {
            return sources.of(platform)
                    .list(wanted(platform, handle, url), work)
                    .videos();
        }
    }

    private Fetched fetch(String platform, Found found) throws Exception {
        try (VideoSources sources = sources("no-such-yt-dlp")) {
            return sources.of(platform).fetch(found, work, Files.createDirectories(folder.resolve("partial")), _ -> {});
        }
    }

    private VideoSources sources(String ytDlp) {
        SourceSettings settings =
                new SourceSettings(List.of(allowed), ytDlp, 1_000_000, Duration.ofSeconds(30), Duration.ofSeconds(30));
        AddressGuard guard = new AddressGuard(
                AddressSettings.allowing(Set.of("www.youtube.com", "www.tiktok.com"), AddressSettings.loopback()),
                NameResolver.SYSTEM);
        return new VideoSources(
                settings,
                new MediaProgram(Videos.settings(folder)),
                guard,
                JsonMapper.builder().build(),
                Clock.systemUTC());
    }

    private static void refused(Kind kind, String sentence, ThrowingCallable call) {
        assertThatExceptionOfType(MediaTrouble.class)
                .isThrownBy(call)
                .withMessageContaining(sentence)
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(kind));
    }
}
