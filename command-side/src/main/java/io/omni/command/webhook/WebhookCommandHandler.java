package io.omni.command.webhook;

import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** Handles the commands on webhooks. */
class WebhookCommandHandler {
    private final Repository<Webhook> webhooks;
    private final Clock clock;

    WebhookCommandHandler(Repository<Webhook> webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    @CommandHandler
    boolean handle(RegisterWebhook command) throws Exception {
        webhooks.newInstance(() -> Webhook.register(command));
        return true;
    }

    @CommandHandler
    boolean handle(ChangeWebhook command) {
        return decide(command);
    }

    @CommandHandler
    boolean handle(RotateWebhookSecret command) {
        return decide(command);
    }

    @CommandHandler
    boolean handle(DeleteWebhook command) {
        return decide(command);
    }

    @CommandHandler
    boolean handle(DisableWebhook command) {
        return decide(command);
    }

    @CommandHandler
    boolean handle(TestWebhook command) {
        return decide(command);
    }

    @CommandHandler
    boolean handle(RedeliverToWebhook command) {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReplayToWebhook command) {
        return decide(command);
    }

    private boolean decide(WebhookCommand command) {
        try {
            return webhooks.load(command.aggregateId()).invoke(w -> w.decide(command, clock.instant()));
        } catch (AggregateNotFoundException e) {
            throw WebhookDecider.notFound();
        }
    }
}
