package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.workspace.UnifiedDiff.FileChange;
import io.omni.command.pipeline.workspace.UnifiedDiff.Hunk;
import io.omni.command.pipeline.workspace.UnifiedDiff.Line;
import io.omni.command.pipeline.workspace.UnifiedDiff.Malformed;
import io.omni.command.pipeline.workspace.UnifiedDiff.Mode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.util.QuotedString;
import org.jspecify.annotations.Nullable;

/** Reads a unified diff line by line. Used once. */
final class UnifiedDiffReader {
    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*");
    private static final Pattern GIT_HEADER = Pattern.compile("diff --git a/(.+) b/(.+)");
    private static final String NOWHERE = "/dev/null";

    private final byte[] patch;
    private final List<String> lines;
    private final List<FileChange> files = new ArrayList<>();
    private int at;

    private boolean inFile;
    private @Nullable String oldPath;
    private @Nullable String newPath;
    private boolean copy;
    private boolean added;
    private boolean deleted;
    private Mode mode = Mode.UNCHANGED;
    private List<Hunk> hunks = new ArrayList<>();

    UnifiedDiffReader(byte[] patch) {
        this.patch = patch;
        // One char per byte keeps contents in any encoding as they are.
        lines = List.of(new String(patch, 0, Math.min(patch.length, UnifiedDiff.MAX_BYTES), StandardCharsets.ISO_8859_1)
                .split("\n", -1));
    }

    List<FileChange> read() throws Malformed {
        if (patch.length > UnifiedDiff.MAX_BYTES) {
            throw new Malformed(
                    "the patch has " + patch.length + " bytes; it may have at most " + UnifiedDiff.MAX_BYTES);
        }
        while (at < lines.size()) {
            readLine(withoutReturn(lines.get(at)));
        }
        endFile();
        if (files.isEmpty()) {
            throw new Malformed(
                    "the patch changes no file; give a unified diff with '--- a/path' and '+++ b/path' lines");
        }
        return files;
    }

    private void readLine(String line) throws Malformed {
        if (line.startsWith("diff --git ")) {
            endFile();
            beginGit(line);
        } else if (isFileHeader(at)) {
            if (!hunks.isEmpty() || (inFile && oldPath == null && newPath == null && !added && !deleted)) {
                endFile();
            }
            readPaths(line, withoutReturn(lines.get(at + 1)));
            at++;
        } else if (line.startsWith("@@")) {
            readHunk(line);
            return;
        } else if (line.startsWith("Binary files ") || line.startsWith("GIT binary patch")) {
            throw new Malformed("line " + (at + 1) + ": binary changes are not accepted; change text files only");
        } else if (inFile && hunks.isEmpty()) {
            readGitHeader(line);
        } else if (!hunks.isEmpty()
                && !line.isEmpty()
                && "+- ".indexOf(line.charAt(0)) >= 0
                && !line.startsWith("-- ")) {
            throw new Malformed("line " + (at + 1)
                    + ": this line belongs to no hunk; the line before it has to start with a space, "
                    + "a plus or a minus");
        }
        at++;
    }

    private boolean isFileHeader(int index) {
        return index + 1 < lines.size()
                && lines.get(index).startsWith("--- ")
                && lines.get(index + 1).startsWith("+++ ");
    }

    private void beginGit(String line) throws Malformed {
        inFile = true;
        Matcher header = GIT_HEADER.matcher(line);
        // Only trusted when both sides agree: a space in a path makes the line ambiguous otherwise.
        if (header.matches() && header.group(1).equals(header.group(2))) {
            oldPath = decode(header.group(1));
            newPath = oldPath;
        }
    }

    private void readGitHeader(String line) throws Malformed {
        if (line.startsWith("new file mode ")
                || line.startsWith("new mode ")
                || line.startsWith("deleted file mode ")) {
            readMode(line.substring(line.lastIndexOf(' ') + 1));
            added |= line.startsWith("new file");
            deleted |= line.startsWith("deleted");
        } else if (line.startsWith("old mode ") || line.startsWith("index ")) {
            refuseSpecial(line.substring(line.lastIndexOf(' ') + 1));
        } else if (line.startsWith("rename from ") || line.startsWith("copy from ")) {
            copy = line.startsWith("copy");
            oldPath = decode(line.substring(line.indexOf(" from ") + 6));
        } else if (line.startsWith("rename to ") || line.startsWith("copy to ")) {
            newPath = decode(line.substring(line.indexOf(" to ") + 4));
        }
    }

    private void readMode(String text) throws Malformed {
        refuseSpecial(text);
        mode = switch (text) {
            case "100644", "100664" -> Mode.PLAIN;
            case "100755" -> Mode.EXECUTABLE;
            default ->
                throw new Malformed("line " + (at + 1) + ": unknown file mode '" + text + "'; use 100644 or 100755");
        };
    }

