package io.omni.api.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a hook's body what workflows see as their event: the body as it is, and of a push also {@code branch}, {@code sha},
 * {@code commit_message} and {@code repo_url}. GitHub and Gitea name these alike (<a
 * href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#push">push</a>).
 */
final class HookPayload {
    private static final String BRANCH = "refs/heads/";

    private HookPayload() {}

    static Map<String, Object> event(String hook, Map<String, Object> body) {
        if (!hook.equals("push") || !(body.get("ref") instanceof String ref)) {
            return body;
        }
        Map<String, Object> event = new LinkedHashMap<>(body);
        if (ref.startsWith(BRANCH)) {
            event.put("branch", ref.substring(BRANCH.length()));
        }
        put(event, "sha", body.get("after"));
        put(event, "commit_message", member(body.get("head_commit"), "message"));
        put(event, "repo_url", member(body.get("repository"), "clone_url"));
        return event;
    }

    private static void put(Map<String, Object> event, String name, @Nullable Object value) {
        if (value instanceof String) {
            event.put(name, value);
        }
    }

    private static @Nullable Object member(@Nullable Object object, String name) {
        return object instanceof Map<?, ?> map ? map.get(name) : null;
    }
}
