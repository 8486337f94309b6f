package io.omni.api.content;

import io.omni.api.edge.Access;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.command.content.media.MediaStore;
import io.omni.events.content.ClipState;
import io.omni.events.content.RenderedClip;
import io.omni.events.content.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Gives what clips were rendered to, whole or in ranges. */
@Enveloped
@ReadsFrom({})
class MediaController {
    private static final int MOST_RANGES = 10;

    private final ContentAccess access;
    private final MediaStore store;

    MediaController(ContentAccess access, MediaStore store) {
        this.access = access;
        this.store = store;
    }

    /** The rendered clip, an MP4. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = {200, 206},
            errors = {ErrorCode.CLIP_NOT_FOUND, ErrorCode.CLIP_NOT_RENDERED, ErrorCode.RANGE_NOT_SATISFIABLE})
    @GetMapping(path = ClipController.PATH + "/{clip_id}/media", produces = "video/mp4")
    ResponseEntity<Resource> media(
            @PathVariable("clip_id") String clipId,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
            @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) @Nullable String ifRange,
            Caller caller) {
        return file(clipId, caller, RenderedClip::media, MediaType.parseMediaType("video/mp4"), range, ifRange);
    }

    /** A picture of the clip, a JPEG. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = {200, 206},
            errors = {ErrorCode.CLIP_NOT_FOUND, ErrorCode.CLIP_NOT_RENDERED, ErrorCode.RANGE_NOT_SATISFIABLE})
    @GetMapping(path = ClipController.PATH + "/{clip_id}/thumbnail", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<Resource> thumbnail(
            @PathVariable("clip_id") String clipId,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
            @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) @Nullable String ifRange,
            Caller caller) {
        return file(clipId, caller, RenderedClip::thumbnail, MediaType.IMAGE_JPEG, range, ifRange);
    }

    private ResponseEntity<Resource> file(
            String clipId,
            Caller caller,
            Function<RenderedClip, StoredFile> which,
            MediaType type,
            @Nullable String range,
            @Nullable String ifRange) {
        ClipState clip = access.clip(clipId, caller);
        StoredFile file = clip.rendered() == null ? null : which.apply(clip.rendered());
        Path path = file == null ? null : store.find(file.sha256()).orElse(null);
        if (file == null || path == null) {
            throw new ApiError(
                    ErrorCode.CLIP_NOT_RENDERED,
                    file == null
                            ? "The clip has not been rendered yet; edit it first."
                            : "The rendered clip is no longer kept; edit the clip again.");
        }
        String tag = "\"" + file.sha256() + "\"";
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .eTag(tag);
        FileSystemResource whole = new FileSystemResource(path);
        if (range == null) {
            return answer.body(whole);
        }
        if (ifRange != null && !ifRange.equals(tag)) {
            // What a range would be joined to is another film, of an earlier edit: all of it is sent.
            return answer.contentLength(file.bytes()).body(stream(path));
        }
        requireRanges(range, whole, file.bytes());
        return answer.body(whole);
    }

    /** The framework cuts the ranges out; what it would answer with an empty body is refused here. */
    private static void requireRanges(String header, Resource whole, long bytes) {
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(header);
            if (!ranges.isEmpty() && ranges.size() <= MOST_RANGES) {
                HttpRange.toResourceRegions(ranges, whole);
                return;
            }
        } catch (IllegalArgumentException notSatisfiable) {
            // The refusal below serves all of them.
        }
        throw new ApiError(
                ErrorCode.RANGE_NOT_SATISFIABLE,
                "The range can't be given; ask for at most 10 ranges of bytes within the file.",
                List.of(),
                Map.of(HttpHeaders.CONTENT_RANGE, "bytes */" + bytes));
    }

    /** A stream, of which the framework cuts nothing out. */
    private static Resource stream(Path path) {
        try {
            return new InputStreamResource(Files.newInputStream(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
