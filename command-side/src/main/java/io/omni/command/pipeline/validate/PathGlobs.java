package io.omni.command.pipeline.validate;

import java.util.List;
import java.util.regex.Pattern;

/** Globs over paths with slashes: a single star and a question mark stay within a folder, two stars cross folders. */
final class PathGlobs {
    private final List<Pattern> patterns;

    PathGlobs(List<String> globs) {
        patterns = globs.stream().map(PathGlobs::compile).toList();
    }

    boolean matches(String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder();
        // Runs of stars are collapsed: they mean the same and would only make matching slow.
        String collapsed = glob.replaceAll("\\*{3,}", "**").replaceAll("(\\*\\*/)+", "**/");
        for (int i = 0; i < collapsed.length(); i++) {
            char c = collapsed.charAt(i);
            if (collapsed.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (collapsed.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
