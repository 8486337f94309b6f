package io.omni.api.edge;

import io.omni.events.id.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and under which ids. A controller takes it as a parameter; code below a controller may ask for
 * {@link #current()}.
 *
 * @param actor {@code operator} for the operator's token, {@code key:key_…} for an API key, {@code anonymous} before or without authentication
 * @param requestId what {@code X-Request-Id} says, 1..128 printable ASCII characters
 * @param traceId the W3C trace id, 32 lower-case hexadecimal digits
 * @param scopes what the caller may do
 * @param tenant whose data the caller works on; null: the platform's own
 * @param claim the claim on the idempotency key that the request brings; null: it brings none
 */
public record Caller(
        String actor,
        String requestId,
        String traceId,
        Set<Scope> scopes,
        @Nullable String tenant,
        @Nullable RequestClaim claim) {
    /** The actor of a request that hasn't been authenticated. */
    public static final String ANONYMOUS = "anonymous";

    private static final String ATTRIBUTE = Caller.class.getName();
    private static final ThreadLocal<@Nullable Caller> CURRENT = new ThreadLocal<>();

    /** Takes an unchangeable copy of the scopes. */
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** A caller who may do nothing and belongs to no tenant. */
    public Caller(String actor, String requestId, String traceId) {
        this(actor, requestId, traceId, Set.of(), null, null);
    }

    /**
     * The caller of the request that this thread works on.
     *
     * @throws IllegalStateException when it works on none
     */
    public static Caller current() {
        Caller caller = CURRENT.get();
        if (caller == null) {
            throw new IllegalStateException("This thread isn't working on a request.");
        }
        return caller;
    }

    /** The caller of a request; on any thread. */
    public static Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : RequestIds.identify(request);
    }

    /**
     * An id for what this request makes. With an idempotency key it follows from caller and key, so that a request that is repeated
     * after a crash finds what it had made; without one it is new.
     *
     * @param prefix what the id names, without the underscore, for example {@code pipe}
     */
    public String newId(String prefix) {
        return claim == null ? Ids.next(prefix) : Ids.derived(prefix, claim.since(), claim.seed());
    }

    /** Whether an earlier node may have carried out this very request already, and died before it could answer. */
    public boolean isResumed() {
        return claim != null && claim.resumed();
    }

    /** Has the rest of a request work under a claim. */
    public static void claim(HttpServletRequest request, RequestClaim claim) {
        of(request).with(claim).attach(request);
    }

    /** What goes into a command's metadata: {@code actor}, {@code request_id}, {@code trace_id}, and {@code tenant} where there is one. */
    public Map<String, String> metadata() {
        Map<String, String> metadata =
                new HashMap<>(Map.of("actor", actor, "request_id", requestId, "trace_id", traceId));
        if (tenant != null) {
            metadata.put("tenant", tenant);
        }
        return Map.copyOf(metadata);
    }

    Caller as(Identity identity) {
        return new Caller(identity.actor(), requestId, traceId, identity.scopes(), identity.tenant(), claim);
    }

    private Caller with(RequestClaim newClaim) {
        return new Caller(actor, requestId, traceId, scopes, tenant, newClaim);
    }

    void attach(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
        CURRENT.set(this);
    }

    static void detach() {
        CURRENT.remove();
    }
}
