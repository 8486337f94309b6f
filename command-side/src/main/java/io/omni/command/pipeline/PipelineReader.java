package io.omni.command.pipeline;

import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import java.util.Optional;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** Reads a pipeline's state where the workers need it, from the cache of aggregates or from the store. */
public final class PipelineReader {
    private final Repository<Pipeline> pipelines;
    private final Cache aggregates;

    PipelineReader(Repository<Pipeline> pipelines, Cache aggregates) {
        this.pipelines = pipelines;
        this.aggregates = aggregates;
    }

    /** The state as this node knows it; another node may have changed it since. Empty when there is no such pipeline. */
    public Optional<PipelineState> known(PipelineId id) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        try {
            PipelineState state = pipelines.load(id.value()).invoke(Pipeline::state);
            work.commit();
            return Optional.of(state);
        } catch (AggregateNotFoundException e) {
            work.rollback(e);
            return Optional.empty();
        } catch (RuntimeException e) {
            work.rollback(e);
            throw e;
        }
    }

    /** The state as it is stored now. Empty when there is no such pipeline. */
    public Optional<PipelineState> stored(PipelineId id) {
        aggregates.remove(id.value());
        return known(id);
    }
}
