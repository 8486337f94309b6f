package io.omni.api.stardust;

import io.omni.api.edge.Access;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.stardust.EraseContent;
import io.omni.events.tlog.BadProof;
import io.omni.events.tlog.NoteSigner;
import io.omni.query.stardust.InclusionProof;
import io.omni.query.stardust.Lineage;
import io.omni.query.stardust.PacketDetail;
import io.omni.query.stardust.PacketDetail.ContentState;
import io.omni.query.stardust.PacketFilter;
import io.omni.query.stardust.PacketPage;
import io.omni.query.stardust.SignedCheckpoint;
import io.omni.query.stardust.StardustQueries;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;

/** Shows the ledger and proves what is in it. */
@RestController
@RequestMapping(StardustController.PATH)
class StardustController {
    static final String PATH = "/api/v1/stardust";

    private static final long LONGEST_WAIT_MILLIS = 3_000;
    private static final long LOOK_EVERY_MILLIS = 50;
    // Without a charset: a note is what its bytes are, and is UTF-8 by its format.
    private static final HeaderContentNegotiationStrategy ACCEPT = new HeaderContentNegotiationStrategy();
    private static final MediaType NOTE = MediaType.parseMediaType("text/plain;charset=utf-8");

    private final StardustQueries queries;
    private final NoteSigner signer;
    private final CommandDispatcher commands;
    private final LedgerArchive archive;

    StardustController(StardustQueries queries, NoteSigner signer, CommandDispatcher commands, LedgerArchive archive) {
        this.queries = queries;
        this.signer = signer;
        this.commands = commands;
        this.archive = archive;
    }

    /** A page of packets, newest first. */
    @GetMapping("/packets")
    @Access(scope = Scope.AUDIT, rate = RateCategory.READ)
    PacketResponses.Listed packets(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(name = "entity_type", required = false) @Nullable String entityType,
            @RequestParam(name = "entity_id", required = false) @Nullable String entityId,
            @RequestParam(name = "trace_id", required = false) @Nullable String traceId,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String include) {
        PacketFilter filter = new PacketFilter(
                Parameters.kind(kind),
                Parameters.text("entity_type", entityType),
                Parameters.text("entity_id", entityId),
                Parameters.text("trace_id", traceId),
                Parameters.text("actor", actor),
                QueryParameters.time("since", since));
        int count = QueryParameters.limit(limit);
        boolean counted = QueryParameters.total(include);
        PacketPage page = QueryParameters.paged(() -> queries.packets(filter, count, cursor));
        return new PacketResponses.Listed(page.packets(), page.nextCursor(), counted ? queries.count(filter) : null);
    }

    /** One packet. */
    @GetMapping("/packets/{packetId}")
    @Access(scope = Scope.AUDIT, rate = RateCategory.READ, errors = ErrorCode.PACKET_NOT_FOUND)
    ResponseEntity<PacketResponses.Packet> packet(@PathVariable String packetId) {
        PacketResponses.Packet packet = PacketResponses.Packet.of(found(packetId));
        // A packet never changes; what is kept beside it can be erased, and both can be archived.
        String tag = "\"" + packet.packetId() + "-" + packet.content() + "\"";
        return ResponseEntity.ok().eTag(tag).body(packet);
    }

    /** Proves that a packet is in the ledger; a new one's proof waits for the next checkpoint. */
    @GetMapping(path = "/packets/{packetId}/proof", produces = MediaType.APPLICATION_JSON_VALUE)
    @Access(
            scope = Scope.AUDIT,
            rate = RateCategory.READ,
            errors = {ErrorCode.PACKET_NOT_FOUND, ErrorCode.CONFLICT})
    PacketResponses.Inclusion proof(@PathVariable String packetId) {
        PacketDetail packet = found(packetId);
        return PacketResponses.Inclusion.of(proved(packet), packet.leafHash());
    }

    /** The same as a text that can be checked without the server. */
    @GetMapping(path = "/packets/{packetId}/proof", produces = MediaType.TEXT_PLAIN_VALUE)
    @Access(
            scope = Scope.AUDIT,
            rate = RateCategory.READ,
            errors = {ErrorCode.PACKET_NOT_FOUND, ErrorCode.CONFLICT})
    ResponseEntity<String> proofAsText(@PathVariable String packetId) {
        return ResponseEntity.ok()
                .contentType(NOTE)
                .body(proved(found(packetId)).tlogProof().text());
    }

