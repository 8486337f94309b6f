package io.omni.events.content;

import org.jspecify.annotations.Nullable;

/**
 * What an upload brought.
 *
 * @param platformVideoId what the target calls it
 * @param url where it can be seen; null when the target does not say
 * @param published whether it is published now; else the target publishes it at its time
 */
public record UploadResult(String platformVideoId, @Nullable String url, boolean published) implements JobResult {}
