package io.omni.events.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A video where its creator posted it.
 *
 * @param postId what the source calls it: the same for the same post
 * @param url where it was fetched; null for a file of a folder
 * @param title its title; of a file its name
 * @param description what its creator says about it; null when nothing
 * @param publishedAt when it was posted; null when the source does not say
 */
public record Post(
        String postId,
        @Nullable String url,
        String title,
        @Nullable String description,
        @Nullable Instant publishedAt) {}