    /** The last signed checkpoint: the note itself, or its parts for whoever rather has JSON. */
    @GetMapping(
            path = "/checkpoint",
            produces = {MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE})
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(implementation = String.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = PacketResponses.Checkpoint.class))
            })
    @Access(scope = Scope.AUDIT, rate = RateCategory.READ, errors = ErrorCode.CONFLICT)
    ResponseEntity<?> checkpoint(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
        boolean asText = ACCEPT.resolveMediaTypes(request).stream()
                .filter(type -> type.includes(MediaType.TEXT_PLAIN) || type.includes(MediaType.APPLICATION_JSON))
                .findFirst()
                .map(type -> type.includes(MediaType.TEXT_PLAIN))
                .orElse(true);
        return asText
                ? ResponseEntity.ok().contentType(NOTE).body(signed().note())
                : ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(PacketResponses.Checkpoint.of(
                                signed(), signer.key().toString()));
    }

    /** The key that checkpoints are checked with. */
    @GetMapping("/key")
    @Access(scope = Scope.AUDIT, rate = RateCategory.READ)
    PacketResponses.Key key() {
        return new PacketResponses.Key(signer.key().toString());
    }

    /** Proves that the tree of one size continues that of a smaller one. */
    @GetMapping("/consistency")
    @Access(scope = Scope.AUDIT, rate = RateCategory.READ, errors = ErrorCode.CONFLICT)
    PacketResponses.Consistency consistency(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        long largest = signed().size();
        String sentence = "give a size of the tree, 1 to " + largest + ", and from not larger than to";
        if (from == null) {
            throw QueryParameters.bad("from", sentence);
        }
        long last = to == null ? largest : QueryParameters.number("to", to, 1, largest, sentence);
        return PacketResponses.Consistency.of(
                sound(() -> queries.consistency(QueryParameters.number("from", from, 1, last, sentence), last)));
    }

    /** The packets behind an entity. */
    @GetMapping("/lineage/{entityType}/{entityId}")
    @Access(scope = Scope.AUDIT, rate = RateCategory.READ, errors = ErrorCode.PACKET_NOT_FOUND)
    PacketResponses.Graph lineage(@PathVariable String entityType, @PathVariable String entityId) {
        Parameters.text("entity_type", entityType);
        Parameters.text("entity_id", entityId);
        Lineage lineage = queries.lineage(entityType, entityId)
                .orElseThrow(() -> new ApiError(
                        ErrorCode.PACKET_NOT_FOUND, "the ledger has no packet of this entity; check its type and id"));
        return new PacketResponses.Graph(entityType, entityId, lineage.packets(), lineage.edges(), lineage.truncated());
    }

    /** Erases for good what is kept beside a packet; the packet and every proof stay as they are. */
    @PostMapping("/packets/{packetId}/erase")
    @Access(
            scope = Scope.ADMIN,
            rate = RateCategory.CHANGE,
            answers = {200, 202},
            errors = {ErrorCode.PACKET_NOT_FOUND, ErrorCode.VALIDATION_ERROR, ErrorCode.CONFLICT})
    ResponseEntity<PacketResponses.Erasing> erase(
            @PathVariable String packetId, @RequestBody EraseRequest body, Caller caller) {
        PacketDetail packet = found(packetId);
        String reason = body.checkedReason();
        if (packet.content() == ContentState.ARCHIVED) {
            throw new ApiError(
                    ErrorCode.CONFLICT,
                    "this packet's content lies in an archive; take its line out of the archive's contents file, which leaves the archive valid");
        }
        if (packet.content() == ContentState.ERASED) {
            return ResponseEntity.ok(new PacketResponses.Erasing(packetId, "erased"));
        }
        commands.send(new EraseContent(packetId, reason), caller.metadata());
        return ResponseEntity.accepted()
                .header("Location", PATH + "/packets/" + packetId)
                .body(new PacketResponses.Erasing(packetId, "erasing"));
    }

    /** Moves the bytes of old packets to a file that verifies by itself. */
    @PostMapping("/archive")
    @Access(
            scope = Scope.ADMIN,
            rate = RateCategory.CHANGE,
            errors = {ErrorCode.VALIDATION_ERROR, ErrorCode.CONFLICT})
    PacketResponses.Archived archive(@RequestBody ArchiveRequest body) {
        long past = body.past(signed().size());
        return sound(() -> archive.upTo(past)
                .map(made -> new PacketResponses.Archived(made.first(), made.past(), made.file(), made.sha256()))
                .orElseGet(() -> new PacketResponses.Archived(archive.archived(), archive.archived(), null, null)));
    }

    private PacketDetail found(String packetId) {
        return queries.packet(packetId)
                .orElseThrow(() -> new ApiError(
                        ErrorCode.PACKET_NOT_FOUND, "there is no packet with this id; list the packets to find it"));
    }

    private InclusionProof proved(PacketDetail packet) {
        return sound(() -> {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
            Optional<InclusionProof> proof = queries.proof(packet);
            while (proof.isEmpty() && System.nanoTime() < deadline) {
                pause();
                proof = queries.proof(packet);
            }
            return proof.orElseThrow(() -> new ApiError(
                    ErrorCode.CONFLICT,
                    "no signed checkpoint covers this packet yet; try again in a second, and look at /ready if it stays so",
                    List.of(),
                    Map.of("Retry-After", "1")));
        });
    }

    private SignedCheckpoint signed() {
        return queries.checkpoint()
                .orElseThrow(() -> new ApiError(
                        ErrorCode.CONFLICT,
                        "no checkpoint has been signed yet; try again in a second",
                        List.of(),
                        Map.of("Retry-After", "1")));
    }

    private static <T> T sound(java.util.function.Supplier<T> question) {
        try {
            return question.get();
        } catch (BadProof wrong) {
            throw new ApiError(
                    ErrorCode.CONFLICT,
                    "the ledger was changed behind its back and proves nothing here; check it with \"verify database\"",
                    new ErrorDetail("ledger", String.valueOf(wrong.getMessage())));
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
