package io.omni.command.content.target;

import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.Steps;
import io.omni.events.content.Wording;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where clips go. An upload that is begun again, after whatever broke it off, goes on where it was; one that had been finished is
 * recognised and isn't done twice.
 */
public interface UploadTarget {

    /**
     * Hands a clip over.
     *
     * @param steps told how far it is: OPENING, SENDING, CONFIRMING
     * @throws MediaTrouble when it is not handed over; {@code LIMITED} when a quota is used up
     */
    Uploaded upload(Order order, Steps steps) throws MediaTrouble, InterruptedException;

    /**
     * What to hand over.
     *
     * @param uploadJobId names the upload, the same at every try
     * @param projectId the project
     * @param clipId the clip
     * @param channel where it is meant for
     * @param sha256 of the video
     * @param video the video
     * @param thumbnail a JPEG
     * @param wording what it says about the clip
     * @param publishAt when it goes out; null, or a time that has passed: at once
     */
    record Order(
            String uploadJobId,
            String projectId,
            String clipId,
            String channel,
            String sha256,
            Path video,
            Path thumbnail,
            Wording wording,
            @Nullable Instant publishAt) {}

    /**
     * What was handed over.
     *
     * @param videoId what the target calls it
     * @param url where it can be seen; null when the target doesn't say
     * @param published whether it is out now; else the target publishes it at its time
     */
    record Uploaded(String videoId, @Nullable String url, boolean published) {}
}
