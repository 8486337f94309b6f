package io.omni.command.webhook.delivery;

import java.util.Locale;

/** What became of an attempt. */
public enum Outcome {
    /** A 2xx. */
    DELIVERED(true),
    /** A 3xx; redirects aren't followed. */
    REDIRECT(true),
    /** 410: the endpoint wants no more. */
    GONE(true),
    /** 4xx. */
    REFUSED(true),
    /** 5xx, 408, 429, or something that is no final status. */
    SERVER_ERROR(false),
    /** Not done within the deadline. */
    TIMEOUT(false),
    /** The host's name has no address. */
    DNS_ERROR(false),
    /** No connection, or it broke before there was a status. */
    CONNECTION_ERROR(false),
    /** TLS could not be agreed on, or the certificate is not good. */
    TLS_ERROR(false),
    /** The address is one that must not be connected to; nothing was sent. */
    BLOCKED_ADDRESS(true),
    /** The node died before it knew. */
    CRASHED(true);

    private final boolean responsive;

    Outcome(boolean responsive) {
        this.responsive = responsive;
    }

    /** The name in the database and in JSON: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it costs nobody's time to try the endpoint again at once, so that the breaker stays closed. */
    boolean isResponsive() {
        return responsive;
    }

    static Outcome ofStatus(int status) {
        return switch (status) {
            case 410 -> GONE;
            case 408, 429 -> SERVER_ERROR;
            default ->
                switch (status / 100) {
                    case 2 -> DELIVERED;
                    case 3 -> REDIRECT;
                    case 4 -> REFUSED;
                    default -> SERVER_ERROR;
                };
        };
    }
}
