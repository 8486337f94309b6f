package io.omni.api.benchmark;

import io.omni.command.content.CreateProject;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Pages of a content project's clips over HTTP, among ten thousand. */
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
        product.jdbc().execute("VACUUM ANALYZE content_clip_view");
    }

    /** Pages of fifty: the first one, one further on by offset, one of those of a status, the first by cursor. */
    double pages(Duration time) throws IOException, InterruptedException {
        String list = "/v1/projects/" + project + "/clips";
        return load.perSecond(
                List.of(
                        HttpLoad.Request.get(list),
                        HttpLoad.Request.get(list + "?offset=5000"),
                        HttpLoad.Request.get(list + "?status=PUBLISHED"),
                        HttpLoad.Request.get(list + "?cursor=")),
                time);
    }
}
