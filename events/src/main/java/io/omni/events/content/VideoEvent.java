package io.omni.events.content;

/** Something that happened to a video. */
public sealed interface VideoEvent permits VideoScraped, VideoDuplicate, VideoAnalyzed, VideoUnusable {

    /** The video. */
    VideoId videoId();
}
