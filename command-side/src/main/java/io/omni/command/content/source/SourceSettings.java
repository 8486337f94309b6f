package io.omni.command.content.source;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where videos may come from.
 *
 * @param folders the folders that the platform {@code folder} may read, with everything in them; default none
 * @param ytDlp the program that platforms without a source of their own are read with: a name on the path, or a path; default {@code
 *     yt-dlp}
 * @param maxBytes the largest video, in bytes; default 2 GiB
 * @param listTimeout how long a listing may take; default a minute
 * @param fetchTimeout how long a video may take; default half an hour
 */
public record SourceSettings(
        List<Path> folders, String ytDlp, long maxBytes, Duration listTimeout, Duration fetchTimeout) {
    /** Keeps its own copy of the folders. */
    public SourceSettings {
        folders = List.copyOf(folders);
    }

    /** The defaults, with these folders. */
    public static SourceSettings reading(List<Path> folders) {
        return new SourceSettings(folders, "yt-dlp", 2L << 30, Duration.ofMinutes(1), Duration.ofMinutes(30));
    }
}
