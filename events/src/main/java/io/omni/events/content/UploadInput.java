package io.omni.events.content;

/**
 * What to hand over.
 *
 * @param media the rendered clip
 * @param thumbnail a JPEG
 * @param channel where it goes
 * @param wording what it says about the clip
 */
public record UploadInput(StoredFile media, StoredFile thumbnail, String channel, Wording wording)
        implements JobInput {}
