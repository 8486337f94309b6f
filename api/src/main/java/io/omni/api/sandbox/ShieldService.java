package io.omni.api.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Security Shield: a small scan of given texts for secrets and dangerous calls. Finds nothing where it is given no text. */
final class ShieldService implements PlayedService {
    private static final int MAX_FINDINGS = 100;
    private static final List<Rule> RULES = List.of(
            new Rule("private-key", "critical", "A private key.", "-----BEGIN [A-Z ]*PRIVATE KEY-----"),
            new Rule("aws-access-key", "critical", "An AWS access key.", "\\bAKIA[0-9A-Z]{16}\\b"),
            new Rule("forge-token", "critical", "A token of a code forge.", "\\bgh[pousr]_[A-Za-z0-9]{36,}\\b"),
            new Rule(
                    "shell-execution",
                    "high",
                    "A command line built from parts.",
                    "Runtime\\.getRuntime\\(\\)\\.exec\\("),
            new Rule(
                    "disabled-tls",
                    "high",
                    "Certificates are not checked.",
                    "verify\\s*=\\s*False|InsecureSkipVerify:\\s*true"));

    private record Rule(String name, String severity, String message, Pattern pattern) {
        Rule(String name, String severity, String message, String pattern) {
            this(name, severity, message, Pattern.compile(pattern));
        }
    }

    @Override
    public String name() {
        return "security-shield";
    }

    @Override
    public Reply answer(Asked asked) {
        return asked.is("POST", "/api/v1/scan") ? scan(asked.json()) : Reply.notFound();
    }

    private static Reply scan(JsonNode request) {
        List<Map<String, Object>> findings = new ArrayList<>();
        scan("patch", request.path("patch").stringValue(request.path("diff").stringValue("")), findings);
        scan("content", request.path("content").stringValue(""), findings);
        for (JsonNode file : request.path("files")) {
            scan(file.path("path").stringValue(""), file.path("content").stringValue(""), findings);
        }
        return Reply.ok(Map.of("status", "completed", "findings", findings));
    }

    private static void scan(String path, String text, List<Map<String, Object>> findings) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            for (Rule rule : RULES) {
                Matcher matcher = rule.pattern().matcher(line);
                if (findings.size() < MAX_FINDINGS && matcher.find()) {
                    var finding = new LinkedHashMap<String, Object>();
                    finding.put("rule", rule.name());
                    finding.put("severity", rule.severity());
                    finding.put("path", path);
                    finding.put("line", number);
                    finding.put("message", rule.message());
                    findings.add(finding);
                }
            }
        }
    }
}
