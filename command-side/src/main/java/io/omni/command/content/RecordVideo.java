package io.omni.command.content;

import io.omni.command.Command;
import io.omni.events.content.CreatorId;
import io.omni.events.content.JobId;
import io.omni.events.content.Post;
import io.omni.events.content.ProjectId;
import io.omni.events.content.StoredFile;
import io.omni.events.content.VideoId;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a video that a scrape has fetched: a new one is queued for its analysis, one that the project has is a duplicate.
 *
 * @param projectId the project
 * @param creatorId the creator
 * @param jobId the scrape
 * @param post where it was posted
 * @param media the video, in the content store
 * @param subtitles a sidecar; null without one
 * @param force whether a known video is analyzed again
 */
public record RecordVideo(
        ProjectId projectId,
        CreatorId creatorId,
        JobId jobId,
        Post post,
        StoredFile media,
        @Nullable StoredFile subtitles,
        boolean force)
        implements Command {
    /** The video that these bytes are in the project. */
    public VideoId videoId() {
        return VideoId.of(projectId, media.sha256());
    }

    @Override
    public String aggregateId() {
        return videoId().value();
    }
}
