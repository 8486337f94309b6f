package io.omni.command.content.source;

import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.content.source.Download.Page;
import io.omni.events.content.Post;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Videos that a feed names: <a href="https://www.rssboard.org/rss-specification">RSS</a> and podcasts by their enclosures, <a
 * href="https://www.rfc-editor.org/rfc/rfc4287">Atom</a>, <a href="https://www.rssboard.org/media-rss">Media RSS</a>, and YouTube's channel
 * feeds, whose entries are fetched like any video there.
 *
 * <p>The parser is a lenient one that knows no document types: it defines no entities and asks for no other documents, whatever a feed
 * declares, and a feed that breaks off is read as far as it goes.
 */
final class FeedSource implements VideoSource {
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_ITEMS = 1_000;
    private static final Pattern SOUND = Pattern.compile("(?i).*\\.(?:mp3|m4a|aac|ogg|oga|opus|wav|flac)");

    private final SourceSettings settings;
    private final Download download;
    private final YtDlpSource watchPages;

    FeedSource(SourceSettings settings, Download download, YtDlpSource watchPages) {
        this.settings = settings;
        this.download = download;
        this.watchPages = watchPages;
    }

    @Override
    public Set<String> platforms() {
        return Set.of("feed");
    }

    @Override
    public Listing list(Wanted wanted, Path work) throws MediaTrouble, InterruptedException {
        String profile = wanted.profileUrl();
        Page page = download.page(profile == null ? wanted.handle() : profile, MOST_BYTES, settings.listTimeout());
        Document feed;
        try {
            feed = Jsoup.parse(
                    new ByteArrayInputStream(page.bytes()), null, page.url().toString(), Parser.xmlParser());
        } catch (IOException | RuntimeException e) {
            throw new MediaTrouble(Kind.BAD_INPUT, "what the address answers can't be read as a feed", e);
        }
        List<Element> items = feed.select("item, entry");
        if (items.isEmpty() && feed.selectFirst("rss, feed, channel") == null) {
            throw new MediaTrouble(Kind.BAD_INPUT, "what the address answers is no feed");
        }
        List<Found> found = new ArrayList<>();
        int sounds = 0;
        int others = 0;
        for (Element item : items) {
            String location = media(item);
            Instant published = published(item);
            if (!wanted.covers(published)) {
                continue;
            }
            if (location != null) {
                found.add(read(item, location, published));
            } else if (hasSound(item)) {
                sounds++;
            } else {
                others++;
            }
            if (found.size() >= MOST_ITEMS) {
                break;
            }
        }
        found.sort(Comparator.comparing(
                        (Found video) -> video.post().publishedAt(), Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(video -> video.post().postId()));
        return new Listing(found, sounds + others, why(sounds, others));
    }

    @Override
    public Fetched fetch(Found found, Path work, Path partial, LongConsumer bytes)
            throws MediaTrouble, InterruptedException {
        return YtDlpSource.isWatchPage(found.location())
                ? watchPages.fetch(found, work, partial, bytes)
                : HttpSource.fetch(download, settings, found, work, partial, bytes);
    }

    private static String why(int sounds, int others) {
        return Stream.of(
                        sounds > 0 ? sounds + " hold sound without a picture" : "",
                        others > 0 ? others + " name no video" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static Found read(Element item, String location, @Nullable Instant published) {
        String id = first(text(item, "guid"), text(item, "id"), location);
        String title = Texts.title(text(item, "title"), location.substring(location.lastIndexOf('/') + 1));
        String description = first(
                text(item, "description"),
                text(item, "summary"),
                text(item, "media|description"),
                text(item, "content"));
        Post post = new Post(
                HttpSource.id(first(id, location)), location, title, Texts.description(description), published);
        return new Found(post, location, subtitles(item));
    }

    private static @Nullable Instant published(Element item) {
        return Texts.time(
                first(text(item, "pubDate"), text(item, "published"), text(item, "dc|date"), text(item, "updated")));
    }

    private static boolean hasSound(Element item) {
        return item.select("enclosure[url], media|content[url], link[rel=enclosure][href]").stream()
                .anyMatch(one -> one.attr("type").startsWith("audio/")
                        || one.attr("medium").equals("audio")
                        || SOUND.matcher(path(url(one))).matches());
    }

    /** The video that an item names; null when it names none. */
    private static @Nullable String media(Element item) {
        for (Element candidate : item.select("enclosure[url], media|content[url], link[rel=enclosure][href]")) {
            String url = url(candidate);
            String type = candidate.attr("type");
            boolean said = type.startsWith("video/") && !type.contains("flash")
                    || candidate.attr("medium").equals("video") && type.isEmpty();
            if (!url.isEmpty()
                    && (said
                            || !type.startsWith("audio/")
                                    && VideoTypes.extension(path(url)).isPresent())) {
                return url;
            }
        }
        for (Element link : item.select("link")) {
            String url = link.hasAttr("href") ? url(link) : link.text().strip();
            if (YtDlpSource.isWatchPage(url)) {
                return url;
            }
        }
        return null;
    }

    private static @Nullable String subtitles(Element item) {
        for (Element candidate : item.select("podcast|transcript[url], media|subTitle[href]")) {
            String url = url(candidate);
            String type = candidate.attr("type");
            if (!url.isEmpty()
                    && (type.contains("vtt")
                            || type.contains("srt")
                            || type.contains("subrip")
                            || VideoTypes.isSubtitles(path(url)))) {
                return url;
            }
        }
        return null;
    }

    private static String url(Element element) {
        return element.hasAttr("url") ? element.absUrl("url") : element.absUrl("href");
    }

    static String path(String url) {
        return url.split("[?#]")[0];
    }

    private static @Nullable String text(Element item, String child) {
        Element found = item.selectFirst("> " + child);
        if (found == null && child.contains("|")) {
            found = item.selectFirst(child);
        }
        return found == null || found.text().isBlank() ? null : found.text();
    }

    private static @Nullable String first(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
