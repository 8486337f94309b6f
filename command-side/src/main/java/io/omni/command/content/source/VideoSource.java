package io.omni.command.content.source;

import io.omni.command.content.media.MediaTrouble;
import io.omni.events.content.Post;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Where videos come from. Nothing that a source says is trusted. */
public interface VideoSource {

    /** The platforms that it is for. */
    Set<String> platforms();

    /**
     * What a creator has posted.
     *
     * @return in a fixed order, the oldest first; at most 1,000 videos
     * @throws MediaTrouble when it can't be listed
     */
    Listing list(Wanted wanted, Path work) throws MediaTrouble, InterruptedException;

    /**
     * Fetches a video into a work folder.
     *
     * @param partial a folder that stays, where a fetch that breaks off leaves what it has
     * @param bytes told how much is there
     * @throws MediaTrouble {@code BAD_INPUT} or {@code FORBIDDEN} when this one can't be taken in; anything else says that the source
     *     should be left alone for now
     */
    Fetched fetch(Found found, Path work, Path partial, LongConsumer bytes) throws MediaTrouble, InterruptedException;

    /**
     * What is wanted.
     *
     * @param platform one of the source's
     * @param handle the creator's name there; of a folder its path
     * @param profileUrl where; null when the handle says it
     * @param since nothing posted before
     * @param until nothing posted then or after
     */
    record Wanted(String platform, String handle, @Nullable String profileUrl, Instant since, Instant until) {
        /** Whether a post is wanted; one without a time is. */
        boolean covers(@Nullable Instant publishedAt) {
            return publishedAt == null || !publishedAt.isBefore(since) && publishedAt.isBefore(until);
        }
    }

    /**
     * What a creator has posted in the time that is wanted.
     *
     * @param videos the videos
     * @param passedOver how many posts were none
     * @param why what they were, in a sentence; empty when there are none
     */
    record Listing(List<Found> videos, int passedOver, String why) {
        /** Keeps its own copy of the list. */
        public Listing {
            videos = List.copyOf(videos);
        }

        /** Nothing but videos. */
        static Listing of(List<Found> videos) {
            return new Listing(videos, 0, "");
        }
    }

    /**
     * A video that was found.
     *
     * @param post where it was posted
     * @param location where it can be fetched: an address, or a path
     * @param subtitles where its subtitles can be fetched; null when there are none
     */
    record Found(Post post, String location, @Nullable String subtitles) {}

    /**
     * A video that was fetched.
     *
     * @param video the file, in the work folder
     * @param extension of its name, one of {@link VideoTypes}
     * @param subtitles a subtitle file, in the work folder; null without one
     */
    record Fetched(Path video, String extension, @Nullable Path subtitles) {}
}
