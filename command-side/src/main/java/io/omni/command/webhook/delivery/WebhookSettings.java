package io.omni.command.webhook.delivery;

import java.time.Duration;

/**
 * How deliveries are sent.
 *
 * @param atOnce how many this node sends at the same time; 0: none, it leaves them to others; default 512
 * @param perEndpoint how many go to one endpoint at the same time, from all nodes together; default 16
 * @param perSecond how many go to one endpoint in a second on average, from all nodes together, and at most in one burst; default 1,000
 * @param deadline the time for one attempt, over name lookup, connecting, TLS, headers and body; default 15 s
 * @param headOfLine how long one delivery may hold up those behind it where order is kept; default 10 minutes
 * @param disableAfter after how long a time of nothing but failures an endpoint is given up; default 5 days
 * @param poll how long a node waits at most until it looks for what is due; default 500 ms
 * @param breakerPause how long nothing is sent to an endpoint that fails all the time, at first; default 5 s
 */
public record WebhookSettings(
        int atOnce,
        int perEndpoint,
        int perSecond,
        Duration deadline,
        Duration headOfLine,
        Duration disableAfter,
        Duration poll,
        Duration breakerPause) {

    /** The defaults. */
    public static WebhookSettings defaults() {
        return new WebhookSettings(
                512,
                16,
                1_000,
                Duration.ofSeconds(15),
                Duration.ofMinutes(10),
                Duration.ofDays(5),
                Duration.ofMillis(500),
                Duration.ofSeconds(5));
    }
}
