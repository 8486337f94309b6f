package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.workspace.UnifiedDiff.Hunk;
import io.omni.command.pipeline.workspace.UnifiedDiff.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A file's lines while hunks are applied to it. One char is one byte, so that any encoding survives. */
final class TextFile {
    private static final int SHOWN_AROUND = 3;
    private static final int SHOWN_LINES = 14;

    private final List<String> lines;
    private final boolean usesReturns;
    private boolean endsWithFeed;
    private int shift;
    private int appliedUpTo;

    TextFile(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        endsWithFeed = text.isEmpty() || text.endsWith("\n");
        lines = new ArrayList<>(text.isEmpty() ? List.of() : Arrays.asList(text.split("\n", -1)));
        if (!text.isEmpty() && endsWithFeed) {
            lines.removeLast();
        }
        usesReturns =
                !lines.isEmpty() && lines.stream().filter(l -> l.endsWith("\r")).count() * 2 > lines.size();
    }

    byte[] content() {
        String text = String.join("\n", lines) + (endsWithFeed && !lines.isEmpty() ? "\n" : "");
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /**
     * Applies a hunk where its old lines stand, nearest to where it says that they are.
     *
     * @return why it doesn't fit; null when it was applied
     */
    @Nullable
    String apply(Hunk hunk) {
        List<Line> old = hunk.oldLines();
        if (old.isEmpty() && hunk.oldStart() == 0 && !lines.isEmpty()) {
            return "it names neither lines of the file nor a line number to insert at";
        }
        int expected = Math.clamp((long) hunk.oldStart() - 1 + shift, 0, lines.size());
        List<Integer> places = placesOf(old, expected, hunk.oldStart() > 0);
        if (places.isEmpty()) {
            return "its lines are not in the file.\nIt expects:\n" + expectedLines(old) + "The file has:\n"
                    + around(expected);
        }
        if (hunk.oldStart() == 0 && places.size() > 1) {
            return "its lines stand at " + places.size()
                    + " places of the file; give line numbers or more lines around the change";
        }
        replace(places.getFirst(), hunk, old.size());
        return null;
    }

    private List<Integer> placesOf(List<Line> old, int expected, boolean nearestOnly) {
        List<Integer> exact = search(old, expected, nearestOnly, String::equals);
        return !exact.isEmpty()
                ? exact
                : search(old, expected, nearestOnly, (a, b) -> a.stripTrailing().equals(b.stripTrailing()));
    }

    private List<Integer> search(List<Line> old, int expected, boolean nearestOnly, BiPredicate<String, String> same) {
        List<Integer> found = new ArrayList<>();
        for (int distance = 0; distance <= lines.size(); distance++) {
            for (int place :
                    distance == 0 ? new int[] {expected} : new int[] {expected - distance, expected + distance}) {
                if (fits(old, place, same)) {
                    found.add(place);
                    if (nearestOnly) {
                        return found;
                    }
                }
            }
        }
        return found;
    }

    private boolean fits(List<Line> old, int place, BiPredicate<String, String> same) {
        if (place < appliedUpTo || place + old.size() > lines.size()) {
            return false;
        }
        for (int i = 0; i < old.size(); i++) {
            if (!same.test(old.get(i).text(), lines.get(place + i))) {
                return false;
            }
        }
        return true;
    }

    private void replace(int place, Hunk hunk, int oldSize) {
        List<String> fresh = new ArrayList<>();
        int oldAt = place;
        boolean patchEndsFile = false;
        boolean patchEndedFile = false;
        for (Line line : hunk.lines()) {
            switch (line.kind()) {
                // The file's own text stays, also where the hunk matched only without trailing blanks.
                case ' ' -> fresh.add(lines.get(oldAt++));
                case '-' -> oldAt++;
                default -> fresh.add(withFileEnding(line.text()));
            }
            patchEndsFile |= line.endsFile() && line.kind() != '-';
            patchEndedFile |= line.endsFile() && line.kind() == '-';
        }
        boolean atEnd = place + oldSize == lines.size();
        List<String> region = lines.subList(place, place + oldSize);
        region.clear();
        region.addAll(fresh);
        if (atEnd) {
            endsWithFeed = patchEndsFile ? false : patchEndedFile || endsWithFeed || oldSize == 0;
        }
        appliedUpTo = place + fresh.size();
        shift = hunk.oldStart() > 0 ? place - (hunk.oldStart() - 1) + fresh.size() - oldSize : shift;
    }

    private String withFileEnding(String text) {
        if (usesReturns) {
            return text.endsWith("\r") ? text : text + "\r";
        }
        return lines.isEmpty() || !text.endsWith("\r") ? text : text.substring(0, text.length() - 1);
    }

    private static String expectedLines(List<Line> old) {
        StringBuilder shown = new StringBuilder();
        old.stream()
                .limit(SHOWN_LINES)
                .forEach(l -> shown.append("    ").append(readable(l.text())).append('\n'));
        if (old.size() > SHOWN_LINES) {
            shown.append("    ...\n");
        }
        return shown.toString();
    }

    private String around(int expected) {
        if (lines.isEmpty()) {
            return "    (it is empty)\n";
        }
        StringBuilder shown = new StringBuilder();
        int from = Math.max(0, Math.min(expected, lines.size() - 1) - SHOWN_AROUND);
        int to = Math.min(lines.size(), from + SHOWN_LINES);
        for (int i = from; i < to; i++) {
            shown.append("%5d: %s%n".formatted(i + 1, readable(lines.get(i))));
        }
        return shown.toString();
    }

    private static String readable(String line) {
        String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).stripTrailing();
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
