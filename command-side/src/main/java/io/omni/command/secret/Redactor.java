package io.omni.command.secret;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Blanks out what looks like a secret in text that people will read: user information in URLs, PEM blocks, known forms of tokens, and
 * values that follow a key which names a secret.
 */
public final class Redactor {
    /** What stands in place of a secret. */
    public static final String REDACTED = "***";

    private static final List<Rule> RULES = List.of(
            new Rule("(?<=://)[^/\\s:@]*:[^/\\s@]+(?=@)", REDACTED),
            new Rule("(?<=http://|https://)[^/?#\\s@]+(?=@)", REDACTED),
            new Rule("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)", REDACTED),
            new Rule("\\bgh[pousr]_[A-Za-z0-9]{20,255}\\b", REDACTED),
            new Rule("\\bgithub_pat_[A-Za-z0-9_]{20,255}\\b", REDACTED),
            new Rule("\\bglpat-[A-Za-z0-9_-]{20,255}", REDACTED),
            new Rule("\\bxox[abprs]-[A-Za-z0-9-]{10,255}", REDACTED),
            new Rule("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", REDACTED),
            new Rule("\\bsk-[A-Za-z0-9_-]{20,255}", REDACTED),
            new Rule("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*", REDACTED),
            new Rule("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{12,}", "$1 " + REDACTED),
            new Rule(
                    "(?i)\\b([A-Z0-9_.-]*(?:password|passwd|secret|token|api[_-]?key|credential|dsn)[A-Z0-9_.-]*\\s*[=:]\\s*)"
                            + "(\"[^\"\\s]{4,}\"|'[^'\\s]{4,}'|[^\\s\"',;]{4,})",
                    "$1" + REDACTED));

    private Redactor() {}

    /** The text without what looks like a secret. */
    public static String redact(String text) {
        String clean = text;
        for (Rule rule : RULES) {
            clean = rule.pattern.matcher(clean).replaceAll(rule.replacement);
        }
        return clean;
    }

    private static final class Rule {
        private final Pattern pattern;
        private final String replacement;

        Rule(String pattern, String replacement) {
            this.pattern = Pattern.compile(pattern);
            this.replacement = replacement;
        }
    }
}
