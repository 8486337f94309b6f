package io.omni.events.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Ids;

/**
 * Names one webhook.
 *
 * @param value {@code wh_} and a lower-case ULID
 */
public record WebhookId(@JsonValue String value) {
    private static final String PREFIX = "wh";

    /** @throws IllegalArgumentException when the text is no webhook id */
    @JsonCreator
    public WebhookId {
        Ids.require(PREFIX, value);
    }

    /** A new id, later than every id this process made before. */
    public static WebhookId next() {
        return new WebhookId(Ids.next(PREFIX));
    }

    /** Whether a text from outside has the form of a webhook id. */
    public static boolean isValid(String text) {
        return Ids.isValid(PREFIX, text);
    }

    @Override
    public String toString() {
        return value;
    }
}
