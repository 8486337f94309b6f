package io.omni.command.content.media;

import org.jspecify.annotations.Nullable;

/**
 * What a file says of itself. Headers lie; what was measured counts where there is both.
 *
 * @param seconds its length by its header; 0 when it doesn't say
 * @param picture its picture; null when it has none, a cover is none
 * @param audioCodec as ffprobe names it; null without sound
 * @param subtitleStream the number of the first text subtitles among its subtitles; null without any
 * @param subtitleStreams how many streams of subtitles there are
 */
record Probe(
        double seconds,
        @Nullable Picture picture,
        @Nullable String audioCodec,
        @Nullable Integer subtitleStream,
        int subtitleStreams) {

    /**
     * A picture.
     *
     * @param width pixels as shown, after rotation
     * @param height pixels as shown
     * @param framesPerSecond on average
     * @param codec as ffprobe names it
     */
    record Picture(int width, int height, double framesPerSecond, String codec) {}

    boolean hasSound() {
        return audioCodec != null;
    }
}
