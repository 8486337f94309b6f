package io.omni.command.workflow.work;

import io.omni.command.http.HttpTrouble;
import io.omni.command.secret.Redactor;
import io.omni.command.service.ServiceHttp;
import io.omni.command.service.ServiceUnavailable;
import io.omni.command.workflow.ExecutionCommand;
import io.omni.command.workflow.ReportStepFailure;
import io.omni.command.workflow.ReportStepResult;
import io.omni.command.workflow.StepAction;
import io.omni.command.workflow.StepFailure;
import io.omni.events.id.Hashes;
import io.omni.events.pipeline.Problem;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.StepTemplates;
import io.omni.events.workflow.TemplateOverflow;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Does a step: calls its service by its catalogue name, with what its templates come to. */
@Component
class StepCaller {
    /** The largest answer that is taken, in bytes. */
    private static final int MAX_ANSWER = 1 << 20;

    private static final int MAX_TEXT = 64 << 10;
    private static final int MAX_SHOWN = 500;

    private final ServiceHttp services;
    private final JsonMapper json;

    StepCaller(ServiceHttp services, @Qualifier("eventMapper") JsonMapper json) {
        this.services = services;
        this.json = json;
    }

    /** Calls the service and says what came of it. */
    ExecutionCommand call(ExecutionState execution, StepDefinition step, StepTask task) throws InterruptedException {
        try {
            ServiceHttp.Answer answer = services.send(request(execution, step, task));
            if (answer.status() >= 200 && answer.status() < 300) {
                return completed(task, answer);
            }
            return failed(task, refused(step, answer));
        } catch (ServiceUnavailable e) {
            return failed(task, unavailable(e));
        } catch (TemplateOverflow | IllegalArgumentException e) {
            // The path may have become unacceptable by what its templates were filled in with.
            return failed(task, StepFailure.permanent("the step can't be sent: " + e.getMessage()));
        }
    }

    private ExecutionCommand completed(StepTask task, ServiceHttp.Answer answer) {
        try {
            return new ReportStepResult(
                    task.executionId(), task.step(), task.attempt(), answer.status(), output(answer));
        } catch (IllegalArgumentException e) {
            return failed(task, StepFailure.permanent(String.valueOf(e.getMessage())));
        }
    }

    private ServiceHttp.Call request(ExecutionState execution, StepDefinition step, StepTask task) {
        StepAction action = StepAction.parse(step.action());
        Object input = StepTemplates.input(execution, step);
        String path = StepTemplates.path(execution, step);
        byte[] body = new byte[0];
        if (action.asksByQuery()) {
            path = withQuery(path, input);
        } else if (input != null) {
            body = json.writeValueAsBytes(input);
            if (body.length > StepTemplates.MOST_CHARACTERS) {
                throw new IllegalArgumentException("its input has more than 4 MiB");
            }
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        if (body.length > 0) {
            headers.put("Content-Type", "application/json");
        }
        // The same for every attempt, so that a service can tell a repetition from a second wish.
        headers.put("Idempotency-Key", task.executionId() + "/" + task.step());
        String trace = task.origin().get("trace_id");
        if (trace != null && trace.matches("[0-9a-f]{32}")) {
            String span = Hashes.sha256(task.instanceId()).substring(0, 16);
            headers.put("traceparent", "00-" + trace + "-" + span + "-01");
        }
        return new ServiceHttp.Call(
                step.service(),
                action.method(),
                path,
                headers,
                body,
                Duration.ofSeconds(step.timeoutSeconds()),
                MAX_ANSWER);
    }

    private static String withQuery(String path, @Nullable Object input) {
        if (!(input instanceof Map<?, ?> members) || members.isEmpty()) {
            return path;
        }
        StringBuilder query = new StringBuilder(path);
        String separator = path.contains("?") ? "&" : "?";
        for (Map.Entry<?, ?> member : members.entrySet()) {
            Object value = member.getValue();
            if (value instanceof Map<?, ?> || value instanceof List<?>) {
                throw new IllegalArgumentException("the input of a GET, HEAD or DELETE goes into its query, so it holds"
                        + " texts, numbers and truth values only");
            }
            if (value != null) {
                query.append(separator)
                        .append(encoded(String.valueOf(member.getKey())))
                        .append('=')
                        .append(encoded(value.toString()));
                separator = "&";
            }
        }
        return query.toString();
    }

    /** The answer's JSON; a text where it is none; null where it is empty. */
    private @Nullable Object output(ServiceHttp.Answer answer) {
        if (answer.body().length == 0) {
            return null;
        }
        String type = answer.headers().getOrDefault("content-type", List.of("")).getFirst();
        try {
            return json.readValue(answer.body(), Object.class);
        } catch (JacksonException e) {
            String text = text(answer.body());
            if (type.contains("json") || text == null) {
                throw new IllegalArgumentException(
                        "the service answered " + answer.status() + " with neither JSON nor a text of at most 64 KiB");
            }
            return text;
        }
    }

    private static @Nullable String text(byte[] body) {
        if (body.length > MAX_TEXT) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static StepFailure refused(StepDefinition step, ServiceHttp.Answer answer) {
        int status = answer.status();
        boolean passing = status >= 500 || status == 408 || status == 425 || status == 429;
        String said = text(answer.body());
        String shown = said == null || said.isBlank() ? "" : ": " + Redactor.redact(shortened(said.strip()));
        return new StepFailure(
                new Problem("STEP_FAILED", step.service() + " answered " + status + shown),
                status,
                passing,
                retryAfter(answer));
    }

    private static StepFailure unavailable(ServiceUnavailable e) {
        boolean late = e.getCause() instanceof HttpTrouble trouble && trouble.kind() == HttpTrouble.Kind.TIMEOUT;
        boolean tooLarge = e.getCause() instanceof HttpTrouble trouble && trouble.kind() == HttpTrouble.Kind.TOO_LARGE;
        String code = late ? "TIMEOUT" : tooLarge ? "STEP_FAILED" : "SERVICE_UNAVAILABLE";
        return new StepFailure(new Problem(code, String.valueOf(e.getMessage())), null, !tooLarge, null);
    }

    private static @Nullable Duration retryAfter(ServiceHttp.Answer answer) {
        String seconds =
                answer.headers().getOrDefault("retry-after", List.of("")).getFirst();
        return seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private static String shortened(String text) {
        return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static ExecutionCommand failed(StepTask task, StepFailure failure) {
        return new ReportStepFailure(task.executionId(), task.step(), task.attempt(), failure);
    }
}
