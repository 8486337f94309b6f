package io.omni.api.workflow;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.command.Refusal;
import io.omni.command.workflow.work.HookReceiver;
import io.omni.events.id.Hashes;
import io.omni.events.workflow.HookReceived;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Takes inbound hooks: from callers with a token, and from GitHub and Gitea with a signature. */
@RestController
class HookController {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final int MAX_DELIVERY = 200;

    private final HookReceiver hooks;
    private final JsonMapper json;

    HookController(HookReceiver hooks, @Qualifier("eventMapper") JsonMapper json) {
        this.hooks = hooks;
        this.json = json;
    }

    /** Runs every active workflow that waits for this hook; what it started is stored when this is answered. */
    @Access(scope = Scope.WORKFLOWS, rate = RateCategory.CHANGE, answers = 202)
    @PostMapping("/api/v1/hooks/{event}")
    ResponseEntity<Accepted> receive(
            @PathVariable String event,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request,
            Caller caller) {
        if (!event.matches("[A-Za-z0-9_.-]{1,100}")) {
            throw new Refusal(
                    "BAD_REQUEST",
                    "name the hook with 1 to 100 letters, digits, '_', '.' or '-'",
                    new Refusal.Detail("event", "is no name of a hook"));
        }
        byte[] bytes = body == null ? new byte[0] : body;
        Map<String, Object> payload = HookPayload.event(event, object(bytes));
        String delivery = header(request, "X-GitHub-Delivery", "X-Gitea-Delivery");
        String sent = header(request, "X-GitHub-Event", "X-Gitea-Event");
        boolean signed = caller.actor().startsWith("hook:");
        HookReceiver.Received received = hooks.receive(
                new HookReceiver.Delivery(
                        event,
                        signed ? caller.actor().substring("hook:".length()) : "token",
                        delivery,
                        identity(event, caller, signed, delivery, bytes),
                        sent == null || sent.equals(event),
                        payload),
                caller.metadata());
        ResponseEntity.BodyBuilder answer = ResponseEntity.accepted();
        if (!received.executions().isEmpty()) {
            answer.location(address(received.executions().getFirst()));
        }
        return answer.body(new Accepted(
                received.hookId().value(),
                event,
                received.executions().stream().map(Started::of).toList()));
    }

    private static URI address(HookReceived.Started started) {
        return URI.create(
                WorkflowController.PATH + "/" + started.workflowId() + "/executions/" + started.executionId());
    }

    /**
     * A hook that was taken in.
     *
     * @param hookId the delivery; the same for the same delivery
     * @param event the hook's name
     * @param executions what it started
     */
    record Accepted(String hookId, String event, List<Started> executions) {}

    /**
     * An execution that a hook started.
     *
     * @param executionId the execution
     * @param workflowId its workflow
     * @param version the version of the definition that it follows
     */
    record Started(String executionId, String workflowId, int version) {
        private static Started of(HookReceived.Started started) {
            return new Started(
                    started.executionId().value(), started.workflowId().value(), started.version());
        }
    }

    /**
     * What makes two deliveries the same one. The signature covers the body alone, so a signed delivery is known by its body: with the
     * sender's id for it, which anybody can change, an overheard one could be sent again and again.
     */
    private static @Nullable String identity(
            String event, Caller caller, boolean signed, @Nullable String delivery, byte[] body) {
        if (signed) {
            return event + "\n" + caller.actor() + "\n" + Hashes.sha256(body);
        }
        if (delivery != null) {
            return event + "\n" + caller.actor() + "\n" + delivery;
        }
        // A request that is repeated with its key after a crash is the same delivery, too.
        return caller.claim() == null ? null : event + "\n" + caller.newId("hook");
    }

    private Map<String, Object> object(byte[] body) {
        if (body.length == 0) {
            return Map.of();
        }
        try {
            return json.readValue(body, OBJECT);
        } catch (JacksonException e) {
            throw new Refusal("BAD_REQUEST", "send the hook's payload as a JSON object");
        }
    }

    private static @Nullable String header(HttpServletRequest request, String... names) {
        for (String name : names) {
            String value = request.getHeader(name);
            if (value != null && !value.isBlank()) {
                return value.length() > MAX_DELIVERY ? value.substring(0, MAX_DELIVERY) : value;
            }
        }
        return null;
    }
}
