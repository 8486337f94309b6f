package io.omni.api.settings;

import io.omni.command.content.media.MediaSettings;
import io.omni.command.content.source.SourceSettings;
import io.omni.command.content.target.TargetSettings;

/**
 * Where the content pipeline's media comes from, how it is worked on and kept, and where clips go.
 *
 * @param media how it is kept and worked on ({@code OMNI_MEDIA_DIR}, {@code OMNI_MEDIA_QUOTA}, {@code OMNI_RENDER_PRESET}, …)
 * @param sources where videos may come from ({@code OMNI_MEDIA_ROOTS}, {@code OMNI_MAX_VIDEO_SIZE})
 * @param targets where clips go ({@code OMNI_OUTBOX_DIR}, {@code OMNI_YOUTUBE_…})
 */
public record MediaOptions(MediaSettings media, SourceSettings sources, TargetSettings targets) {}
