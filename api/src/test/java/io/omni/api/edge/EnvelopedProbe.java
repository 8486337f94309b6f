package io.omni.api.edge;

import io.omni.api.EdgeTestApplication;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.api.edge.envelope.Pagination;
import io.omni.api.edge.envelope.Paging;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers as controllers below {@code /v1} do. */
@Enveloped
@Profile(EdgeTestApplication.PROFILE)
@RequestMapping("/v1/probe")
class EnvelopedProbe {

    record Asker(String actor, List<String> scopes) {}

    record Page(List<String> items, Pagination pagination) {}

    record Nothing(@Nullable String nothing) {}

    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT)
    @GetMapping("/caller")
    Asker caller(Caller caller) {
        return new Asker(
                caller.actor(),
                caller.scopes().stream().map(Scope::wireName).sorted().toList());
    }

    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT)
    @GetMapping
    Page list(Paging paging) {
        return new Page(List.of("a"), Pagination.of(paging, 17, "next"));
    }

    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT, answers = 202)
    @PostMapping
    ResponseEntity<Nothing> accept() {
        return ResponseEntity.accepted().body(new Nothing(null));
    }

    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT)
    @GetMapping(path = "/film", produces = "video/mp4")
    ResponseEntity<byte[]> film() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("video/mp4"))
                .body("film".getBytes(StandardCharsets.US_ASCII));
    }

    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT)
    @GetMapping("/gone")
    Nothing gone() {
        throw new ApiError(ErrorCode.CLIP_NOT_FOUND, "There is no such clip.");
    }
}
