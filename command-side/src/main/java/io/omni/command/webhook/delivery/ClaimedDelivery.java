package io.omni.command.webhook.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * A delivery that this node has taken up, with the attempt that is recorded as begun.
 *
 * @param deliveryId names it
 * @param createdAt when its event happened; the other half of its key
 * @param webhookId the webhook
 * @param eventId the event, which is the message's id
 * @param type the event's type
 * @param subject what the event happened to
 * @param fifo whether it holds up others of its subject
 * @param attempt the number of this attempt, from 1: its fencing token
 * @param step how many of the schedule's attempts are behind it
 * @param manual whether somebody asked for this attempt, which leaves the schedule alone
 * @param age how long ago its first attempt began
 * @param webhook the webhook's state as JSON
 * @param body the bytes to sign and send; not copied
 */
record ClaimedDelivery(
        String deliveryId,
        Instant createdAt,
        String webhookId,
        String eventId,
        String type,
        String subject,
        boolean fifo,
        int attempt,
        int step,
        boolean manual,
        Duration age,
        String webhook,
        byte[] body) {
    @Override
    public String toString() {
        return deliveryId + "#" + attempt;
    }
}