    private void refuseSpecial(String fileMode) throws Malformed {
        if (fileMode.equals("120000")) {
            throw new Malformed("line " + (at + 1) + ": symbolic links are not accepted in a patch");
        } else if (fileMode.equals("160000")) {
            throw new Malformed("line " + (at + 1) + ": submodules are not accepted in a patch");
        }
    }

    private void readPaths(String oldLine, String newLine) throws Malformed {
        inFile = true;
        String from = decode(oldLine.substring(4));
        String to = decode(newLine.substring(4));
        boolean prefixed =
                (from.startsWith("a/") || from.equals(NOWHERE)) && (to.startsWith("b/") || to.equals(NOWHERE));
        if (from.equals(NOWHERE) && to.equals(NOWHERE)) {
            throw new Malformed("line " + (at + 1) + ": a change names a file on at least one side");
        }
        added |= from.equals(NOWHERE);
        deleted |= to.equals(NOWHERE);
        oldPath = prefixed && !added ? from.substring(2) : from;
        newPath = prefixed && !deleted ? to.substring(2) : to;
    }

    private void readHunk(String header) throws Malformed {
        if (!inFile || (oldPath == null && newPath == null)) {
            throw new Malformed("line " + (at + 1) + ": a hunk stands before any '--- a/path' and '+++ b/path' lines");
        }
        Matcher numbers = HUNK.matcher(header);
        boolean numbered = numbers.matches();
        int oldLeft = numbered ? count(numbers.group(2)) : 0;
        int newLeft = numbered ? count(numbers.group(4)) : 0;
        int oldStart = numbered ? Integer.parseInt(numbers.group(1)) : 0;
        int newStart = numbered ? Integer.parseInt(numbers.group(3)) : 0;
        boolean insertsAtTop = numbered && oldLeft == 0;
        List<Line> body = new ArrayList<>();
        int trailingBlank = 0;
        for (at++; at < lines.size(); at++) {
            String line = lines.get(at);
            if (endsHunk(line, oldLeft <= 0 && newLeft <= 0)) {
                break;
            }
            if (line.startsWith("\\")) {
                if (!body.isEmpty()) {
                    body.set(body.size() - 1, body.getLast().endingFile());
                }
                continue;
            }
            // Editors and generators strip the single space of an empty context line.
            boolean blank = line.isEmpty() || line.equals("\r");
            char kind = blank ? ' ' : line.charAt(0);
            body.add(new Line(kind, blank ? line : line.substring(1), false));
            trailingBlank = blank ? trailingBlank + 1 : 0;
            oldLeft -= kind == '+' ? 0 : 1;
            newLeft -= kind == '-' ? 0 : 1;
        }
        hunks.add(new Hunk(
                printable(header),
                insertsAtTop ? oldStart + 1 : oldStart,
                newStart,
                body.subList(0, body.size() - trailingBlank)));
    }

    private boolean endsHunk(String line, boolean countsMet) {
        if (line.isEmpty()) {
            return false;
        }
        if (line.startsWith("@@") || line.startsWith("diff --git ")) {
            return true;
        }
        if (isFileHeader(at)
                && (countsMet || (at + 2 < lines.size() && lines.get(at + 2).startsWith("@@")))) {
            return true;
        }
        return (countsMet && line.startsWith("-- ")) || " +-\\\r".indexOf(line.charAt(0)) < 0;
    }

    private void endFile() throws Malformed {
        if (inFile && (oldPath != null || newPath != null)) {
            String from = added ? null : oldPath;
            String to = deleted ? null : newPath;
            if (from == null && to == null) {
                throw new Malformed("a change names a file on at least one side");
            }
            checkPath(from);
            checkPath(to);
            files.add(new FileChange(from, to, copy, mode, hunks));
        }
        inFile = false;
        oldPath = null;
        newPath = null;
        copy = false;
        added = false;
        deleted = false;
        mode = Mode.UNCHANGED;
        hunks = new ArrayList<>();
    }

    private static void checkPath(@Nullable String path) throws Malformed {
        String refusal = path == null ? null : SafePath.refusal(path);
        if (refusal != null) {
            throw new Malformed(refusal);
        }
    }

    private static String decode(String raw) throws Malformed {
        String name = raw.indexOf('\t') >= 0 ? raw.substring(0, raw.indexOf('\t')) : raw;
        byte[] bytes = name.strip().getBytes(StandardCharsets.ISO_8859_1);
        String decoded = bytes.length > 1 && bytes[0] == '"'
                ? QuotedString.GIT_PATH.dequote(bytes, 0, bytes.length)
                : new String(bytes, StandardCharsets.UTF_8);
        if (decoded.indexOf('\uFFFD') >= 0) {
            throw new Malformed("a path in the patch is not UTF-8");
        }
        return decoded;
    }

    private static int count(@Nullable String text) {
        return text == null ? 1 : Integer.parseInt(text);
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static String printable(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
