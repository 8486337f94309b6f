package io.omni.command.content;

import io.omni.events.content.CalendarId;
import io.omni.events.content.CalendarState;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipState;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobId;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectState;
import io.omni.events.content.VideoId;
import io.omni.events.content.VideoState;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** Reads what a command has just changed, and what workers need, from the cache of aggregates or from the store. */
public final class ContentReader {
    private final ContentAggregates all;
    private final Cache aggregates;

    ContentReader(ContentAggregates all, Cache aggregates) {
        this.all = all;
        this.aggregates = aggregates;
    }

    /** A project that is there. Empty when it never was, or is deleted. */
    public Optional<ProjectState> project(ProjectId id) {
        return read(all.projects(), id.value(), Project::state).filter(state -> !state.deleted());
    }

    /** A job as this node knows it; another node may have changed it since. */
    public Optional<ContentJobState> job(JobId id) {
        return read(all.jobs(), id.value(), ContentJob::state);
    }

    /** A job as it is stored now. */
    public Optional<ContentJobState> storedJob(JobId id) {
        aggregates.remove(id.value());
        return job(id);
    }

    /** A video as this node knows it. */
    public Optional<VideoState> video(VideoId id) {
        return read(all.videos(), id.value(), Video::state);
    }

    /** A clip as this node knows it; another node may have changed it since. */
    public Optional<ClipState> clip(ClipId id) {
        return read(all.clips(), id.value(), Clip::state);
    }

    /** The calendar of a project; empty when nothing was entered. */
    public Optional<CalendarState> calendar(ProjectId project) {
        return read(all.calendars(), CalendarId.of(project).value(), c -> c.state(project));
    }

    private static <A, T> Optional<T> read(Repository<A> repository, String id, Function<A, T> what) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        try {
            T found = repository.load(id).invoke(what);
            work.commit();
            return Optional.of(found);
        } catch (AggregateNotFoundException e) {
            work.rollback(e);
            return Optional.empty();
        } catch (RuntimeException e) {
            work.rollback(e);
            throw e;
        }
    }
}
