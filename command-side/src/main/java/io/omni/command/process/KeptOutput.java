package io.omni.command.process;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** The first and the last part of a command's output, and its lines as they come. Used by one thread, then read by another. */
final class KeptOutput {
    private static final int MAX_LINE_BYTES = 4_000;

    private final byte[] head;
    private final byte[] tail;
    private final Consumer<String> onLine;
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private int linesLeft;
    private int headLength;
    private int tailStart;
    private int tailLength;
    private int lineLength;
    private long total;

    KeptOutput(int keptBytes, int maxLines, Consumer<String> onLine) {
        head = new byte[keptBytes / 2];
        tail = new byte[keptBytes - head.length];
        linesLeft = maxLines;
        this.onLine = onLine;
    }

    synchronized void add(byte[] bytes, int length) {
        total += length;
        int toHead = Math.min(length, head.length - headLength);
        System.arraycopy(bytes, 0, head, headLength, toHead);
        headLength += toHead;
        addToTail(bytes, toHead, length - toHead);
        for (int i = 0; linesLeft > 0 && i < length; i++) {
            addToLine(bytes[i]);
        }
    }

    /** Passes on a last line without an end. */
    synchronized void end() {
        if (lineLength > 0 && linesLeft > 0) {
            passLineOn();
        }
    }

    synchronized long total() {
        return total;
    }

    synchronized String head() {
        return new String(head, 0, headLength, StandardCharsets.UTF_8);
    }

    synchronized String tail() {
        byte[] ordered = new byte[tailLength];
        for (int i = 0; i < tailLength; i++) {
            ordered[i] = tail[(tailStart + i) % tail.length];
        }
        return new String(ordered, StandardCharsets.UTF_8);
    }

    synchronized long omitted() {
        return total - headLength - tailLength;
    }

    private void addToTail(byte[] bytes, int from, int length) {
        // Of a piece larger than the ring only its end can survive.
        int skip = Math.max(0, length - tail.length);
        int start = from + skip;
        int count = length - skip;
        int writeAt = (tailStart + tailLength) % tail.length;
        int first = Math.min(count, tail.length - writeAt);
        System.arraycopy(bytes, start, tail, writeAt, first);
        System.arraycopy(bytes, start + first, tail, 0, count - first);
        int overflow = Math.max(0, tailLength + count - tail.length);
        tailStart = (tailStart + overflow) % tail.length;
        tailLength = Math.min(tail.length, tailLength + count);
    }

    private void addToLine(byte next) {
        if (next == '\n') {
            passLineOn();
        } else if (lineLength < MAX_LINE_BYTES) {
            line[lineLength++] = next;
        }
    }

    private void passLineOn() {
        int length = lineLength > 0 && line[lineLength - 1] == '\r' ? lineLength - 1 : lineLength;
        onLine.accept(new String(Arrays.copyOf(line, length), StandardCharsets.UTF_8));
        lineLength = 0;
        linesLeft--;
        if (linesLeft == 0) {
            onLine.accept("(further output is not shown here)");
        }
    }
}
