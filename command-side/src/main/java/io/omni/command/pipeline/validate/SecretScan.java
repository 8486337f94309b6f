package io.omni.command.pipeline.validate;

import io.omni.command.pipeline.workspace.UnifiedDiff;
import io.omni.command.pipeline.workspace.UnifiedDiff.FileChange;
import io.omni.command.pipeline.workspace.UnifiedDiff.Hunk;
import io.omni.command.pipeline.workspace.UnifiedDiff.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for secrets in the lines that a patch adds. What it finds is named by place and kind, never quoted. */
final class SecretScan {
    private static final int MAX_LINE = 4_000;
    private static final double RANDOM_BITS = 3.5;
    private static final Map<String, Pattern> KINDS = kinds();
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?i)(?:password|passwd|secret|token|api_?key|access_?key|private_?key)[\"']?\\s{0,5}(?:=|:|=>|:=)\\s{0,5}"
                    + "[\"']([^\"'\\s]{12,200})[\"']");
    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?i).*(?:\\$\\{|\\{\\{|<|example|changeme|placeholder|your[-_]|xxxx|dummy|test).*");

    private SecretScan() {}

    static List<Finding> scan(UnifiedDiff diff) {
        List<Finding> found = new ArrayList<>();
        for (FileChange file : diff.files()) {
            for (Hunk hunk : file.hunks()) {
                int number = Math.max(1, hunk.newStart());
                for (Line line : hunk.lines()) {
                    if (line.kind() == '+') {
                        int at = number;
                        kindOf(line.text()).ifPresent(kind -> found.add(new Finding(file.path(), at, kind)));
                    }
                    number += line.kind() == '-' ? 0 : 1;
                }
            }
        }
        return found;
    }

    private static Optional<String> kindOf(String whole) {
        String line = whole.length() > MAX_LINE ? whole.substring(0, MAX_LINE) : whole;
        for (Map.Entry<String, Pattern> kind : KINDS.entrySet()) {
            if (kind.getValue().matcher(line).find()) {
                return Optional.of(kind.getKey());
            }
        }
        Matcher assignment = ASSIGNMENT.matcher(line);
        while (assignment.find()) {
            String value = assignment.group(1);
            if (entropy(value) >= RANDOM_BITS && !PLACEHOLDER.matcher(value).matches()) {
                return Optional.of("a password, token or key in the code");
            }
        }
        return Optional.empty();
    }

    /** Shannon entropy in bits per character: words stay below 3.5, random keys above. */
    private static double entropy(String text) {
        Map<Integer, Integer> counts = new HashMap<>();
        text.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
        double bits = 0;
        for (int count : counts.values()) {
            double share = (double) count / text.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }

    private static Map<String, Pattern> kinds() {
        Map<String, Pattern> kinds = new LinkedHashMap<>();
        kinds.put("a private key", Pattern.compile("-----BEGIN (?:[A-Z]{1,12} ){0,3}PRIVATE KEY"));
        kinds.put("an AWS access key", Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"));
        kinds.put("a GitHub token", Pattern.compile("\\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})"));
        kinds.put("a GitLab token", Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20,}"));
        kinds.put("a Slack token", Pattern.compile("\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"));
        return kinds;
    }

    /**
     * A place with a secret.
     *
     * @param path the file
     * @param line the line in the patched file, from 1
     * @param kind what kind of secret it looks like
     */
    record Finding(String path, int line, String kind) {
        @Override
        public String toString() {
            return path + ":" + line + " looks like " + kind;
        }
    }
}
