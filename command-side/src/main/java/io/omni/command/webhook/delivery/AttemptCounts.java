package io.omni.command.webhook.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Figures about deliveries for {@code /metrics}. */
final class AttemptCounts {
    private final Map<Outcome, Counter> attempts = new EnumMap<>(Outcome.class);
    private volatile UpkeepTable.Backlog backlog = new UpkeepTable.Backlog(0, 0);

    AttemptCounts(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            attempts.put(
                    outcome,
                    Counter.builder("omni.webhook.attempts")
                            .description("Attempts to deliver to a webhook's endpoint, by what became of them")
                            .tag("outcome", outcome.wireName())
                            .register(meters));
        }
        Gauge.builder("omni.webhook.due", this, c -> c.backlog.due())
                .description("Webhook deliveries that are due and not taken up")
                .register(meters);
        Gauge.builder("omni.webhook.oldest.due", this, c -> c.backlog.oldestSeconds())
                .description("How long the oldest webhook delivery that nobody has taken up has been due")
                .baseUnit("seconds")
                .register(meters);
    }

    void count(Outcome outcome, long times) {
        Counter counter = attempts.get(outcome);
        if (counter != null) {
            counter.increment(times);
        }
    }

    void seen(UpkeepTable.Backlog now) {
        backlog = now;
    }
}
