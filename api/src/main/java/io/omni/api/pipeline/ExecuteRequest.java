package io.omni.api.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.omni.command.Refusal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for a pipeline.
 *
 * @param task what it should do, in words; required, 1 to 20,000 characters
 * @param stages the stages to run: a non-empty subset of {@code ingest}, {@code enrich}, {@code generate}, {@code validate},
 *     {@code test}, {@code deploy}, {@code monitor}, {@code learn} without repeats, in any order; all when left out
 * @param config what it works on, and how; required
 * @param context what it may draw its context from
 * @param problems what the body has that it should not have
 */
record ExecuteRequest(
        @Nullable String task,
        @Nullable List<String> stages,
        @Nullable Config config,
        @Nullable Context context,
        @JsonIgnore BodyReader.Problems problems) {

    /**
     * What a pipeline works on, and how.
     *
     * @param model the model to ask, for example {@code gpt-4o}; the platform's choice when left out
     * @param language the language the code is in, for example {@code python}; found out when left out
     * @param repoUrl the repository: a https, http, ssh or git URL, and file where the operator allows it; required. Credentials
     *     in it are kept encrypted and never shown
     * @param branch the branch the work starts from; {@code main} when left out
     * @param maxIterations how often generate, validate and test may run, 1 to 10; 3 when left out
     * @param qualityGate {@code strict} (warnings fail), {@code standard} (errors fail; the default) or {@code advisory} (nothing
     *     fails)
     */
    record Config(
            @Nullable String model,
            @Nullable String language,
            @Nullable String repoUrl,
            @Nullable String branch,
            @Nullable Integer maxIterations,
            @Nullable String qualityGate) {
        private static final Set<String> MEMBERS =
                Set.of("model", "language", "repo_url", "branch", "max_iterations", "quality_gate");

        static Config read(BodyReader body) {
            return new Config(
                    body.text("model"),
                    body.text("language"),
                    body.text("repo_url"),
                    body.text("branch"),
                    body.number("max_iterations"),
                    body.text("quality_gate"));
        }

        @Override
        public String toString() {
            return "Config[repoUrl left out, it may hold credentials]";
        }
    }

    /**
     * What a pipeline may draw its context from.
     *
     * @param knowledgeSources a subset of {@code neo4j}, {@code qdrant}, {@code wiki}; all when left out
     * @param maxContextTokens the most tokens the context may have, 256 to 1,000,000; 16000 when left out
     */
    record Context(
            @Nullable List<String> knowledgeSources,
            @Nullable Integer maxContextTokens) {
        private static final Set<String> MEMBERS = Set.of("knowledge_sources", "max_context_tokens");

        static Context read(BodyReader body) {
            return new Context(body.texts("knowledge_sources"), body.number("max_context_tokens"));
        }
    }

    private static final Set<String> MEMBERS = Set.of("task", "stages", "config", "context");

    /** Reads a body; what is wrong with it is collected and not thrown, so that it can be answered all at once. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ExecuteRequest read(JsonNode json) {
        BodyReader.Problems problems = new BodyReader.Problems();
        if (!json.isObject()) {
            problems.unknown().add(new Refusal.Detail("body", "give a JSON object"));
            return new ExecuteRequest(null, null, null, null, problems);
        }
        BodyReader body = BodyReader.of(json, problems, MEMBERS);
        BodyReader config = body.object("config", Config.MEMBERS);
        BodyReader context = body.object("context", Context.MEMBERS);
        return new ExecuteRequest(
                body.text("task"),
                body.texts("stages"),
                config == null ? null : Config.read(config),
                context == null ? null : Context.read(context),
                problems);
    }
}
