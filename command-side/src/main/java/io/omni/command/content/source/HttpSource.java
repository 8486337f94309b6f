package io.omni.command.content.source;

import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.content.source.Download.Page;
import io.omni.events.content.Post;
import io.omni.events.id.Hashes;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Videos that lie at an address: a directory as web servers list it (HTML with links), a manifest in JSON ({@code {"media": [{"url",
 * "id"?, "title"?, "description"?, "published_at"?, "subtitles"?}]}}), a text with an address a line, or one video itself.
 */
final class HttpSource implements VideoSource {
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_SUBTITLE_BYTES = 8 << 20;
    private static final int MOST_ITEMS = 1_000;

    private final SourceSettings settings;
    private final Download download;
    private final JsonMapper json;

    HttpSource(SourceSettings settings, Download download, JsonMapper json) {
        this.settings = settings;
        this.download = download;
        this.json = json;
    }

    @Override
    public Set<String> platforms() {
        return Set.of("http");
    }

    @Override
    public Listing list(Wanted wanted, Path work) throws MediaTrouble, InterruptedException {
        String profile = wanted.profileUrl();
        String address = profile == null ? wanted.handle() : profile;
        List<Found> found = new ArrayList<>();
        if (VideoTypes.extension(FeedSource.path(address)).isPresent()) {
            found.add(found(address, null, null, null, null, null));
        } else {
            Page page = download.page(address, MOST_BYTES, settings.listTimeout());
            found.addAll(read(page));
        }
        found.removeIf(video -> !wanted.covers(video.post().publishedAt()));
        found.sort(Comparator.comparing(
                        (Found video) -> video.post().publishedAt(), Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Found::location));
        return Listing.of(found.subList(0, Math.min(MOST_ITEMS, found.size())));
    }

    @Override
    public Fetched fetch(Found found, Path work, Path partial, LongConsumer bytes)
            throws MediaTrouble, InterruptedException {
        return fetch(download, settings, found, work, partial, bytes);
    }

    static Fetched fetch(
            Download download, SourceSettings settings, Found found, Path work, Path partial, LongConsumer bytes)
            throws MediaTrouble, InterruptedException {
        Path video = work.resolve("video");
        String type =
                download.video(found.location(), video, partial, settings.maxBytes(), settings.fetchTimeout(), bytes);
        String extension = VideoTypes.extensionOf(type, FeedSource.path(found.location()));
        Path subtitles = null;
        String address = found.subtitles();
        if (address != null) {
            Page page = download.page(address, MOST_SUBTITLE_BYTES, settings.listTimeout());
            subtitles = work.resolve(FolderSource.sidecar(FeedSource.path(address)));
            try {
                Files.write(subtitles, page.bytes());
            } catch (IOException e) {
                throw new MediaTrouble(Kind.PASSING, "the subtitles can't be kept", e);
            }
        }
        return new Fetched(video, extension, subtitles);
    }

    /** What a post is called here: what the source calls it, or a hash where that is long. */
    static String id(String said) {
        String plain = Texts.plain(said);
        return plain.length() <= 200 && plain.equals(said) && !plain.isEmpty() ? plain : "hash-" + Hashes.sha256(said);
    }

    private List<Found> read(Page page) throws MediaTrouble {
        String text = new String(page.bytes(), StandardCharsets.UTF_8);
        String type = String.valueOf(page.mediaType());
        String begin = text.stripLeading();
        if (type.contains("json") || begin.startsWith("{") || begin.startsWith("[")) {
            return manifest(text, page.url());
        }
        return type.contains("html") || begin.startsWith("<") ? directory(text, page.url()) : lines(text, page.url());
    }

    private List<Found> manifest(String text, HttpUrl base) throws MediaTrouble {
        JsonNode tree;
        try {
            tree = json.readTree(text);
        } catch (JacksonException e) {
            throw new MediaTrouble(Kind.BAD_INPUT, "the manifest is no JSON", e);
        }
        List<Found> found = new ArrayList<>();
        for (JsonNode item : tree.isArray() ? tree : tree.path("media")) {
            String url = item.isString() ? item.asString() : member(item, "url");
            HttpUrl resolved = url == null ? null : base.resolve(url);
            if (resolved == null) {
                continue;
            }
            String subtitles = member(item, "subtitles");
            HttpUrl text2 = subtitles == null ? null : base.resolve(subtitles);
            found.add(found(
                    resolved.toString(),
                    member(item, "id"),
                    member(item, "title"),
                    member(item, "description"),
                    member(item, "published_at"),
                    text2 == null ? null : text2.toString()));
        }
        return found;
    }

    private static List<Found> directory(String text, HttpUrl base) {
        Map<String, String> links = new LinkedHashMap<>();
        for (Element link : Jsoup.parse(text, base.toString()).select("a[href]")) {
            String url = FeedSource.path(link.absUrl("href"));
            links.put(url, link.absUrl("href"));
        }
        return named(links);
    }

    private static List<Found> lines(String text, HttpUrl base) {
        Map<String, String> links = new LinkedHashMap<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    HttpUrl url = base.resolve(line);
                    if (url != null) {
                        links.put(FeedSource.path(url.toString()), url.toString());
                    }
                });
        return named(links);
    }

    /** The videos among links, with the subtitles that lie beside them. */
    private static List<Found> named(Map<String, String> links) {
        List<Found> found = new ArrayList<>();
        links.forEach((path, url) -> {
            if (VideoTypes.extension(path).isPresent()) {
                String base = path.substring(0, path.lastIndexOf('.'));
                String subtitles = links.getOrDefault(base + ".srt", links.get(base + ".vtt"));
                found.add(found(url, null, null, null, null, subtitles));
            }
        });
        return found;
    }

    private static Found found(
            String url,
            @Nullable String id,
            @Nullable String title,
            @Nullable String description,
            @Nullable String publishedAt,
            @Nullable String subtitles) {
        String path = FeedSource.path(url);
        String name = path.substring(path.lastIndexOf('/') + 1);
        Post post = new Post(
                id(id == null ? url : id),
                url,
                Texts.title(title, decoded(name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name)),
                Texts.description(description),
                Texts.time(publishedAt));
        return new Found(post, url, subtitles);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }

    private static @Nullable String member(JsonNode object, String name) {
        String text = object.path(name).asString("");
        return text.isBlank() ? null : text;
    }
}
