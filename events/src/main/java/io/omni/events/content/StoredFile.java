package io.omni.events.content;

/**
 * A file in the content store.
 *
 * @param sha256 its SHA-256 in lower-case hex: its address
 * @param bytes its length
 * @param mediaType for example {@code video/mp4}
 * @param extension of its name, lower case without the dot, for example {@code mp4}
 */
public record StoredFile(String sha256, long bytes, String mediaType, String extension) {}
