package io.omni.api.edge;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a caller may do. The operator has every scope; an API key has those it was made with. None includes another. */
public enum Scope {
    /** Needs no token at all. It can't be given to a key. */
    PUBLIC,
    /** Reads whatever isn't the audit's, the administrator's or the content's. */
    READ,
    /** Starts, cancels, retries, pauses and resumes pipelines. */
    PIPELINES,
    /** Restarts services. */
    SERVICES,
    /** Refreshes knowledge. */
    KNOWLEDGE,
    /** Makes, changes and runs workflows, and sends them inbound events. */
    WORKFLOWS,
    /** Changes configuration. */
    CONFIG,
    /** Registers and changes webhooks. */
    WEBHOOKS,
    /** Reads the audit ledger. */
    AUDIT,
    /** Makes and revokes keys, replays projections, and controls the sandbox. */
    ADMIN,
    /** Everything below {@code /v1}. */
    CONTENT;

    private static final Set<Scope> GRANTABLE = Set.copyOf(EnumSet.complementOf(EnumSet.of(PUBLIC)));

    /** Every scope that a caller can have. */
    public static Set<Scope> grantable() {
        return GRANTABLE;
    }

    /** The scope of a wire name; empty when there is none, or none that a caller can have. */
    public static Optional<Scope> parse(String wireName) {
        return Stream.of(values())
                .filter(scope -> scope != PUBLIC && scope.wireName().equals(wireName))
                .findFirst();
    }

    /** Its name on the wire: in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
