package io.omni.api.benchmark;

import io.omni.command.content.CreateProject;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** Pages of a content project's lists over HTTP, among ten thousand clips, each with a place in the calendar. */
final class ContentPages {
    static final int CLIPS = 10_000;

    private final Product product;
    private final HttpLoad load;
    private final ProjectId project = ProjectId.next();

    ContentPages(Product product, HttpLoad load) {
        this.product = product;
        this.load = load;
    }

    /** Makes a project, and writes its clips into the read model as its projection does. */
    void fill() throws InterruptedException {
        product.bean(CommandDispatcher.class)
                .send(
                        new CreateProject(project, "Benchmark", null, ProjectSettings.defaults(), null),
                        Pipelines.CALLER);
        while (product.jdbc()
                .queryForList("SELECT 1 FROM content_mark WHERE project_id = ?", project.value())
                .isEmpty()) {
            Thread.sleep(20);
        }
        product.jdbc().update("""
                INSERT INTO content_clip_view (clip_id, project_id, video_id, status, confidence, created_at, version, position,
                                               overview, state)
                SELECT c.id, ?, 'vid_' || n / 10, c.status, 0.5, now() - n * interval '1 minute', 1, 1,
                       '{"clip_id":"' || c.id || '","video_id":"vid_' || n / 10 || '","status":"' || c.status
                       || '","confidence":0.5,"semantic_tags":["music","interview"],"pantheon_votes":['
                       || '{"agent":"strategist","vote":0.61,"confidence":0.7,"comment":"It is about what the project wants."},'
                       || '{"agent":"guardian","vote":0.9,"confidence":0.8,"comment":"Nothing in it does harm."},'
                       || '{"agent":"explorer","vote":0.4,"confidence":0.5,"comment":"It is much like others."},'
                       || '{"agent":"critic","vote":0.7,"confidence":0.6,"comment":"It begins and ends on speech."}]}', '{}'
                FROM generate_series(1, ?) AS n,
                     LATERAL (SELECT 'clip_' || md5(n::text) AS id,
                                     (ARRAY['REJECTED', 'PUBLISHED', 'SCHEDULED'])[1 + n % 3] AS status) AS c
                """, project.value(), CLIPS);
        product.jdbc().update("""
                INSERT INTO content_place_view (job_id, project_id, clip_id, channel, recommended_time, final_time, by_operator,
                                                handed_over, released, position)
                SELECT 'up_' || md5(n::text), ?, 'clip_' || md5(n::text), 'folder', time, time, FALSE, FALSE, FALSE, 1
                FROM generate_series(1, ?) AS n, LATERAL (SELECT now() + n * interval '2 hours' AS time) AS t
                """, project.value(), CLIPS);
        product.jdbc().update("""
                INSERT INTO content_job_view (job_id, project_id, kind, clip_id, status, created_at, version, position, state)
                SELECT 'up_' || md5(n::text), ?, 'upload', 'clip_' || md5(n::text), 'QUEUED', now(), 1, 1, '{}'
                FROM generate_series(1, ?) AS n
                """, project.value(), CLIPS);
        product.jdbc().execute("VACUUM ANALYZE content_clip_view, content_place_view, content_job_view");
    }

    /** The first page of fifty clips, one further on by offset, the first by cursor. */
    double listed(Duration time) throws IOException, InterruptedException {
        return pages(time, "/clips", "/clips?offset=5000", "/clips?cursor=");
    }

    /** Pages of fifty clips of one status. */
    double filtered(Duration time) throws IOException, InterruptedException {
        return pages(
                time,
                "/clips?status=PUBLISHED",
                "/clips?status=REJECTED&offset=1000",
                "/clips?status=SCHEDULED&cursor=");
    }

    /** Pages of fifty places of the calendar. */
    double scheduled(Duration time) throws IOException, InterruptedException {
        return pages(time, "/schedule", "/schedule?offset=5000", "/schedule?cursor=");
    }

    private double pages(Duration time, String... lists) throws IOException, InterruptedException {
        String path = "/v1/projects/" + project;
        return load.perSecond(
                Arrays.stream(lists)
                        .map(list -> HttpLoad.Request.get(path + list))
                        .toList(),
                time);
    }
}
