package io.omni.command.content.source;

import io.omni.command.address.AddressGuard;
import io.omni.command.content.media.MediaProgram;
import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.events.content.Post;
import io.omni.events.id.Hashes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Videos of platforms that the program <a href="https://github.com/yt-dlp/yt-dlp">yt-dlp</a> knows, where it is installed. */
final class YtDlpSource implements VideoSource {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final Pattern HANDLE = Pattern.compile("@?[A-Za-z0-9._-]{1,100}");
    private static final Pattern WATCH_PAGE =
            Pattern.compile("https://(?:www\\.|m\\.)?(?:youtube\\.com/(?:watch\\?|shorts/)|youtu\\.be/).*");
    private static final String LIST = "list.jsonl";
    private static final int MOST_LISTED = 100;
    private static final long MOST_LIST_BYTES = 16 << 20;
    private static final long MILLI = 1000;

    private final SourceSettings settings;
    private final MediaProgram program;
    private final AddressGuard guard;
    private final JsonMapper json;

    YtDlpSource(SourceSettings settings, MediaProgram program, AddressGuard guard, JsonMapper json) {
        this.settings = settings;
        this.program = program;
        this.guard = guard;
        this.json = json;
    }

    @Override
    public Set<String> platforms() {
        return Set.of("tiktok", "instagram", "youtube", "youtube_shorts");
    }

    /** Whether an address is one of a page that only this program gets a video from. */
    static boolean isWatchPage(String url) {
        return WATCH_PAGE.matcher(url).matches();
    }

