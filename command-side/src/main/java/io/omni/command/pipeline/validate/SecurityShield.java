package io.omni.command.pipeline.validate;

import io.omni.command.pipeline.work.StageContext;
import io.omni.command.service.ServiceHttp;
import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.Check.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the platform's Security Shield about a patch. It is a second opinion: without it, validating goes on. */
@Component
final class SecurityShield {
    private static final String CHECK = "security_shield_findings";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MAX_ANSWER = 1 << 20;
    private static final Set<String> SERIOUS = Set.of("critical", "high");

    private final ServiceHttp http;
    private final JsonMapper json;

    SecurityShield(ServiceHttp http, JsonMapper json) {
        this.http = http;
        this.json = json;
    }

    Check scan(StageContext context, String commit, byte[] patch) throws InterruptedException {
        byte[] body = json.writeValueAsBytes(Map.of(
                "repo",
                context.pipeline().config().repoUrl().value(),
                "branch",
                context.pipeline().config().branch().value(),
                "commit",
                commit,
                "diff",
                new String(patch, StandardCharsets.UTF_8)));
        try {
            ServiceHttp.Answer answer = http.send(new ServiceHttp.Call(
                    "security-shield",
                    "POST",
                    "/api/v1/scan",
                    Map.of("Content-Type", "application/json"),
                    body,
                    TIMEOUT,
                    MAX_ANSWER));
            if (answer.status() != 200) {
                return skipped("it answered with status " + answer.status());
            }
            JsonNode findings = json.readTree(answer.body()).path("findings");
            return findings.isArray() ? judge(findings) : skipped("its answer lists no findings");
        } catch (ServiceUnavailable e) {
            return skipped(e.getMessage());
        } catch (JacksonException e) {
            return skipped("its answer is no JSON");
        }
    }

    private static Check judge(JsonNode findings) {
        int serious = 0;
        for (JsonNode finding : findings) {
            if (SERIOUS.contains(finding.path("severity").asString("").toLowerCase(Locale.ROOT))) {
                serious++;
            }
        }
        return Check.atMost(
                CHECK,
                Severity.WARNING,
                serious,
                0,
                "findings",
                "the Security Shield reports " + serious + " critical or high findings of " + findings.size()
                        + " in all");
    }

    private static Check skipped(String why) {
        return Check.skipped(CHECK, Severity.WARNING, "the Security Shield was not heard: " + why);
    }
}
