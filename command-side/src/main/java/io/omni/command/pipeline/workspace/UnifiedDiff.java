package io.omni.command.pipeline.workspace;

import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A parsed unified diff, as <a href="https://git-scm.com/docs/diff-format">git</a> and <a
 * href="https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html">diff</a> write it. Line contents are kept byte
 * for byte: each {@code char} is one byte.
 *
 * @param files the changed files in their order
 */
public record UnifiedDiff(List<FileChange> files) {

    /** The most bytes that a patch may have: 1 MiB. */
    public static final int MAX_BYTES = 1 << 20;

    /** Keeps its own copy. */
    public UnifiedDiff {
        files = List.copyOf(files);
    }

    /**
     * Reads a diff as generators write them: with or without {@code diff --git} and {@code index} lines, and with wrong line counts.
     *
     * @throws Malformed when it isn't a diff, or asks for what is never done
     */
    public static UnifiedDiff parse(byte[] patch) throws Malformed {
        return new UnifiedDiff(new UnifiedDiffReader(patch).read());
    }

    /** All paths that it names, sorted. */
    public SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>();
        files.forEach(file -> {
            if (file.oldPath != null && !file.copy) {
                paths.add(file.oldPath);
            }
            if (file.newPath != null) {
                paths.add(file.newPath);
            }
        });
        return paths;
    }

    /** What a changed file's mode becomes. */
    public enum Mode {
        /** Stays as it is, or is a plain file when it is new. */
        UNCHANGED,
        /** A plain file. */
        PLAIN,
        /** An executable file. */
        EXECUTABLE
    }

    /**
     * The changes to one file.
     *
     * @param oldPath where it was; null when it is new
     * @param newPath where it will be; null when it goes
     * @param copy whether the file at the old path stays
     * @param mode what its mode becomes
     * @param hunks the changed places, in order
     */
    public record FileChange(
            @Nullable String oldPath, @Nullable String newPath, boolean copy, Mode mode, List<Hunk> hunks) {

        /** Keeps its own copy. */
        public FileChange {
            hunks = List.copyOf(hunks);
        }

        /** The path to call it by. */
        public String path() {
            return newPath != null ? newPath : Objects.requireNonNull(oldPath);
        }
    }

    /**
     * One changed place.
     *
     * @param header the line that begins it
     * @param oldStart the line in the old file that it begins at, from 1; 0 when the header names none
     * @param newStart the line in the new file, from 1; 0 when the header names none
     * @param lines its lines, in order
     */
    public record Hunk(String header, int oldStart, int newStart, List<Line> lines) {

        /** Keeps its own copy. */
        public Hunk {
            lines = List.copyOf(lines);
        }

        List<Line> oldLines() {
            return lines.stream().filter(l -> l.kind != '+').toList();
        }
    }

    /**
     * A line of a hunk.
     *
     * @param kind a space for a line that stays, {@code -} for one that goes, {@code +} for a new one
     * @param text its content without the line feed
     * @param endsFile whether the line is the file's last and has no line feed
     */
    public record Line(char kind, String text, boolean endsFile) {
        Line endingFile() {
            return new Line(kind, text, true);
        }
    }

    /** A patch can't be read, or asks for what is never done. The message helps the generator to mend it. */
    public static final class Malformed extends Exception {
        Malformed(String message) {
            super(message);
        }
    }
}
