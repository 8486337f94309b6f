package io.omni.command.knowledge.refresh;

import io.omni.command.Refusal;
import io.omni.events.knowledge.RefreshId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** Handles the commands on refreshes. A refresh and the right to run it change in one append. */
class RefreshCommandHandler {
    private final Repository<Refresh> refreshes;
    private final Repository<KnowledgeLayer> layers;

    RefreshCommandHandler(Repository<Refresh> refreshes, Repository<KnowledgeLayer> layers) {
        this.refreshes = refreshes;
        this.layers = layers;
    }

    @CommandHandler
    boolean handle(StartRefresh command) throws Exception {
        layer().execute(l -> l.take(command.refreshId()));
        refreshes.newInstance(() -> Refresh.start(command));
        return true;
    }

    @CommandHandler
    boolean handle(PlanRefresh command) {
        return refresh(command.refreshId()).invoke(r -> r.plan(command));
    }

    @CommandHandler
    boolean handle(ReportSource command) {
        return refresh(command.refreshId()).invoke(r -> r.report(command));
    }

    @CommandHandler
    boolean handle(EndRefresh command) throws Exception {
        boolean changed = refresh(command.refreshId()).invoke(Refresh::end);
        if (changed) {
            layer().execute(l -> l.giveBack(command.refreshId()));
        }
        return changed;
    }

    @CommandHandler
    boolean handle(ReportFreshness command) throws Exception {
        return layer().invoke(l -> l.watch(command.sources()));
    }

    private Aggregate<KnowledgeLayer> layer() throws Exception {
        return layers.loadOrCreate(KnowledgeLayer.ID, KnowledgeLayer::new);
    }

    private Aggregate<Refresh> refresh(RefreshId id) {
        try {
            return refreshes.load(id.value());
        } catch (AggregateNotFoundException e) {
            throw new Refusal(
                    "REFRESH_NOT_FOUND", "there is no such refresh", new Refusal.Detail("refresh_id", id.value()));
        }
    }
}
