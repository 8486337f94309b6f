package io.omni.command.knowledge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cuts a text into overlapping runs of lines. Every line is in a chunk, unless all lines around it are blank; a line beyond the byte
 * limit is cut to it, because what is that long was not written by a person.
 */
public final class Chunker {
    private final int maxLines;
    private final int overlap;
    private final int maxBytes;

    /** Cuts as the settings say. */
    public Chunker(KnowledgeSettings settings) {
        this.maxLines = settings.chunkLines();
        this.overlap = settings.chunkOverlapLines();
        this.maxBytes = settings.maxChunkBytes();
    }

    /** The chunks of a file, in order; none for a blank text. */
    public List<Chunk> chunks(String path, String language, String text) {
        String[] lines = lines(text);
        int[] sizes = Arrays.stream(lines).mapToInt(Chunker::bytes).toArray();
        List<Chunk> chunks = new ArrayList<>();
        int start = 0;
        while (start < lines.length) {
            int end = end(sizes, start);
            String joined = Arrays.stream(lines, start, end).collect(Collectors.joining("\n"));
            if (!joined.isBlank()) {
                chunks.add(Chunk.of(path, start + 1, end, language, joined));
            }
            if (end == lines.length) {
                break;
            }
            start = end - overlapOf(end - start);
        }
        return chunks;
    }

    /** Where a chunk that starts here ends, exclusive: at least one line further. */
    private int end(int[] sizes, int start) {
        int bytes = sizes[start];
        int end = start + 1;
        while (end < sizes.length && end - start < maxLines && bytes + 1 + sizes[end] <= maxBytes) {
            bytes += 1 + sizes[end];
            end++;
        }
        return end;
    }

    /** A chunk that the byte limit ended early overlaps in proportion: else long lines would be repeated many times. */
    private int overlapOf(int lines) {
        return lines * overlap / maxLines;
    }

    private String[] lines(String text) {
        String[] lines = text.split("\n", -1);
        int count = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
        String[] cut = new String[count];
        for (int i = 0; i < count; i++) {
            String line = lines[i].endsWith("\r") ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
            cut[i] = cut(line);
        }
        return cut;
    }

    private String cut(String line) {
        if (line.length() * 3L <= maxBytes || bytes(line) <= maxBytes) {
            return line;
        }
        int end = 0;
        int bytes = 0;
        while (end < line.length()) {
            int codePoint = line.codePointAt(end);
            int size = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (bytes + size > maxBytes) {
                break;
            }
            bytes += size;
            end += Character.charCount(codePoint);
        }
        return line.substring(0, end);
    }

    private static int bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length;
    }
}
