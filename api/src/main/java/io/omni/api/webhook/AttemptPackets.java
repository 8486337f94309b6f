package io.omni.api.webhook;

import io.omni.command.webhook.delivery.AttemptJournal;
import io.omni.command.webhook.delivery.ClosedAttempt;
import io.omni.events.stardust.PacketKind;
import io.omni.projection.stardust.PacketDraft;
import io.omni.projection.stardust.PacketInbox;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes every attempt into the audit ledger, as a packet whose parent is the event's. */
@Component
class AttemptPackets implements AttemptJournal {
    private final PacketInbox inbox;
    private final JsonMapper mapper;

    AttemptPackets(PacketInbox inbox, @Qualifier("eventMapper") JsonMapper mapper) {
        this.inbox = inbox;
        this.mapper = mapper;
    }

    @Override
    public void closed(List<ClosedAttempt> attempts) {
        inbox.add(attempts.stream().map(this::packet).toList());
    }

    private PacketDraft packet(ClosedAttempt attempt) {
        String payload = mapper.writeValueAsString(mapper.createObjectNode()
                .put("delivery_id", attempt.deliveryId())
                .put("attempt", attempt.attempt())
                .put("event_id", attempt.eventId())
                .put("type", attempt.type())
                .put("outcome", attempt.outcome().wireName())
                .put("status_code", attempt.statusCode())
                .put("error", attempt.error())
                .put("duration_ms", attempt.duration().toMillis()));
        return new PacketDraft(
                PacketKind.WEBHOOK_ATTEMPT,
                "webhook",
                attempt.webhookId(),
                null,
                "system",
                attempt.endedAt(),
                attempt.deliveryId() + "/" + attempt.attempt(),
                payload,
                null,
                null,
                List.of(PacketDraft.reference(PacketKind.EVENT, attempt.eventId())));
    }
}
