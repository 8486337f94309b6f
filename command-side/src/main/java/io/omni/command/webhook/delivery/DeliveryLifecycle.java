package io.omni.command.webhook.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.omni.command.Refusal;
import io.omni.command.address.AddressGuard;
import io.omni.command.eventstore.AppendSignal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.eventstore.NodeId;
import io.omni.command.eventstore.StoreUnavailable;
import io.omni.command.secret.SecretStore;
import io.omni.command.webhook.DisableWebhook;
import io.omni.events.webhook.DisableReason;
import io.omni.events.webhook.WebhookId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts the delivery of webhooks when the application is ready and ends it when it stops. What this node held when it was killed is
 * given back first.
 */
@Component
class DeliveryLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLifecycle.class);
    private static final Duration BETWEEN_UPKEEPS = Duration.ofSeconds(2);
    private static final Duration LAST_ATTEMPTS = Duration.ofSeconds(10);
    private static final Map<String, String> PLATFORM = Map.of("actor", "system");

    private final WebhookSettings settings;
    private final CommandDispatcher commands;
    private final AppendSignal published;
    private final String node;
    private final UpkeepTable upkeep;
    private final AttemptCounts counts;
    private final Sender sender;
    private final DeliveryWorker worker;
    private final AttemptCloser closer;
    private final List<Thread> threads = new ArrayList<>();
    private Runnable unsubscribe = () -> {};

    DeliveryLifecycle(
            WebhookSettings settings,
            @Qualifier("processingDataSource") DataSource dataSource,
            @Qualifier("processingTransactionManager") PlatformTransactionManager transactions,
            @Qualifier("eventMapper") JsonMapper mapper,
            @Qualifier("publishedSignal") AppendSignal published,
            CommandDispatcher commands,
            SecretStore secrets,
            AddressGuard guard,
            ObjectProvider<AttemptJournal> journal,
            NodeId node,
            Clock clock,
            MeterRegistry meters) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.commands = commands;
        this.published = published;
        this.node = node.value();
        this.upkeep = new UpkeepTable(jdbc);
        this.counts = new AttemptCounts(meters);
        this.sender =
                new Sender(new DeliveryHttp(guard, clock, settings.deadline()), new LiveKeys(secrets), mapper, clock);
        this.worker =
                new DeliveryWorker(new ClaimTable(jdbc, settings, node.value()), transaction, sender, settings, clock);
        this.closer = new AttemptCloser(
                new CloseTable(jdbc, settings),
                transaction,
                journal.getIfAvailable(() -> _ -> {}),
                counts,
                worker::wake,
                this::disable);
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void start() {
        int lost = upkeep.releaseLeasesOf(node);
        if (lost > 0) {
            LOG.info("{} webhook deliveries were under way when this node went down; they are tried again", lost);
            counts.count(Outcome.CRASHED, lost);
        }
        if (settings.atOnce() == 0) {
            return;
        }
        unsubscribe = published.register(worker::wake);
        threads.add(Thread.ofPlatform().name("webhook-claims").daemon().start(() -> worker.run(closer)));
        threads.add(Thread.ofPlatform().name("webhook-closes").daemon().start(closer::run));
        threads.add(Thread.ofPlatform().name("webhook-upkeep").daemon().start(this::keepUp));
    }

    @EventListener(ContextClosedEvent.class)
    synchronized void stop() throws InterruptedException {
        if (threads.isEmpty()) {
            return;
        }
        unsubscribe.run();
        Thread claims = threads.getFirst();
        claims.interrupt();
        claims.join(LAST_ATTEMPTS);
        if (!worker.awaitIdle(LAST_ATTEMPTS)) {
            LOG.info("Some webhook deliveries were still under way; they are tried again");
        }
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(LAST_ATTEMPTS);
        }
        closer.finish();
        sender.close();
        threads.clear();
    }

    private void keepUp() {
        while (true) {
            try {
                TimeUnit.NANOSECONDS.sleep(BETWEEN_UPKEEPS.toNanos());
                int lost = upkeep.releaseExpiredLeases();
                if (lost > 0) {
                    LOG.info("{} webhook deliveries were not heard of again in time; they are tried again", lost);
                    counts.count(Outcome.CRASHED, lost);
                }
                if (lost + upkeep.realign() + upkeep.promote() > 0) {
                    worker.wake();
                }
                disable(upkeep.disableDue());
                counts.seen(upkeep.backlog());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("Could not look after the webhook deliveries; trying again: {}", e.toString());
            }
        }
    }

    private void disable(Map<String, String> due) {
        due.forEach((webhook, reason) -> {
            try {
                commands.send(new DisableWebhook(new WebhookId(webhook), DisableReason.of(reason)), PLATFORM);
            } catch (Refusal | StoreUnavailable e) {
                // It is written down; the next upkeep says it again.
                LOG.info("The webhook {} could not be disabled yet: {}", webhook, e.getMessage());
            }
        });
    }
}
