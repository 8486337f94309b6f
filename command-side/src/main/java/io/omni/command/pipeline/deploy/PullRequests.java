package io.omni.command.pipeline.deploy;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.workspace.GitPublisher;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceHttp;
import io.omni.command.service.ServiceUnavailable;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens pull requests through the API of the platform's Gitea, for repositories that lie there. */
@Component
final class PullRequests {
    private static final String SERVICE = "source-control";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_ANSWER = 4 << 20;
    private static final int PAGE = 50;
    private static final int MAX_PAGES = 20;
    private static final Pattern OWNER_AND_NAME = Pattern.compile(".*/([^/]+)/([^/]+?)(?:\\.git)?/?");

    private final ServiceCatalog catalog;
    private final ServiceHttp http;
    private final GitPublisher publisher;
    private final JsonMapper json;

    PullRequests(ServiceCatalog catalog, ServiceHttp http, GitPublisher publisher, JsonMapper json) {
        this.catalog = catalog;
        this.http = http;
        this.publisher = publisher;
        this.json = json;
    }

    /**
     * The address of the pull request of a pushed branch: the one that is open already, or a new one.
     *
     * @return null when the repository doesn't lie on the platform's own server
     */
    @Nullable
    String open(StageContext context, String branch, String body) throws StageFailure, InterruptedException {
        URI repository = URI.create(context.pipeline().config().repoUrl().value());
        Matcher path = OWNER_AND_NAME.matcher(repository.getPath());
        boolean ours = catalog.find(SERVICE)
                .filter(service -> service.container().equalsIgnoreCase(repository.getHost()))
                .isPresent();
        if (!ours || !path.matches()) {
            return null;
        }
        String pulls = "/api/v1/repos/" + encode(path.group(1)) + "/" + encode(path.group(2)) + "/pulls";
        Map<String, String> headers = headers(context);
        String existing = find(pulls, headers, branch);
        if (existing != null) {
            context.log().info("The pull request is open already: " + existing);
            return existing;
        }
        byte[] request = json.writeValueAsBytes(Map.of(
                "base",
                context.pipeline().config().branch().value(),
                "head",
                branch,
                "title",
                GitPublisher.title(context.pipeline()),
                "body",
                body));
        ServiceHttp.Answer answer = send("POST", pulls, headers, request);
        if (answer.status() == 409) {
            // An earlier run opened it between our look and our request.
            return find(pulls, headers, branch);
        }
        requireSuccess(answer, "open a pull request");
        String url = tree(answer).path("html_url").asString("");
        context.log().info("Opened the pull request " + url);
        return url.isEmpty() ? null : url;
    }

    private @Nullable String find(String pulls, Map<String, String> headers, String branch)
            throws StageFailure, InterruptedException {
        for (int page = 1; page <= MAX_PAGES; page++) {
            ServiceHttp.Answer answer =
                    send("GET", pulls + "?state=open&limit=" + PAGE + "&page=" + page, headers, new byte[0]);
            requireSuccess(answer, "list pull requests");
            JsonNode list = tree(answer);
            for (JsonNode pull : list) {
                if (branch.equals(pull.path("head").path("ref").asString(""))) {
                    return pull.path("html_url").asString("");
                }
            }
            if (list.size() < PAGE) {
                return null;
            }
        }
        return null;
    }

    private ServiceHttp.Answer send(String method, String path, Map<String, String> headers, byte[] body)
            throws StageFailure, InterruptedException {
        try {
            return http.send(new ServiceHttp.Call(SERVICE, method, path, headers, body, TIMEOUT, MAX_ANSWER));
        } catch (ServiceUnavailable e) {
            throw StageFailure.transientTrouble("the pull request can't be opened now: " + e.getMessage(), null, e);
        }
    }

    private static void requireSuccess(ServiceHttp.Answer answer, String what) throws StageFailure {
        int status = answer.status();
        if (status >= 500 || status == 429) {
            throw StageFailure.transientTrouble(
                    "the source control could not " + what + ": status " + status, null, null);
        } else if (status >= 300) {
            throw StageFailure.permanent(
                    "the source control refused to " + what + " with status " + status
                            + "; the branch is pushed, so check the " + "credentials' rights on pull requests",
                    null);
        }
    }

    private JsonNode tree(ServiceHttp.Answer answer) throws StageFailure {
        try {
            return json.readTree(answer.body());
        } catch (JacksonException e) {
            throw StageFailure.transientTrouble("the source control's answer is no JSON", null, e);
        }
    }

    private Map<String, String> headers(StageContext context) throws StageFailure {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json");
        String credentials = publisher.credentials(context);
        if (credentials != null) {
            String pair = credentials.indexOf(':') < 0 ? credentials + ":" : credentials;
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
