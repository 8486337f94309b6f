package io.omni.api.access;

import io.omni.api.edge.Access;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.command.access.CreateKey;
import io.omni.command.access.RevokeKey;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.access.KeyId;
import io.omni.events.access.KeyState;
import io.omni.events.id.Ids;
import io.omni.query.access.KeyQueries;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Makes, lists and revokes API keys. Nobody gives a key more than they have themselves: neither scopes nor another tenant. */
@RestController
@ReadsFrom("keys")
@RequestMapping(KeyController.PATH)
class KeyController {
    static final String PATH = "/api/v1/keys";

    private final CommandDispatcher commands;
    private final KeyQueries keys;
    private final KnownKeys known;
    private final Clock clock;

    KeyController(CommandDispatcher commands, KeyQueries keys, KnownKeys known, Clock clock) {
        this.commands = commands;
        this.keys = keys;
        this.known = known;
        this.clock = clock;
    }

    /** Makes a key. The answer is the only place where it is ever shown. */
    @Access(scope = Scope.ADMIN, rate = RateCategory.CHANGE, answers = 201, errors = ErrorCode.VALIDATION_ERROR)
    @PostMapping
    ResponseEntity<KeyResponse> create(@RequestBody KeyRequest request, Caller caller) {
        KeyRequest.Checked wanted = request.check(clock.instant());
        String tenant = tenant(wanted.tenant(), caller);
        if (!caller.scopes().containsAll(wanted.scopes())) {
            throw new ApiError(ErrorCode.FORBIDDEN, "A key can't have a scope that its maker doesn't have.");
        }
        KeyToken token = KeyToken.random(newId(caller));
        commands.send(
                new CreateKey(
                        token.keyId(),
                        wanted.name(),
                        wanted.scopes().stream().map(Scope::wireName).sorted().toList(),
                        tenant,
                        wanted.expiresAt(),
                        token.secretSha256()),
                caller.metadata());
        known.forget(token.keyId());
        KeyState state = known.find(token.keyId()).orElseThrow(KeyController::notFound);
        return ResponseEntity.created(URI.create(PATH + "/" + token.keyId()))
                .eTag(IfMatch.tag(state.version()))
                .body(KeyResponse.of(state, token.text()));
    }

    /** A page of the keys that haven't been revoked, newest first. */
    @Access(scope = Scope.ADMIN, rate = RateCategory.READ)
    @GetMapping
    KeyList list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String include,
            Caller caller) {
        int count = QueryParameters.limit(limit);
        boolean counted = QueryParameters.total(include);
        KeyQueries.Page page = QueryParameters.paged(() -> keys.list(caller.tenant(), count, cursor));
        return new KeyList(
                page.keys().stream().map(key -> KeyResponse.of(key, null)).toList(),
                page.nextCursor(),
                counted ? keys.count(caller.tenant()) : null);
    }

    /** One key. */
    @Access(scope = Scope.ADMIN, rate = RateCategory.READ, errors = ErrorCode.KEY_NOT_FOUND)
    @GetMapping("/{key_id}")
    ResponseEntity<KeyResponse> get(@PathVariable("key_id") String keyId, Caller caller) {
        KeyState state = known.find(id(keyId))
                .filter(key -> !key.isRevoked())
                .filter(key -> caller.tenant() == null || caller.tenant().equals(key.tenant()))
                .orElseThrow(KeyController::notFound);
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(KeyResponse.of(state, null));
    }

    /** Takes a key back. It opens nothing from the answer on. */
    @Access(scope = Scope.ADMIN, rate = RateCategory.CHANGE, answers = 204, errors = ErrorCode.KEY_NOT_FOUND)
    @DeleteMapping("/{key_id}")
    ResponseEntity<Void> revoke(@PathVariable("key_id") String keyId, IfMatch ifMatch, Caller caller) {
        KeyId id = id(keyId);
        Set<Long> versions = ifMatch.versions();
        commands.send(new RevokeKey(id, caller.tenant(), versions), caller.metadata());
        known.forget(id);
        return ResponseEntity.noContent().build();
    }

    /** After a crash the key that was made before is of no use: nobody has seen its secret. It is taken back, and another is made. */
    private KeyId newId(Caller caller) {
        KeyId id = new KeyId(caller.newId(KeyId.PREFIX));
        if (!caller.isResumed() || keys.find(id).isEmpty()) {
            return id;
        }
        if (keys.find(id).filter(key -> !key.isRevoked()).isPresent()) {
            commands.send(new RevokeKey(id, null, null), caller.metadata());
        }
        return new KeyId(Ids.next(KeyId.PREFIX));
    }

    private static @Nullable String tenant(@Nullable String wanted, Caller caller) {
        if (caller.tenant() == null) {
            return wanted;
        }
        if (wanted != null && !wanted.equals(caller.tenant())) {
            throw new ApiError(ErrorCode.FORBIDDEN, "A key can't belong to another tenant than its maker's.");
        }
        return caller.tenant();
    }

    private static KeyId id(String text) {
        if (!KeyId.isValid(text)) {
            throw notFound();
        }
        return new KeyId(text);
    }

    private static ApiError notFound() {
        return new ApiError(ErrorCode.KEY_NOT_FOUND, "There is no API key with this id; list the keys to find it.");
    }
}
