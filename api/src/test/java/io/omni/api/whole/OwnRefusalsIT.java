package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.api.whole.Api.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What single operations refuse by themselves, each in the state that it refuses in, where no other test brings that about. */
@Timeout(240)
@ExtendWith(SharedOmni.class)
class OwnRefusalsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORKFLOWS = "/api/v1/workflows";
    private static final String STARDUST = "/api/v1/stardust";
    private static final String STEP = "{'name':'a','service':'omi-bridge','action':'GET /health'}";
    private static final String CYCLE =
            "{'name':'c','steps':[{'name':'a','service':'omi-bridge','action':'GET /','depends_on':['b']},"
                    + "{'name':'b','service':'omi-bridge','action':'GET /','depends_on':['a']}]}";

    private final RunningOmni omni;
    private final Api api;
    private final JdbcTemplate database;

    OwnRefusalsIT(RunningOmni omni) {
        this.omni = omni;
        this.api = omni.api();
        this.database = new JdbcTemplate(omni.bean(HikariDataSource.class));
    }

    @AfterEach
    void healServices() {
        post("/sandbox/services/omi-bridge/fault", "{'mode':'none'}");
    }

    @Test
    void a_second_refresh_waits_for_the_first() {
        post("/sandbox/services/knowledge-ingestor/fault", "{'mode':'slow'}");
        try {
            refusedInTheEnd(() -> post("/api/v1/knowledge/refresh", "{'sources':['wiki']}"), "REFRESH_RUNNING");
        } finally {
            post("/sandbox/services/knowledge-ingestor/fault", "{'mode':'none'}");
        }
    }

    @Test
    void what_is_over_is_not_resumed_and_what_another_has_the_branch_of_is_not_tried_again() {
        String repository = omni.sample().toUri().toString();
        String branch = "not-there-" + UUID.randomUUID();
        String failed = api.startSample(repository, branch);
        assertThat(api.ended(failed, PATIENCE).path("status").asString()).isEqualTo("failed");
        refused(api.post(Api.PIPELINES + "/" + failed + "/resume"), 409, "PIPELINE_NOT_PAUSED");

        refusedInTheEnd(
                () -> {
                    Answer other = api.post(Api.EXECUTE, Api.sampleRequest(repository, branch));
                    Answer again = api.post(Api.PIPELINES + "/" + failed + "/retry");
                    if (other.status() == 202) {
                        api.ended(other.json().path("pipeline_id").asString(), PATIENCE);
                    }
                    api.ended(failed, PATIENCE);
                    return again;
                },
                "PIPELINE_RUNNING");
    }

    @Test
    void dead_letters_are_listed_tried_again_and_discarded_once() {
        String letters = "/api/v1/projections/pipelines/dead-letters";
        String pipeline = api.startSample(omni.sample().toUri().toString(), "not-there-" + UUID.randomUUID());
        api.ended(pipeline, PATIENCE);
        String event = database.queryForObject(
                "SELECT event_identifier FROM domain_event WHERE aggregate_id = ? ORDER BY sequence_number DESC LIMIT 1",
                String.class,
                pipeline);
        park(event);
        assertThat(api.get(letters).json().path("dead_letters")).isNotEmpty();
        assertThat(api.post(letters + "/" + event + "/retry").status()).isEqualTo(200);
        refused(api.post(letters + "/" + event + "/retry"), 404, "NOT_FOUND");
        refused(post(letters + "/" + event + "/discard", "{'reason':'gone'}"), 404, "NOT_FOUND");
        park(event);
        assertThat(post(letters + "/" + event + "/discard", "{'reason':'broken'}")
                        .status())
                .isEqualTo(200);
        refused(post(letters + "/" + event + "/discard", "{'reason':'again'}"), 409, "CONFLICT");
        refused(api.post(letters + "/" + event + "/retry"), 409, "CONFLICT");
        database.update("DELETE FROM dead_letter WHERE event_id = ?", event);
    }

    @Test
    void without_a_checkpoint_the_ledger_proves_nothing() {
        HikariDataSource product = omni.bean(HikariDataSource.class);
        SingleConnectionDataSource own = new SingleConnectionDataSource(
                product.getJdbcUrl(), product.getUsername(), product.getPassword(), true);
        JdbcTemplate holder = new JdbcTemplate(own);
        try {
            holder.execute("SELECT pg_advisory_lock(4713)");
            holder.execute("CREATE FUNCTION hold_checkpoints() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN PERFORM pg_advisory_xact_lock(4713); RETURN NEW; END $$");
            holder.execute("CREATE TRIGGER hold_checkpoints BEFORE INSERT ON stardust_checkpoint"
                    + " FOR EACH ROW EXECUTE FUNCTION hold_checkpoints()");
            holder.update("DELETE FROM stardust_checkpoint");
            String packet = api.read(STARDUST + "/packets?limit=1")
                    .at("/packets/0/packet_id")
                    .asString();
            refused(api.get(STARDUST + "/checkpoint"), 409, "CONFLICT");
            refused(api.get(STARDUST + "/consistency?from=1"), 409, "CONFLICT");
            refused(post(STARDUST + "/archive", "{'up_to_index':256}"), 409, "CONFLICT");
            refused(api.get(STARDUST + "/packets/" + packet + "/proof"), 409, "CONFLICT");
        } finally {
            holder.execute("SELECT pg_advisory_unlock(4713)");
            holder.execute("DROP FUNCTION hold_checkpoints() CASCADE");
            own.destroy();
        }
        Waiting.until(
                "it signs again",
                PATIENCE,
                () -> api.get(STARDUST + "/checkpoint").status(),
                s -> s == 200);
    }

    @Test
    void a_webhook_refuses_what_breaks_its_rules() {
        Answer made = post("/api/v1/webhooks", "{'url':'http://127.0.0.1:9/refusing','events':['service.retired']}");
        String webhook = made.header("Location");
        api.post(webhook + "/test");
        String delivery = Waiting.until(
                "there is a delivery",
                PATIENCE,
                () -> api.read(webhook + "/deliveries")
                        .at("/deliveries/0/delivery_id")
                        .asString(""),
                id -> !id.isEmpty());

        assertThat(api.get(webhook + "/deliveries/" + delivery).status()).isEqualTo(200);
        refused(api.get(webhook + "/deliveries/dlv_unknown"), 404, "DELIVERY_NOT_FOUND");
        refused(api.patch(webhook, "{\"events\":[]}"), 422, "VALIDATION_ERROR");
        refused(post(webhook + "/rotate-secret", "{'overlap_seconds':-1}"), 422, "VALIDATION_ERROR");
        refused(post(webhook + "/replay", "{}"), 422, "VALIDATION_ERROR");
        assertThat(api.patch(webhook, "{\"status\":\"paused\"}").status()).isEqualTo(200);
        refused(api.post(webhook + "/deliveries/" + delivery + "/redeliver"), 409, "WEBHOOK_NOT_ACTIVE");
        refused(api.send("DELETE", webhook, null, "If-Match", "\"999\""), 412, "PRECONDITION_FAILED");
        assertThat(api.delete(webhook).status()).isEqualTo(204);
    }

    @Test
    void a_workflow_refuses_what_breaks_its_rules() {
        assertThat(post(WORKFLOWS + "/validate", "{'name':'v','steps':[" + STEP + "]}")
                        .status())
                .isEqualTo(200);
        refused(post(WORKFLOWS, CYCLE), 400, "DEPENDENCY_CYCLE");
        String workflow = post(WORKFLOWS, "{'name':'w','steps':[" + STEP + "]}").header("Location");
        refused(api.put(workflow, json(CYCLE), Map.of()), 400, "DEPENDENCY_CYCLE");
        refused(api.put(workflow, json("{'name':'w','steps':[]}"), Map.of()), 400, "INVALID_WORKFLOW");
        refused(api.send("DELETE", workflow, null, "If-Match", "\"999\""), 412, "PRECONDITION_FAILED");
        refused(api.get(workflow + "/executions/exec_unknown"), 404, "EXECUTION_NOT_FOUND");

        post("/sandbox/services/omi-bridge/fault", "{'mode':'slow'}");
        String execution = post(workflow + "/execute", "{}").header("Location");
        assertThat(api.post(execution + "/cancel").status()).isEqualTo(202);
        refused(api.post(execution + "/retry"), 409, "EXECUTION_NOT_FAILED");
        String elsewhere = execution.replaceFirst("wf_[0-9a-z]+", "unknown");
        refused(api.post(elsewhere + "/cancel"), 404, "WORKFLOW_NOT_FOUND");
        refused(api.post(elsewhere + "/retry"), 404, "WORKFLOW_NOT_FOUND");
        assertThat(api.delete(workflow).status()).isEqualTo(204);
    }

    @Test
    void the_sandbox_says_what_it_was_asked_and_knows_its_faults() {
        assertThat(api.get("/sandbox/services/omi-bridge/calls").status()).isEqualTo(200);
        refused(post("/sandbox/services/omi-bridge/fault", "{'mode':'tired'}"), 422, "VALIDATION_ERROR");
    }

    private void park(String event) {
        database.update(
                "INSERT INTO dead_letter (projection, event_id, sequence_id, version, position, type, error, attempts, parked_at, status)"
                        + " SELECT 'pipelines', event_identifier, aggregate_id, sequence_number, global_index, payload_type, 'a test', 1,"
                        + " now(), 'parked' FROM domain_event WHERE event_identifier = ?",
                event);
    }

    private Answer post(String path, String body) {
        return api.post(path, json(body));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
    }

    private static void refusedInTheEnd(Supplier<Answer> question, String code) {
        Predicate<Answer> refused =
                answer -> answer.status() == 409 && answer.errorCode().equals(code);
        Waiting.until("refused with " + code, PATIENCE, question, refused);
    }
}