    @Override
    public Listing list(Wanted wanted, Path work) throws MediaTrouble, InterruptedException {
        run(
                List.of(
                        "--skip-download",
                        "--ignore-errors",
                        "--dateafter",
                        DAY.format(wanted.since()),
                        "--playlist-end",
                        Integer.toString(MOST_LISTED),
                        "--print-to-file",
                        "%(.{id,title,description,timestamp,webpage_url})j",
                        LIST,
                        "--",
                        checked(address(wanted))),
                work);
        List<Found> found = new ArrayList<>();
        try {
            Path list = work.resolve(LIST);
            if (Files.exists(list) && Files.size(list) <= MOST_LIST_BYTES) {
                for (String line : Files.readAllLines(list)) {
                    Found video = read(json.readTree(line));
                    if (video != null && wanted.covers(video.post().publishedAt())) {
                        found.add(video);
                    }
                }
            }
        } catch (IOException | JacksonException e) {
            throw new MediaTrouble(Kind.PASSING, "what yt-dlp has listed can't be read", e);
        }
        found.sort(Comparator.comparing(
                        (Found video) -> video.post().publishedAt(), Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(video -> video.post().postId()));
        return Listing.of(found);
    }

    /** Fetches in a folder that stays, so that the program finds what it had when it broke off. */
    @Override
    public Fetched fetch(Found found, Path work, Path partial, LongConsumer bytes)
            throws MediaTrouble, InterruptedException {
        Path begun = partial.resolve("yt-dlp-" + Hashes.sha256(found.location()));
        Path lockFile = partial.resolve(begun.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                // Somebody else fetches the same video at this moment.
                download(found, work);
                return fetched(work, work);
            }
            download(found, Files.createDirectories(begun));
            Fetched fetched = fetched(begun, work);
            FileSystemUtils.deleteRecursively(begun);
            return fetched;
        } catch (IOException e) {
            throw new MediaTrouble(Kind.PASSING, "what yt-dlp fetches can't be kept", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException another) {
            return null;
        }
    }

    private void download(Found found, Path folder) throws MediaTrouble, InterruptedException {
        run(
                List.of(
                        "--no-playlist",
                        "--continue",
                        "--format",
                        "b[ext=mp4]/bv*[ext=mp4]+ba[ext=m4a]/b",
                        "--merge-output-format",
                        "mp4",
                        "--max-filesize",
                        Long.toString(settings.maxBytes()),
                        "--write-subs",
                        "--sub-format",
                        "vtt",
                        "--no-progress",
                        "--output",
                        "video.%(ext)s",
                        "--",
                        checked(found.location())),
                folder);
    }

    private static Fetched fetched(Path folder, Path work) throws MediaTrouble, IOException {
        Path video = null;
        Path subtitles = null;
        try (DirectoryStream<Path> members = Files.newDirectoryStream(folder, "video.*")) {
            for (Path member : members) {
                String name = member.getFileName().toString();
                // Sound and pictures by themselves, from which the video was put together, have a number in between.
                boolean whole = name.indexOf('.') == name.lastIndexOf('.');
                video = whole && VideoTypes.extension(name).isPresent() ? member : video;
                subtitles = VideoTypes.isSubtitles(name) ? member : subtitles;
            }
        }
        if (video == null) {
            throw new MediaTrouble(Kind.BAD_INPUT, "yt-dlp has fetched no video; it may be too large");
        }
        String extension = VideoTypes.extension(video.getFileName().toString()).orElse("mp4");
        return new Fetched(moved(video, work), extension, subtitles == null ? null : moved(subtitles, work));
    }

    private static Path moved(Path file, Path work) throws IOException {
        Path to = work.resolve(file.getFileName());
        return to.equals(file) ? file : Files.move(file, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private void run(List<String> arguments, Path work) throws MediaTrouble, InterruptedException {
        List<String> all =
                new ArrayList<>(List.of(settings.ytDlp(), "--ignore-config", "--no-cache-dir", "--no-warnings"));
        all.addAll(arguments);
        try {
            program.run(all, work, settings.fetchTimeout(), _ -> {});
        } catch (MediaTrouble e) {
            if (e.kind() == Kind.UNEQUIPPED) {
                throw new MediaTrouble(
                        Kind.UNEQUIPPED,
                        "this platform needs the program yt-dlp, which is not installed on this machine; install it, or follow the"
                                + " creator by a feed, over http or from a folder",
                        e);
            }
            if (e.getMessage().contains("429") || e.getMessage().contains("Too Many Requests")) {
                throw new MediaTrouble(Kind.LIMITED, "the platform wants fewer requests", e);
            }
            throw e;
        }
    }

    /** The program connects by itself; at least it isn't sent to a private address outright. */
    private String checked(String url) throws MediaTrouble {
        String problem = guard.problem(url);
        if (problem != null) {
            throw new MediaTrouble(Kind.FORBIDDEN, problem);
        }
        return url;
    }

    private static String address(Wanted wanted) throws MediaTrouble {
        String url = wanted.profileUrl();
        if (url != null) {
            return url;
        }
        if (!HANDLE.matcher(wanted.handle()).matches()) {
            throw new MediaTrouble(Kind.BAD_INPUT, "this is no handle of a creator there; give a profile_url");
        }
        String name = wanted.handle().replace("@", "");
        return switch (wanted.platform()) {
            case "tiktok" -> "https://www.tiktok.com/@" + name;
            case "instagram" -> "https://www.instagram.com/" + name + "/";
            case "youtube_shorts" -> "https://www.youtube.com/@" + name + "/shorts";
            default -> "https://www.youtube.com/@" + name + "/videos";
        };
    }

    private static @Nullable Found read(JsonNode video) {
        String url = video.path("webpage_url").asString("");
        String id = video.path("id").asString("");
        if (url.isEmpty() || id.isEmpty()) {
            return null;
        }
        JsonNode timestamp = video.path("timestamp");
        Post post = new Post(
                HttpSource.id(id),
                url,
                Texts.title(video.path("title").asString(""), id),
                Texts.description(video.path("description").asString("")),
                timestamp.isNumber() ? Instant.ofEpochMilli((long) (timestamp.asDouble() * MILLI)) : null);
        return new Found(post, url, null);
    }
}
