package io.omni.command.knowledge;

import io.omni.events.id.Hashes;

/**
 * A run of whole lines of a file.
 *
 * @param path the file, from the repository's root, with forward slashes
 * @param startLine its first line, from 1
 * @param endLine its last line, inclusive
 * @param language the file's language, for example {@code java}
 * @param text the lines, joined by line feeds
 * @param sha256 the text's SHA-256 in lower-case hex; equal texts share one embedding
 */
public record Chunk(String path, int startLine, int endLine, String language, String text, String sha256) {

    /** A chunk whose hash is computed from its text. */
    public static Chunk of(String path, int startLine, int endLine, String language, String text) {
        return new Chunk(path, startLine, endLine, language, text, Hashes.sha256(text));
    }

    /** What people call it: the path and its lines. */
    public String reference() {
        return path + ":" + startLine + "-" + endLine;
    }
}
