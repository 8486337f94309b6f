package io.omni.command.content.media;

/**
 * A piece of time.
 *
 * @param start seconds from the beginning
 * @param end seconds from the beginning, not before the start
 */
record Span(double start, double end) {
    double length() {
        return end - start;
    }
}
