package io.omni.command.content;

import io.omni.events.content.CalendarId;
import io.omni.events.content.ClipId;
import io.omni.events.content.JobId;
import io.omni.events.content.JobQueued;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectState;
import io.omni.events.content.VideoId;
import java.util.function.Supplier;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/**
 * Where the handlers find their aggregates. Whoever needs several takes them in the order job, video, clip, calendar, project, so that
 * nobody waits in a circle; new ones, which nobody else knows, at any time.
 */
record ContentAggregates(
        Repository<Project> projects,
        Repository<ProjectName> names,
        Repository<ContentJob> jobs,
        Repository<Video> videos,
        Repository<Clip> clips,
        Repository<Calendar> calendars) {

    Aggregate<Project> project(ProjectId id) {
        return load(projects, id.value(), () -> NotThere.project(id));
    }

    ProjectState present(ProjectId id) {
        return project(id).invoke(Project::present);
    }

    Aggregate<ContentJob> job(JobId id) {
        return load(jobs, id.value(), () -> NotThere.job(id));
    }

    Aggregate<Video> video(VideoId id) {
        return load(videos, id.value(), () -> new IllegalStateException("no video " + id));
    }

    Aggregate<Clip> clip(ClipId id) {
        return load(clips, id.value(), () -> NotThere.clip(id));
    }

    Aggregate<Calendar> calendar(ProjectId project) throws Exception {
        CalendarId id = CalendarId.of(project);
        return calendars.loadOrCreate(id.value(), () -> new Calendar(id));
    }

    /** Queues a job unless it was queued before; whether it was not. */
    boolean queue(JobQueued event) throws Exception {
        Aggregate<ContentJob> job = jobs.loadOrCreate(event.jobId().value(), () -> new ContentJob(event.jobId()));
        if (job.invoke(ContentJob::isQueued)) {
            return false;
        }
        job.execute(j -> j.queue(event));
        return true;
    }

    private static <T> Aggregate<T> load(
            Repository<T> repository, String id, Supplier<? extends RuntimeException> missing) {
        try {
            return repository.load(id);
        } catch (AggregateNotFoundException e) {
            throw missing.get();
        }
    }
}
