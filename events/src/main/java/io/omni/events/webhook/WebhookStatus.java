package io.omni.events.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a webhook stands. */
public enum WebhookStatus {
    /** Deliveries go out. */
    ACTIVE,
    /** Deliveries wait until somebody enables it again. */
    PAUSED,
    /** The platform gave up on the endpoint; deliveries are parked until they are replayed. */
    DISABLED,
    /** Gone; nothing is sent any more. */
    DELETED;

    /** The name in JSON: lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The value with this wire name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static WebhookStatus of(String wireName) {
        for (WebhookStatus value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
