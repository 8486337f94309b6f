package io.omni.api.settings;

import io.omni.command.content.media.MediaSettings;
import io.omni.command.content.source.SourceSettings;
import io.omni.command.content.target.TargetSettings;
import io.omni.command.content.target.YouTubeSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the content pipeline's media. */
final class MediaSettingsReader {
    private static final String FOLDERS = "OMNI_MEDIA_ROOTS";
    private static final String PRESET = "OMNI_RENDER_PRESET";
    private static final String LENGTH = "OMNI_MAX_VIDEO_LENGTH";
    private static final String TOKEN = "OMNI_YOUTUBE_TOKEN";
    private static final String CLIENT = "OMNI_YOUTUBE_CLIENT_ID";
    private static final String SECRET = "OMNI_YOUTUBE_CLIENT_SECRET";
    private static final String REFRESH = "OMNI_YOUTUBE_REFRESH_TOKEN";
    private static final int MOST_GIB = 1_000_000;
    private static final int MOST_MIB = 2047;

    private final SettingsReader settings;
    private final Path dataDir;

    private MediaSettingsReader(SettingsReader settings, Path dataDir) {
        this.settings = settings;
        this.dataDir = dataDir;
    }

    static MediaOptions read(SettingsReader settings, Path dataDir) {
        return new MediaSettingsReader(settings, dataDir).read();
    }

    private MediaOptions read() {
        long maxBytes = (long) settings.number("OMNI_MAX_VIDEO_SIZE", 1, MOST_MIB, MOST_MIB) << 20;
        SourceSettings sources = SourceSettings.reading(folders());
        return new MediaOptions(
                media(maxBytes),
                new SourceSettings(
                        sources.folders(), sources.ytDlp(), maxBytes, sources.listTimeout(), sources.fetchTimeout()),
                new TargetSettings(settings.path("OMNI_OUTBOX_DIR").orElse(dataDir.resolve("outbox")), youTube()));
    }

    private MediaSettings media(long maxBytes) {
        MediaSettings defaults =
                MediaSettings.in(settings.path("OMNI_MEDIA_DIR").orElse(dataDir.resolve("media")));
        return new MediaSettings(
                defaults.root(),
                dataDir,
                defaults.ffmpeg(),
                defaults.ffprobe(),
                settings.text("OMNI_SPEECH_COMMAND"),
                preset(defaults.preset()),
                (long) settings.number("OMNI_MEDIA_QUOTA", 1, MOST_GIB, (int) (defaults.quotaBytes() >> 30)) << 30,
                maxBytes,
                length(defaults.maxSourceDuration()),
                settings.period("OMNI_RETENTION_RAW_MEDIA", Optional.ofNullable(defaults.keepRaw()))
                        .orElse(null),
                settings.period("OMNI_RETENTION_DERIVED_MEDIA", Optional.ofNullable(defaults.keepDerived()))
                        .orElse(null),
                defaults.patience());
    }

    private String preset(String fallback) {
        String value = settings.text(PRESET);
        if (value == null) {
            return fallback;
        }
        String preset = value.toLowerCase(Locale.ROOT);
        if (!MediaSettings.PRESETS.contains(preset)) {
            throw new InvalidSetting(
                    PRESET,
                    "must be one of "
                            + String.join(
                                    ", ",
                                    MediaSettings.PRESETS.stream().sorted().toList()) + "; \""
                            + SettingsReader.shown(value) + "\" is none of them.");
        }
        return preset;
    }

    private Duration length(Duration fallback) {
        Duration length = settings.duration(LENGTH, fallback);
        if (length.compareTo(Duration.ofSeconds(5)) < 0 || length.compareTo(Duration.ofHours(24)) > 0) {
            throw new InvalidSetting(LENGTH, "must lie between 5s and 24h.");
        }
        return length;
    }

    private List<Path> folders() {
        String value = settings.text(FOLDERS);
        if (value == null) {
            return List.of(dataDir.resolve("inbox"));
        }
        List<Path> folders = new ArrayList<>();
        for (String folder : value.split(":")) {
            try {
                if (!folder.isBlank()) {
                    folders.add(Path.of(folder.strip()).toAbsolutePath().normalize());
                }
            } catch (InvalidPathException notAPath) {
                throw new InvalidSetting(FOLDERS, "must list paths with colons between them; one of them is none.");
            }
        }
        return folders;
    }

    private @Nullable YouTubeSettings youTube() {
        String upload = url("OMNI_YOUTUBE_UPLOAD_URL", YouTubeSettings.UPLOAD_URL);
        String token = settings.text(TOKEN);
        String client = settings.text(CLIENT);
        String secret = settings.text(SECRET);
        String refresh = settings.text(REFRESH);
        if (token != null) {
            requireHeader(TOKEN, token);
            return YouTubeSettings.withToken(upload, token);
        }
        if (client == null && secret == null && refresh == null) {
            return null;
        }
        if (client == null || secret == null || refresh == null) {
            throw new InvalidSetting(
                    REFRESH, "has no effect without " + CLIENT + " and " + SECRET + "; set all three or none.");
        }
        return YouTubeSettings.withRefresh(
                upload, url("OMNI_YOUTUBE_TOKEN_URL", YouTubeSettings.TOKEN_URL), client, secret, refresh);
    }

    private String url(String name, String fallback) {
        return settings.uri(name, Set.of("http", "https")) == null ? fallback : String.valueOf(settings.text(name));
    }

    private static void requireHeader(String name, String value) {
        if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new InvalidSetting(
                    name, "must be printable ASCII without spaces, because it travels in an HTTP header.");
        }
    }
}
