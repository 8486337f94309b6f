package io.omni.api.pipeline;

import io.omni.command.Refusal;
import io.omni.command.Refusal.Detail;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.KnowledgeSource;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Holds a request for a pipeline against every rule, and makes of it what a command needs. */
@Component
class ExecuteRules {
    private static final int MAX_TASK = 20_000;
    private static final int MAX_NAME = 200;
    private static final int MAX_ITERATIONS = 10;
    private static final int DEFAULT_ITERATIONS = 3;
    private static final int MIN_TOKENS = 256;
    private static final int MAX_TOKENS = 1_000_000;
    private static final int DEFAULT_TOKENS = 16_000;

    private final PipelinePolicy policy;

    ExecuteRules(PipelinePolicy policy) {
        this.policy = policy;
    }

    /**
     * The request with its defaults filled in and its stages in order.
     *
     * @throws Refusal {@code BAD_REQUEST} naming every unknown field, or {@code VALIDATION_ERROR} naming every field that breaks a
     *     rule
     */
    Order check(ExecuteRequest request) {
        if (!request.problems().unknown().isEmpty()) {
            throw new Refusal(
                    "BAD_REQUEST",
                    "the body has fields that are not known here; see the details",
                    request.problems().unknown().toArray(Detail[]::new));
        }
        Checking checking = new Checking(request);
        Order order = checking.order();
        if (order == null) {
            throw new Refusal(
                    "VALIDATION_ERROR",
                    "some fields break a rule; see the details",
                    checking.broken.toArray(Detail[]::new));
        }
        return order;
    }

    /**
     * A request that keeps every rule.
     *
     * @param credentials {@code user}, {@code user:password} or a mere token, no longer percent-encoded; null when there are none
     */
    record Order(
            String task,
            List<Stage> stages,
            @Nullable String model,
            @Nullable String language,
            RepositoryUrl repository,
            @Nullable String credentials,
            BranchName branch,
            int maxIterations,
            QualityGate qualityGate,
            PipelineContext context) {
        @Override
        public String toString() {
            return "Order[" + repository + " " + branch + "]";
        }
    }

    private final class Checking {
        private final ExecuteRequest request;
        private final List<Detail> broken;

        Checking(ExecuteRequest request) {
            this.request = request;
            this.broken = new ArrayList<>(request.problems().wrongType());
        }

        @Nullable
        Order order() {
            ExecuteRequest.Config config = Objects.requireNonNullElseGet(
                    request.config(), () -> new ExecuteRequest.Config(null, null, null, null, null, null));
            ExecuteRequest.Context context =
                    Objects.requireNonNullElseGet(request.context(), () -> new ExecuteRequest.Context(null, null));
            String task = task();
            List<Stage> stages = choice("stages", request.stages(), Stage.values(), Stage::wireName, Stage::of);
            if (stages.isEmpty()) {
                add("stages", "name at least one stage, or leave the field out for all of them");
            }
            String model = name("config.model", config.model());
            String language = name("config.language", config.language());
            RepositoryUrl repository = repository(config.repoUrl());
            String credentials = credentials(config.repoUrl());
            BranchName branch = branch(config.branch());
            int iterations =
                    within("config.max_iterations", config.maxIterations(), 1, MAX_ITERATIONS, DEFAULT_ITERATIONS);
            QualityGate gate = gate(config.qualityGate());
            List<KnowledgeSource> sources = choice(
                    "context.knowledge_sources",
                    context.knowledgeSources(),
                    KnowledgeSource.values(),
                    KnowledgeSource::wireName,
                    KnowledgeSource::of);
            int tokens = within(
                    "context.max_context_tokens", context.maxContextTokens(), MIN_TOKENS, MAX_TOKENS, DEFAULT_TOKENS);
            if (!broken.isEmpty() || repository == null || branch == null) {
                return null;
            }
            PipelineContext checkedContext = new PipelineContext(sources, tokens);
            return new Order(
                    task, stages, model, language, repository, credentials, branch, iterations, gate, checkedContext);
        }

        private String task() {
            String task = request.task();
            if (task == null || task.isBlank() || task.codePointCount(0, task.length()) > MAX_TASK) {
                add("task", "say what to do in 1 to 20,000 characters");
                return "";
            }
            if (!isStorable(task)) {
                add("task", "leave out NUL characters and halves of characters");
            }
            return task;
        }

        private @Nullable RepositoryUrl repository(@Nullable String text) {
            if (text == null) {
                add("config.repo_url", "name the repository to work on");
                return null;
            }
            try {
                RepositoryUrl url = RepositoryUrl.withoutCredentials(text);
                if (url.scheme().equals("file") && !policy.fileUrlsAllowed()) {
                    add("config.repo_url", "file URLs are not allowed here; use a https, http, ssh or git URL");
                }
                return url;
            } catch (IllegalArgumentException e) {
                add("config.repo_url", String.valueOf(e.getMessage()));
                return null;
            }
        }

        private @Nullable String credentials(@Nullable String text) {
            String encoded = text == null ? null : RepositoryUrl.credentials(text);
            if (encoded == null) {
                return null;
            }
            try {
                return UriUtils.decode(encoded, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                add("config.repo_url", "percent-encode the credentials in the URL");
                return null;
            }
        }

        private @Nullable BranchName branch(@Nullable String text) {
            try {
                return new BranchName(text == null ? "main" : text);
            } catch (IllegalArgumentException e) {
                add("config.branch", String.valueOf(e.getMessage()));
                return null;
            }
        }

        private QualityGate gate(@Nullable String text) {
            try {
                return text == null ? QualityGate.STANDARD : QualityGate.of(text);
            } catch (IllegalArgumentException e) {
                add("config.quality_gate", "use strict, standard or advisory");
                return QualityGate.STANDARD;
            }
        }

        private @Nullable String name(String field, @Nullable String text) {
            if (text != null && (text.isBlank() || text.length() > MAX_NAME || !isStorable(text))) {
                add(field, "give a name of 1 to 200 characters, or leave the field out");
            }
            return text;
        }

        private int within(String field, @Nullable Integer value, int least, int most, int otherwise) {
            if (value != null && (value < least || value > most)) {
                add(field, "give a number from " + least + " to " + most);
            }
            return value == null ? otherwise : value;
        }

        /** The values named, in the order of their constants; all of them when none are asked for or some are broken. */
        private <E extends Enum<E>> List<E> choice(
                String field,
                @Nullable List<String> texts,
                E[] all,
                Function<E, String> name,
                Function<String, E> parse) {
            if (texts == null) {
                return List.of(all);
            }
            Set<E> chosen = EnumSet.noneOf(all[0].getDeclaringClass());
            Set<String> known = new HashSet<>();
            List.of(all).forEach(value -> known.add(name.apply(value)));
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i);
                if (!known.contains(text)) {
                    add(
                            field + "[" + i + "]",
                            "use "
                                    + String.join(
                                            ", ",
                                            List.of(all).stream().map(name).toList()));
                } else if (!chosen.add(parse.apply(text))) {
                    add(field + "[" + i + "]", "name '" + text + "' only once");
                }
            }
            return texts.isEmpty() || !chosen.isEmpty() ? List.copyOf(chosen) : List.of(all);
        }

        private void add(String field, String sentence) {
            // A field of the wrong type has been named already; that it is therefore missing too would only confuse.
            if (broken.stream().noneMatch(d -> d.field().equals(field) || field.startsWith(d.field() + "."))) {
                broken.add(new Detail(field, sentence));
            }
        }

        /** Whether the database and every JSON reader can take a text. */
        private static boolean isStorable(String text) {
            return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        }
    }
}
