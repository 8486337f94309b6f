package io.omni.command.pipeline.generate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.util.QuotedString;
import org.jspecify.annotations.Nullable;

/**
 * Takes the patch out of an answer: the fenced blocks marked {@code diff}
 * (<a href="https://spec.commonmark.org/0.31.2/#fenced-code-blocks">CommonMark, fenced code blocks</a>), put together in their order.
 * Everything else in the answer is only text.
 */
final class PatchExtractor {
    /** The most bytes of a patch: 1 MiB. */
    static final int MAX_BYTES = 1 << 20;

    private static final Pattern OPENING = Pattern.compile("( *)(`{3,}|~{3,})[ \\t]*([^\\s`]*)[^`]*");

    /** Lines that name a file without changing its lines: a change of its mode, an empty or binary file, a rename. */
    private static final Pattern NAMED = Pattern.compile("diff --git a/(.+) b/\\1|(?:rename|copy) (?:from|to) (.+)");

    private PatchExtractor() {}

    /**
     * A patch, or why there is none.
     *
     * @param bytes the patch as UTF-8; empty when there is none
     * @param files the paths it names, sorted
     * @param problem why it can't be used, in words for the generator; null when it can
     */
    record Extracted(
            byte[] bytes, List<String> files, @Nullable String problem) {
        private static Extracted unusable(String problem) {
            return new Extracted(new byte[0], List.of(), problem);
        }
    }

    /** The patch in a text's diff blocks. */
    static Extracted fromAnswer(String answer) {
        if (answer.isBlank()) {
            return Extracted.unusable("The answer was empty.");
        }
        var patch = new StringBuilder();
        Block block = null;
        for (String line : answer.lines().toList()) {
            if (block == null) {
                block = Block.openedBy(line);
            } else if (block.isClosedBy(line)) {
                block = null;
            } else if (block.diff()) {
                patch.append(block.withoutIndent(line)).append('\n');
            }
        }
        if (block != null && block.diff()) {
            return Extracted.unusable(
                    "The answer broke off inside a diff block. Give the whole change, and keep it short.");
        }
        if (patch.isEmpty()) {
            return Extracted.unusable(
                    "The answer held no fenced block marked diff. Give the whole change as a unified diff "
                            + "in a ```diff block.");
        }
        return ofPatch(patch.toString());
    }

    /** A text that is a patch already. */
    static Extracted ofPatch(String patch) {
        byte[] bytes = patch.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            return Extracted.unusable(
                    "The patch has " + bytes.length + " bytes; at most " + MAX_BYTES + " are accepted.");
        }
        List<String> files = files(patch);
        return files.isEmpty()
                ? Extracted.unusable("The patch names no file. Start every file's diff with its --- and +++ lines.")
                : new Extracted(bytes, files, null);
    }

    /**
     * The paths that a patch names. Read line by line: JGit's parser sees only the first file of a diff without {@code diff --git}
     * lines, and that is how language models write them.
     */
    private static List<String> files(String patch) {
        var paths = new TreeSet<String>();
        List<String> lines = patch.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean header = line.startsWith("--- ")
                    && i + 2 < lines.size()
                    && lines.get(i + 1).startsWith("+++ ")
                    && lines.get(i + 2).startsWith("@@ -");
            if (header) {
                addPath(line.substring(4), "a/", paths);
                addPath(lines.get(i + 1).substring(4), "b/", paths);
            } else {
                Matcher named = NAMED.matcher(line);
                if (named.matches()) {
                    addPath(named.group(1) == null ? named.group(2) : named.group(1), "", paths);
                }
            }
        }
        return List.copyOf(paths);
    }

    private static void addPath(String written, String prefix, TreeSet<String> paths) {
        int tab = written.indexOf('\t');
        String quoted = (tab < 0 ? written : written.substring(0, tab)).strip();
        String path = quoted.startsWith("\"") ? QuotedString.GIT_PATH.dequote(quoted) : quoted;
        if (!path.equals(DiffEntry.DEV_NULL) && !path.isEmpty()) {
            paths.add(path.startsWith(prefix) ? path.substring(prefix.length()) : path);
        }
    }

    /**
     * A fenced block being read. Its end must be indented exactly like its start: an unchanged line of a diff that is itself a fence
     * starts with one space more.
     */
    private record Block(int indent, String fence, boolean diff) {
        static @Nullable Block openedBy(String line) {
            Matcher opening = OPENING.matcher(line);
            return opening.matches()
                    ? new Block(
                            opening.group(1).length(),
                            opening.group(2),
                            opening.group(3).equalsIgnoreCase("diff"))
                    : null;
        }

        boolean isClosedBy(String line) {
            String rest = line.stripTrailing();
            int start = rest.length() - rest.stripLeading().length();
            String mark = rest.substring(start);
            return start == indent
                    && mark.length() >= fence.length()
                    && mark.chars().allMatch(c -> c == fence.charAt(0));
        }

        String withoutIndent(String line) {
            int strip = 0;
            while (strip < indent && strip < line.length() && line.charAt(strip) == ' ') {
                strip++;
            }
            return line.substring(strip);
        }
    }
}
