package io.omni.projection.retention;

import java.time.Period;
import java.util.Optional;

/**
 * How long what grows for ever is kept. Events themselves are always kept. Empty keeps for ever.
 *
 * @param eventLog rows of the event log ({@code OMNI_RETENTION_EVENT_LOG}); default 400 days
 * @param stageLogs lines that stages have logged ({@code OMNI_RETENTION_STAGE_LOGS}); default 90 days
 * @param deliveries webhooks' deliveries and their attempts ({@code OMNI_RETENTION_DELIVERIES}); default 90 days
 * @param apiPackets the ledger's packets and what is kept beside them, before they move to files ({@code OMNI_RETENTION_API_PACKETS});
 *     default 400 days
 */
public record RetentionSettings(
        Optional<Period> eventLog,
        Optional<Period> stageLogs,
        Optional<Period> deliveries,
        Optional<Period> apiPackets) {

    /** The defaults. */
    public static RetentionSettings defaults() {
        return new RetentionSettings(
                Optional.of(Period.ofDays(400)),
                Optional.of(Period.ofDays(90)),
                Optional.of(Period.ofDays(90)),
                Optional.of(Period.ofDays(400)));
    }
}
