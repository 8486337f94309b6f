package io.omni.events.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Hashes;
import io.omni.events.id.Ids;
import java.math.BigInteger;

/**
 * Names the delivery of one event to one webhook.
 *
 * @param value {@code dlv_}, the time part of the event's id, and 16 characters that follow from event and webhook
 */
public record DeliveryId(@JsonValue String value) {
    private static final String PREFIX = "dlv";
    private static final String EVENT_PREFIX = "evt_";
    private static final int TIME_CHARACTERS = 10;
    private static final int HASH_CHARACTERS = 16;
    private static final int RADIX = 32;

    /** @throws IllegalArgumentException when the text is no delivery id */
    @JsonCreator
    public DeliveryId {
        Ids.require(PREFIX, value);
    }

    /** The one id that the delivery of this event to this webhook can have: making it again gives the same. */
    public static DeliveryId of(String eventId, WebhookId webhook) {
        String suffix = eventId.startsWith(EVENT_PREFIX) ? eventId.substring(EVENT_PREFIX.length()) : "";
        String time = suffix.matches("[0-9a-z]{" + TIME_CHARACTERS + ",}") ? suffix.substring(0, TIME_CHARACTERS) : "";
        String hash = new BigInteger(Hashes.sha256(eventId + "\n" + webhook.value()), 16).toString(RADIX);
        return new DeliveryId(PREFIX + "_" + time + hash.substring(0, HASH_CHARACTERS));
    }

    /** A new id, for a delivery that is known before its event. */
    public static DeliveryId next() {
        return new DeliveryId(Ids.next(PREFIX));
    }

    /** Whether a text from outside has the form of a delivery id. */
    public static boolean isValid(String text) {
        return Ids.isValid(PREFIX, text);
    }

    @Override
    public String toString() {
        return value;
    }
}
