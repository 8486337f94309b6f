package io.omni.api.benchmark;

import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.pipeline.PipelineId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Commands accepted over HTTP, their events durable before the answer. */
final class HttpCommands {
    private static final int PIPELINES = 1_000;
    private static final int BRANCHES = 100_000;
    private static final String PATH = "/api/v1/pipeline/";
    private static final String EXECUTE = """
            {"task":"The payments of a split invoice must add up to its total",\
            "config":{"repo_url":"https://git.example/team/billing.git","branch":"%s"}}""";

    private final HttpLoad load;
    private final List<HttpLoad.Request> oneEvent;

    HttpCommands(Product product, HttpLoad load) {
        this.load = load;
        this.oneEvent = pauseAndResume(Pipelines.start(product.bean(CommandDispatcher.class), PIPELINES));
    }

    /** Pausing and resuming pipelines that run: one event each, commands a second. */
    double pausesAndResumes(Duration time) throws IOException, InterruptedException {
        return load.perSecond(oneEvent, time);
    }

    /** Starting pipelines, each on a branch of its own: three events each, commands a second. */
    double executions(String prefix, Duration time) throws IOException, InterruptedException {
        List<HttpLoad.Request> requests = new ArrayList<>();
        for (int i = 0; i < BRANCHES; i++) {
            requests.add(HttpLoad.Request.post(PATH + "execute", EXECUTE.formatted(prefix + "/" + i)));
        }
        return load.perSecond(requests, time);
    }

    private static List<HttpLoad.Request> pauseAndResume(List<PipelineId> ids) {
        List<HttpLoad.Request> requests = new ArrayList<>();
        ids.forEach(id -> requests.add(HttpLoad.Request.post(PATH + id + "/pause", "")));
        ids.forEach(id -> requests.add(HttpLoad.Request.post(PATH + id + "/resume", "")));
        return requests;
    }
}
