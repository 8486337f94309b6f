package io.omni.api.settings;

import io.omni.command.content.work.ContentSettings;
import java.time.Duration;

/** Reads how much of the content pipeline's work a node takes. */
final class ContentSettingsReader {
    private static final int MOST_AT_ONCE = 64;

    private ContentSettingsReader() {}

    static ContentSettings read(SettingsReader settings) {
        return new ContentSettings(
                settings.number("OMNI_CONTENT_SCRAPERS", 0, MOST_AT_ONCE, 2),
                settings.number("OMNI_CONTENT_ANALYZERS", 0, MOST_AT_ONCE, 2),
                settings.number("OMNI_CONTENT_EDITORS", 0, MOST_AT_ONCE, 2),
                settings.number("OMNI_CONTENT_UPLOADERS", 0, MOST_AT_ONCE, 2),
                settings.number("OMNI_CONTENT_QUEUE", 1, 1_000_000, 1_000),
                duration(settings, "OMNI_CONTENT_SCRAPE_EVERY", Duration.ofHours(1)),
                duration(settings, "OMNI_CONTENT_PATIENCE", Duration.ofMinutes(5)),
                settings.flag("OMNI_CONTENT_GPU", false));
    }

    private static Duration duration(SettingsReader settings, String name, Duration fallback) {
        Duration value = settings.duration(name, fallback);
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(Duration.ofHours(24)) > 0) {
            throw new InvalidSetting(name, "must lie between 1s and 24h.");
        }
        return value;
    }
}
