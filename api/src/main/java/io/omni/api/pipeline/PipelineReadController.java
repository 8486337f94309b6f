package io.omni.api.pipeline;

import io.omni.api.edge.Access;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.command.Refusal;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineStatus;
import io.omni.events.pipeline.Stage;
import io.omni.query.pipeline.ArtifactContent;
import io.omni.query.pipeline.LogPage;
import io.omni.query.pipeline.PipelineQueries;
import io.omni.query.pipeline.RecordedEvent;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Shows pipelines: as they stand and stood, in lists, their logs, artifacts and history, and why they are as they are. */
@RestController
@ReadsFrom("pipelines")
@RequestMapping(PipelineController.PATH)
class PipelineReadController {
    private final PipelineQueries queries;
    private final WrittenPipelines written;
    private final JsonMapper mapper;

    PipelineReadController(
            PipelineQueries queries, WrittenPipelines written, @Qualifier("eventMapper") JsonMapper mapper) {
        this.queries = queries;
        this.written = written;
        this.mapper = mapper;
    }

    /** A page of pipelines, newest first: {@link PipelineResponse}s without outputs, logs, artifacts and checks. */
    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PipelineList.class)))
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String include) {
        PipelineStatus wanted = Parameters.status(status);
        Instant from = QueryParameters.time("since", since);
        int count = QueryParameters.limit(limit);
        boolean counted = QueryParameters.total(include);
        return written.page(new WrittenPipelines.Wanted(wanted, from, count, cursor, counted));
    }

    /** One pipeline, a {@link PipelineResponse}, as it stands, or as it stood at {@code as_of} or with its first {@code version} events. */
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.PIPELINE_NOT_FOUND)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PipelineResponse.class)))
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] get(
            @PathVariable String id,
            @RequestParam(name = "as_of", required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String version,
            HttpServletResponse response) {
        Instant at = QueryParameters.time("as_of", asOf);
        Long number = QueryParameters.version(version);
        if (at != null && number != null) {
            throw QueryParameters.bad("version", "give as_of or version, not both");
        }
        WrittenPipelines.Written pipeline = pipeline(Refusals.id(id), at, number)
                .orElseThrow(at == null && number == null ? Refusals::notFound : Refusals::notFoundThen);
        // Straight onto the response: through ResponseEntity a matching If-None-Match would be answered with 304,
        // although new log lines and progress don't raise the version.
        response.setHeader(HttpHeaders.ETAG, "\"" + pipeline.version() + "\"");
        return pipeline.json();
    }

    /** A page of a pipeline's log, oldest line first. */
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.PIPELINE_NOT_FOUND)
    @GetMapping("/{id}/logs")
    LogList logs(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(name = "as_of", required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String include) {
        Stage wanted = Parameters.stage(stage);
        int count = QueryParameters.limit(limit);
        Instant upTo = QueryParameters.time("as_of", asOf);
        boolean counted = QueryParameters.total(include);
        PipelineId pipeline = Refusals.id(id);
        LogPage page = QueryParameters.paged(() -> queries.logs(pipeline, wanted, cursor, count, upTo));
        if (page.lines().isEmpty() && queries.state(pipeline).isEmpty()) {
            throw Refusals.notFound();
        }
        return LogList.of(page, counted ? queries.countLogs(pipeline, wanted, upTo) : null);
    }

    /** An artifact's bytes. */
    @Access(
            scope = Scope.READ,
            rate = RateCategory.READ,
            errors = {ErrorCode.PIPELINE_NOT_FOUND, ErrorCode.NOT_FOUND})
    @GetMapping("/{id}/artifacts/{artifact_id}")
    ResponseEntity<byte[]> artifact(@PathVariable String id, @PathVariable("artifact_id") String artifactId) {
        PipelineId pipeline = Refusals.id(id);
        ArtifactContent artifact = queries.artifact(pipeline, artifactId)
                .orElseThrow(() -> queries.state(pipeline).isEmpty()
                        ? Refusals.notFound()
                        : new Refusal(
                                "NOT_FOUND",
                                "this pipeline has no such artifact; read the pipeline to find its artifacts"));
        // What a stage produced is not ours: a browser must save it and never run it on this origin.
        String disposition = ContentDisposition.attachment()
                .filename(artifact.reference().name(), StandardCharsets.UTF_8)
                .build()
                .toString();
        return ResponseEntity.ok()
                .contentType(mediaType(artifact.reference().mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                .eTag("\"" + artifact.reference().sha256() + "\"")
                .body(artifact.bytes());
    }

    /** Everything that happened to a pipeline, oldest first. */
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.PIPELINE_NOT_FOUND)
    @GetMapping("/{id}/events")
    HistoryResponse events(@PathVariable String id) {
        List<RecordedEvent> history = queries.history(Refusals.id(id));
        if (history.isEmpty()) {
            throw Refusals.notFound();
        }
        return new HistoryResponse(
                id,
                history.stream().map(e -> HistoryResponse.Event.of(e, data(e))).toList());
    }

    /** Why a pipeline is as it is. */
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.PIPELINE_NOT_FOUND)
    @GetMapping("/{id}/explain")
    ExplanationResponse explain(@PathVariable String id) {
        return queries.explain(Refusals.id(id)).map(ExplanationResponse::of).orElseThrow(Refusals::notFound);
    }

    private Optional<WrittenPipelines.Written> pipeline(PipelineId id, @Nullable Instant at, @Nullable Long version) {
        if (at != null) {
            return queries.asOf(id, at).map(written::of);
        }
        return version == null
                ? written.current(id)
                : queries.atVersion(id, version).map(written::of);
    }

    private JsonNode data(RecordedEvent recorded) {
        JsonNode data = mapper.valueToTree(recorded.event());
        if (data.get("config") instanceof ObjectNode config) {
            config.remove("credentials_ref");
        }
        return data;
    }

    private static MediaType mediaType(String text) {
        try {
            MediaType type = MediaType.parseMediaType(text);
            return type.isConcrete() ? type : MediaType.APPLICATION_OCTET_STREAM;
        } catch (InvalidMediaTypeException e) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }
}
