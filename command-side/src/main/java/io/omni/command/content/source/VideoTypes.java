package io.omni.command.content.source;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of files that are taken in, by the extension of their names and by their media types. */
public final class VideoTypes {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("mp4", "video/mp4"),
            Map.entry("m4v", "video/mp4"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("webm", "video/webm"),
            Map.entry("avi", "video/x-msvideo"),
            Map.entry("ts", "video/mp2t"),
            Map.entry("mpg", "video/mpeg"),
            Map.entry("mpeg", "video/mpeg"),
            Map.entry("flv", "video/x-flv"),
            Map.entry("3gp", "video/3gpp"),
            Map.entry("ogv", "video/ogg"));
    private static final Set<String> SUBTITLES = Set.of("srt", "vtt");
    private static final Set<String> UNTOLD =
            Set.of("application/octet-stream", "binary/octet-stream", "application/mp4", "application/x-matroska");

    private VideoTypes() {}

    /** The extension of a video's name or path; empty when it isn't one of a video. */
    public static Optional<String> extension(String name) {
        return Optional.of(end(name)).filter(TYPES::containsKey);
    }

    /** The media type that goes with an extension. */
    public static String mediaType(String extension) {
        return TYPES.getOrDefault(extension, "video/mp4");
    }

    static boolean isSubtitles(String name) {
        return SUBTITLES.contains(end(name));
    }

    /** Whether something that is said to be of a type may be a video. */
    static boolean mayBeVideo(@Nullable String mediaType) {
        if (mediaType == null) {
            return true;
        }
        String type = mediaType.split(";")[0].strip().toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.startsWith("video/") || UNTOLD.contains(type);
    }

    /** The extension for something of a type. */
    static String extensionOf(@Nullable String mediaType, String name) {
        return extension(name)
                .orElseGet(() -> TYPES.entrySet().stream()
                        .filter(entry -> mediaType != null && mediaType.startsWith(entry.getValue()))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .findFirst()
                        .orElse("mp4"));
    }

    private static String end(String name) {
        int slash = name.lastIndexOf('/');
        int dot = name.lastIndexOf('.');
        return dot > slash ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }
}
