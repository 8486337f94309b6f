package io.omni.command.content.target;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where clips go.
 *
 * @param outbox the folder for clips of the channel {@code folder}, and of every channel that no account is given for
 * @param youTube the account for {@code youtube} and {@code youtube_shorts}; null without one
 */
public record TargetSettings(Path outbox, @Nullable YouTubeSettings youTube) {}
