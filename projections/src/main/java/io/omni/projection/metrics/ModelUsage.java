package io.omni.projection.metrics;

import io.omni.projection.fanout.FanOutTarget;
import io.omni.projection.fanout.PublishedEvent;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds up the tokens that completions report in {@code usage} (<a href="https://platform.openai.com/docs/api-reference/chat/object">chat
 * completion object</a>): those of pipelines' generate stage, and those that workflows' steps were answered with.
 */
@Component
class ModelUsage implements FanOutTarget {
    private static final Set<String> TYPES =
            Set.of("pipeline.stage.completed", "pipeline.stage.failed", "workflow.step.completed");
    private static final String ADD = "INSERT INTO llm_usage_minute (minute, model, completions, prompt_tokens,"
            + " completion_tokens) VALUES (?, ?, 1, ?, ?) ON CONFLICT (minute, model) DO UPDATE SET"
            + " completions = llm_usage_minute.completions + 1,"
            + " prompt_tokens = llm_usage_minute.prompt_tokens + excluded.prompt_tokens,"
            + " completion_tokens = llm_usage_minute.completion_tokens + excluded.completion_tokens";
    private static final int MAX_NAME = 200;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    ModelUsage(@Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.jdbc = new JdbcTemplate(processing);
        this.json = json;
    }

    @Override
    public String name() {
        return "model-usage";
    }

    @Override
    public void accept(List<PublishedEvent> batch) {
        for (PublishedEvent event : batch) {
            // Few events have such a member; only those are parsed.
            if (TYPES.contains(event.type()) && event.data().contains("\"usage\"")) {
                JsonNode output = json.readTree(event.data()).path("output");
                JsonNode usage = output.path("usage");
                if (usage.isObject()) {
                    add(event.occurredAt(), output, usage);
                }
            }
        }
    }

    private void add(Instant at, JsonNode output, JsonNode usage) {
        String model = output.path("model").asString("unknown");
        // PostgreSQL takes no NUL in a text.
        String clean = model.replace("\0", "");
        jdbc.update(
                ADD,
                Timestamp.from(at.truncatedTo(ChronoUnit.MINUTES)),
                clean.length() > MAX_NAME ? clean.substring(0, MAX_NAME) : clean,
                Math.max(0, usage.path("prompt_tokens").asLong(0)),
                Math.max(0, usage.path("completion_tokens").asLong(0)));
    }
}
