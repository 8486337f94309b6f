package io.omni.query.content;

import io.omni.events.content.ContentJobState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload in a list.
 *
 * @param job the upload
 * @param scheduledTime when it is published; null when it has no place in the calendar
 */
public record UploadItem(ContentJobState job, @Nullable Instant scheduledTime) {}
