package io.omni.events.stardust;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a packet of the ledger tells of. */
public enum PacketKind {
    /** An event of the event store. */
    EVENT,
    /** A call of the API that may change something, before anything is done about it. */
    API_REQUEST,
    /** How a call of the API was answered. */
    API_RESPONSE,
    /** One attempt to deliver an event to a webhook. */
    WEBHOOK_ATTEMPT,
    /** What a policy decided, beside the event that came of it. */
    DECISION;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name outside: {@code event}, {@code api_request}, {@code api_response}, {@code webhook_attempt}, {@code decision}. */
    public String wireName() {
        return wireName;
    }

    /** Whether it tells of a call of the API. */
    public boolean isApiCall() {
        return this == API_REQUEST || this == API_RESPONSE;
    }

    /** The kind with this name. */
    public static Optional<PacketKind> of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }
}
