package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Described.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What all lists that come in pages have in common. */
@Timeout(120)
@ExtendWith(SharedOmni.class)
class ListsIT {
    private static final String WORKFLOW = """
            {"name": "counted", "steps": [{"name": "one", "service": "observatory", "action": "GET /api/health", "input": {}}]}""";

    private final Api api;
    private final JsonNode description;

    ListsIT(RunningOmni omni) {
        this.api = omni.api();
        this.description = api.as(null).read("/openapi.json");
    }

    @Test
    void every_list_pages_by_twenty_and_says_how_many_there_are_only_when_it_is_asked() {
        Map<String, String> lists = new TreeMap<>();
        for (Operation operation : Described.by(api).operations()) {
            if (operation.method().equals("GET") && operation.path().startsWith("/api/v1/") && isPaged(operation)) {
                lists.put(operation.path(), operation.path());
            }
        }
        assertThat(lists.keySet()).hasSizeGreaterThanOrEqualTo(11).contains("/api/v1/events", "/api/v1/pipeline");
        String workflow = Workflows.create(api, WORKFLOW);
        IntStream.range(0, 3).forEach(_ -> Workflows.execute(api, workflow, "{}"));
        Map<String, String> known = Map.of(
                "/api/v1/workflows/{id}/executions",
                "/api/v1/workflows/" + workflow + "/executions",
                "/api/v1/config/services/{name}/history",
                "/api/v1/config/services/observatory/history",
                "/api/v1/projections/{name}/dead-letters",
                "/api/v1/projections/pipelines/dead-letters");
        lists.replaceAll((path, _) -> known.getOrDefault(path, path));

        lists.values().stream().filter(path -> !path.contains("{")).forEach(this::saysHowManyWhenAsked);
    }

    @Test
    void a_total_is_of_what_the_filters_leave_and_the_same_on_every_page() {
        String workflow = Workflows.create(api, WORKFLOW);
        List<String> executions = IntStream.range(0, 3)
                .mapToObj(_ -> Workflows.execute(api, workflow, "{}"))
                .toList();
        executions.forEach(execution -> Workflows.ended(api, workflow, execution));
        String list = Workflows.PATH + "/" + workflow + "/executions?limit=2&include=total";

        JsonNode first = Waiting.until(
                "the executions are in their list", Workflows.LONGEST, () -> api.read(list), page -> total(page) == 3);
        JsonNode second = api.read(list + "&cursor=" + first.path("next_cursor").asString());

        assertThat(first.path("executions").size()).isEqualTo(2);
        assertThat(second.path("executions").size()).isEqualTo(1);
        assertThat(total(second)).isEqualTo(3);
        assertThat(total(api.read(list + "&status=cancelled"))).isZero();
        assertThat(total(api.read("/api/v1/events?include=total&type=workflow.created&since=2999-01-01T00:00:00Z")))
                .isZero();
        assertThat(total(api.read("/api/v1/stardust/packets?include=total&entity_type=workflow&entity_id=none")))
                .isZero();
    }

    private void saysHowManyWhenAsked(String path) {
        JsonNode plain = api.read(path);
        JsonNode counted = api.read(path + "?limit=200&include=total");

        assertThat(plain.has("next_cursor")).as(path).isTrue();
        assertThat(items(plain)).as(path).isLessThanOrEqualTo(20);
        assertThat(plain.has("total")).as(path).isFalse();
        assertThat(counted.path("total").isIntegralNumber()).as(path).isTrue();
        assertThat(total(counted)).as(path).isGreaterThanOrEqualTo(items(counted));
        if (counted.path("next_cursor").isString()) {
            assertThat(total(counted)).as(path).isGreaterThan(200);
        }
        Api.Answer refused = api.get(path + "?include=everything");
        assertThat(refused.status()).as(path).isEqualTo(400);
        assertThat(refused.errorCode()).isEqualTo("BAD_REQUEST");
        assertThat(refused.json().at("/error/details/0/field").asString()).isEqualTo("include");
    }

    /** Whether it is described to answer with pages; then it must also be described to count them. */
    private boolean isPaged(Operation operation) {
        JsonNode schema = operation.node().at("/responses/200/content/application~1json/schema");
        if (schema.has("$ref")) {
            schema = description.at(schema.path("$ref").asString().substring(1));
        }
        if (!schema.path("properties").has("next_cursor")) {
            return false;
        }
        assertThat(schema.path("properties").has("total"))
                .as(operation.toString())
                .isTrue();
        assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                .as(operation.toString())
                .doesNotContain("total");
        assertThat(operation
                        .node()
                        .path("parameters")
                        .valueStream()
                        .map(p -> p.path("name").asString()))
                .as(operation.toString())
                .contains("limit", "cursor", "include");
        return true;
    }

    private static int items(JsonNode page) {
        return page.valueStream()
                .filter(JsonNode::isArray)
                .mapToInt(JsonNode::size)
                .findFirst()
                .orElseThrow();
    }

    private static long total(JsonNode page) {
        return page.path("total").asLong(-1);
    }
}
