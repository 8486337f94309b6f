package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Runs that nothing would move any more are reported and go on; runs that merely wait are left alone. */
@ExtendWith(SharedOmni.class)
class StalledRunsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Longer than the reconciler of these tests takes to be sure. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(6);

    private static final String SERVICE = "neo4j-graphrag-api";
    private static final String LOSE_TASKS = """
            CREATE FUNCTION lose_task() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN
                IF NEW.task_instance = 'recurring' THEN RETURN NEW; END IF;
                INSERT INTO lost_task VALUES (NEW.task_name, NEW.task_instance) ON CONFLICT DO NOTHING;
                RETURN NULL;
            END $$;
            CREATE TABLE lost_task (task_name text, task_instance text, PRIMARY KEY (task_name, task_instance));
            CREATE TRIGGER lose_task BEFORE INSERT ON scheduled_tasks FOR EACH ROW EXECUTE FUNCTION lose_task();
            CREATE TRIGGER lose_task BEFORE INSERT ON workflow_tasks FOR EACH ROW EXECUTE FUNCTION lose_task();
            CREATE TRIGGER lose_task BEFORE INSERT ON service_tasks FOR EACH ROW EXECUTE FUNCTION lose_task();
            CREATE TRIGGER lose_task BEFORE INSERT ON content_scrape_tasks FOR EACH ROW EXECUTE FUNCTION lose_task();
            CREATE FUNCTION no_suspicion() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
            CREATE TRIGGER no_suspicion BEFORE INSERT ON missing_task FOR EACH ROW EXECUTE FUNCTION no_suspicion();
            """;
    private static final String KEEP_TASKS =
            "DROP FUNCTION no_suspicion() CASCADE; DROP FUNCTION lose_task() CASCADE; DROP TABLE lost_task";

    private final Api api;
    private final JdbcTemplate jdbc;
    private final RunningOmni omni;

    StalledRunsIT(RunningOmni omni) {
        this.api = omni.api();
        this.jdbc = new JdbcTemplate(omni.bean("dataSource", HikariDataSource.class));
        this.omni = omni;
    }

    @Test
    void runs_of_every_kind_whose_tasks_are_lost_are_reported_once_and_come_to_their_end() throws Exception {
        String workflow = Workflows.create(api, workflow("stalled", "", ""));
        String url = repository().url();
        jdbc.execute(LOSE_TASKS);
        String pipeline;
        String execution;
        String refresh;
        String restart;
        String rolling;
        String schedule;
        String scrape;
        try {
            pipeline = ingest(url);
            execution = Workflows.execute(api, workflow, "{}");
            refresh = Waiting.until(
                            "nobody else refreshes",
                            PATIENCE,
                            () -> api.post("/api/v1/knowledge/refresh", "{}"),
                            answer -> answer.status() == 202)
                    .header("Location");
            restart = api.post("/api/v1/services/redis/restart?wait=false").header("Location");
            rolling = api.post("/api/v1/services/restart", "{\"names\":[\"neo4j\"]}")
                    .header("Location");
            schedule = Workflows.create(
                    api, workflow("yearly", "\"trigger\":{\"type\":\"schedule\",\"cron\":\"0 0 1 1 *\"},", ""));
            scrape = scrape();
            Waiting.until("every task was lost", PATIENCE, this::lost, count -> count >= 7);
        } finally {
            jdbc.execute(KEEP_TASKS);
        }

        assertThat(api.ended(pipeline, PATIENCE).path("status").asString()).isEqualTo("completed");
        assertThat(Workflows.ended(api, workflow, execution).path("status").asString())
                .isEqualTo("completed");
        assertThat(ended(refresh)).isEqualTo("completed");
        assertThat(ended(restart)).isEqualTo("restarted");
        assertThat(ended(rolling)).isEqualTo("completed");
        Waiting.until("the schedule has its next firing", PATIENCE, () -> firings(schedule), count -> count == 1);

        Waiting.until(
                "the scrape is done",
                PATIENCE,
                () -> api.read("/v1/jobs/" + scrape).at("/data/status").asString(),
                "DONE"::equals);

        stalledOnce(scrape);
        stalledOnce(pipeline);
        stalledOnce(execution);
        stalledOnce(refresh.substring(refresh.lastIndexOf('/') + 1));
        stalledOnce("redis");
        stalledOnce(rolling.substring(rolling.lastIndexOf('/') + 1));
        stalledOnce(schedule);
        assertThat(stalls(execution).getFirst().path("data").path("task").asString())
                .isEqualTo("workflow-step/" + execution + "/a/1");
        assertThat(api.as(null).get("/metrics").text())
                .containsPattern("omni_runs_repaired_total\\{[^}]*kind=\"pipeline\"[^}]*} [1-9]");
        api.delete(Workflows.PATH + "/" + schedule);
    }

    @Test
    void runs_that_merely_wait_are_left_alone_and_say_what_for() throws Exception {
        String limited = Workflows.create(
                api,
                workflow(
                        "waiting",
                        "\"max_parallel\":1,",
                        ",\"retry\":{\"max_attempts\":3,\"backoff_ms\":300000,\"max_backoff_ms\":300000}"));
        fault("error");
        String waitsForRetry;
        String waitsForPlace;
        try {
            waitsForRetry = Workflows.execute(api, limited, "{}");
            waitsForPlace = Workflows.execute(api, limited, "{}");
            Waiting.until(
                    "the step waits for its next try",
                    PATIENCE,
                    () -> diagnosis(limited, waitsForRetry),
                    d -> d.path("reasons").path(0).path("code").asString().equals("RETRY_SCHEDULED"));
        } finally {
            fault("none");
        }
        String paused = api.startSample(repository().url(), "main");
        api.post(Api.PIPELINES + "/" + paused + "/pause");
        JsonNode held = Waiting.until(
                "the pipeline is held before a stage",
                PATIENCE,
                () -> api.read(Api.PIPELINES + "/" + paused + "/diagnosis"),
                d -> d.path("waiting_for").isEmpty());
        assertThat(held.path("reasons").path(0).path("code").asString()).isEqualTo("PAUSED");
        assertThat(held.path("reasons").path(0).path("since").isNull()).isFalse();
        assertThat(held.path("branch_lease").path("holder").asString()).isEqualTo(paused);

        Waiting.pause(LONG_ENOUGH);

        JsonNode retry = diagnosis(limited, waitsForRetry);
        JsonNode work = retry.path("waiting_for").path(0);
        assertThat(work.path("state").asString()).as("%s", retry).isEqualTo("scheduled");
        assertThat(work.path("attempt").asInt()).isEqualTo(2);
        assertThat(work.path("due_at")).isEqualTo(retry.path("next_attempt_at"));
        assertThat(work.path("services").path(0).path("name").asString()).isEqualTo(SERVICE);
        JsonNode place = diagnosis(limited, waitsForPlace);
        assertThat(place.path("reasons").path(0).path("code").asString()).isEqualTo("WAITING_FOR_PLACE");
        assertThat(place.path("places").path("held_by").path(0).asString()).isEqualTo(waitsForRetry);
        assertThat(place.path("places").path("ahead").asInt()).isZero();
        assertThat(stalls(waitsForRetry)).isEmpty();
        assertThat(stalls(waitsForPlace)).isEmpty();
        assertThat(stalls(paused)).isEmpty();
        assertThat(api.history(paused)).noneMatch(e -> e.path("type").asString().endsWith("attempt_lost"));

        // The task of a step that waits for its time is lost: now the run is stalled, and the step is tried at once.
        jdbc.update("DELETE FROM workflow_tasks WHERE task_instance LIKE ?", waitsForRetry + "/%");
        JsonNode end = Workflows.ended(api, limited, waitsForRetry);
        assertThat(end.path("status").asString()).as("%s", end).isEqualTo("completed");
        stalledOnce(waitsForRetry);
        assertThat(Workflows.ended(api, limited, waitsForPlace).path("status").asString())
                .isEqualTo("completed");
        assertThat(diagnosis(limited, waitsForPlace)
                        .path("reasons")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("ENDED");
        api.post(Api.PIPELINES + "/" + paused + "/cancel");
    }

    @Test
    void a_stage_that_a_node_works_on_is_left_alone_although_its_task_is_gone() throws Exception {
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        slow.createContext("/", exchange -> {
            Waiting.pause(LONG_ENOUGH);
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        slow.start();
        try {
            String pipeline = ingest("http://127.0.0.1:" + slow.getAddress().getPort() + "/slow.git");
            Waiting.until(
                    "a node works on the stage",
                    PATIENCE,
                    () -> api.read(Api.PIPELINES + "/" + pipeline + "/diagnosis"),
                    d -> d.path("waiting_for").path(0).path("node_alive").asBoolean());
            assertThat(jdbc.update("DELETE FROM scheduled_tasks WHERE task_instance LIKE ?", pipeline + "/%"))
                    .isEqualTo(1);

            Waiting.pause(LONG_ENOUGH);

            assertThat(api.history(pipeline))
                    .noneMatch(e -> e.path("type").asString().endsWith("attempt_lost"));
            assertThat(stalls(pipeline)).isEmpty();
            api.post(Api.PIPELINES + "/" + pipeline + "/cancel?force=true");
        } finally {
            slow.stop(0);
        }
    }

    @Test
    void there_is_no_diagnosis_of_what_is_not_there() {
        assertThat(api.get(Api.PIPELINES + "/pipe_nobody/diagnosis").errorCode())
                .isEqualTo("PIPELINE_NOT_FOUND");
        assertThat(api.get(Workflows.PATH + "/wf_nobody/executions/exec_nobody/diagnosis")
                        .errorCode())
                .isEqualTo("EXECUTION_NOT_FOUND");
        assertThat(api.as(api.newKey("pipelines"))
                        .get(Api.PIPELINES + "/pipe_nobody/diagnosis")
                        .status())
                .isEqualTo(403);
    }

    /** A scrape of a folder with nothing in it. */
    private String scrape() throws Exception {
        Files.createDirectories(omni.dataFolder().resolve("inbox/nothing"));
        String project = "/v1/projects/"
                + api.post("/v1/projects", "{\"name\":\"stalled\"}")
                        .json()
                        .at("/data/project_id")
                        .asString();
        api.post(project + "/creators", "{\"platform\":\"folder\",\"handle\":\"nothing\"}");
        Api.Answer answer = api.post(project + "/scrape", "{}");
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.json().at("/data/job_id").asString();
    }

    private JsonNode diagnosis(String workflow, String execution) {
        return api.read(Workflows.PATH + "/" + workflow + "/executions/" + execution + "/diagnosis");
    }

    private List<JsonNode> stalls(String run) {
        return api.read("/api/v1/events?type=run.stalled&limit=200")
                .path("events")
                .valueStream()
                .filter(event -> event.path("data").path("run_id").asString().equals(run))
                .toList();
    }

    /** The report reaches the list of events a moment after the repair. */
    private void stalledOnce(String run) {
        assertThat(Waiting.until("the stall of " + run + " is told of", PATIENCE, () -> stalls(run), l -> !l.isEmpty()))
                .hasSize(1);
    }

    private String ingest(String url) {
        Api.Answer accepted = api.post(
                Api.EXECUTE,
                "{\"task\":\"Look at it\",\"stages\":[\"ingest\"],\"config\":{\"repo_url\":\"" + url
                        + "\",\"branch\":\"main\"}}");
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);
        return accepted.json().path("pipeline_id").asString();
    }

    private String ended(String location) {
        return Waiting.until(
                location + " has ended",
                PATIENCE,
                () -> api.read(location).path("status").asString(),
                status -> !List.of("running", "restarting").contains(status));
    }

    private void fault(String mode) {
        api.post("/sandbox/services/" + SERVICE + "/fault", "{\"mode\":\"" + mode + "\"}");
    }

    private long lost() {
        Long count = jdbc.queryForObject("SELECT count(DISTINCT task_name) FROM lost_task", Long.class);
        return count == null ? 0 : count;
    }

    private long firings(String workflow) {
        Long count = jdbc.queryForObject(
                "SELECT count(*) FROM workflow_tasks WHERE task_name = 'workflow-firing' AND task_instance LIKE ?",
                Long.class,
                workflow + "/%");
        return count == null ? 0 : count;
    }

    private BareRepository repository() throws Exception {
        return BareRepository.copyOf(omni.sample(), omni.dataFolder().resolve("stalled-" + UUID.randomUUID() + ".git"));
    }

    private static String workflow(String name, String more, String step) {
        return "{\"name\":\"" + name + "\"," + more + "\"steps\":[{\"name\":\"a\",\"service\":\"" + SERVICE
                + "\",\"action\":\"GET /stats\"" + step + "}]}";
    }
}
