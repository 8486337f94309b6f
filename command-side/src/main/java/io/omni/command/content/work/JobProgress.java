package io.omni.command.content.work;

import io.omni.events.content.Post;
import io.omni.events.content.StoredFile;
import org.jspecify.annotations.Nullable;

/** What a worker tells while it works, and what it may ask. */
public interface JobProgress {

    /**
     * Says how far the attempt is. Becomes an event when the step changes, when progress grew by a tenth, and at most every five seconds
     * otherwise; call it as often as you like.
     *
     * @param step the worker's state, upper snake case, for example {@code DOWNLOADING}
     * @param progress 0..1 within the job; null when it is not known
     * @param message what happens, in a sentence; no secrets
     * @throws InterruptedException when the job was cancelled or its attempt is over
     */
    void step(String step, @Nullable Double progress, String message) throws InterruptedException;

    /** Whether the project has met this post of the creator before. */
    boolean isKnown(String postId);

    /**
     * Hands in a video that lies in the content store; durable when it returns.
     *
     * @return whether the project did not have it
     */
    boolean found(Post post, StoredFile media, @Nullable StoredFile subtitles);
}
