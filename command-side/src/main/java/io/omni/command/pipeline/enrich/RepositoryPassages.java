package io.omni.command.pipeline.enrich;

import io.omni.command.knowledge.Chunk;
import io.omni.command.knowledge.Hit;
import io.omni.command.knowledge.IndexSnapshot;
import io.omni.command.knowledge.source.Passage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a repository's index has on a task. Of a small repository, and of files that are named, whole files are taken; else the
 * chunks that were found. A file too large for half the context stays in chunks.
 */
final class RepositoryPassages {
    private static final String SOURCE = "repository";
    private static final int SMALL_FILES = 100;
    private static final long SMALL_BYTES = 256 << 10;
    private static final int MAX_NAMED_PATHS = 20;
    private static final int MAX_NAMED_CHUNKS = 8;
    /** Code has about this many characters to a token; the packer counts exactly. */
    private static final int CHARS_PER_TOKEN = 4;
    /** Counting the tokens of a hostile text of this size still takes less than a second. */
    private static final int MAX_FILE_CHARS = 128 << 10;

    private final IndexSnapshot index;
    private final NamedFiles named;
    private final int maxFileChars;

    RepositoryPassages(IndexSnapshot index, NamedFiles named, int maxTokens) {
        this.index = index;
        this.named = named;
        this.maxFileChars = (int) Math.min(MAX_FILE_CHARS, (long) maxTokens * CHARS_PER_TOKEN / 2);
    }

    /** The scored passages for these hits and the named files. */
    List<Passage> of(List<Hit> hits) throws IOException {
        Map<String, List<Hit>> byPath = new LinkedHashMap<>();
        hits.forEach(hit -> byPath.computeIfAbsent(hit.chunk().path(), _ -> new ArrayList<>())
                .add(hit));
        Set<String> paths = new LinkedHashSet<>(byPath.keySet());
        index.pathsNamed(named.names(), MAX_NAMED_PATHS).stream()
                .filter(named::contains)
                .forEach(paths::add);
        boolean small = index.files() <= SMALL_FILES && index.bytes() <= SMALL_BYTES;
        List<Passage> passages = new ArrayList<>();
        for (String path : paths) {
            List<Hit> found = byPath.getOrDefault(path, List.of());
            boolean isNamed = named.contains(path);
            for (Passage passage : ofFile(path, found, isNamed, small || isNamed)) {
                passages.add(Ranking.scored(passage, isNamed));
            }
        }
        return passages;
    }

    private List<Passage> ofFile(String path, List<Hit> found, boolean isNamed, boolean whole) throws IOException {
        if (whole) {
            List<Chunk> chunks = index.chunksOf(path);
            int chars = chunks.stream().mapToInt(c -> c.text().length()).sum();
            if (!chunks.isEmpty() && chars <= maxFileChars) {
                return List.of(wholeFile(chunks, found));
            }
            if (isNamed && found.isEmpty()) {
                return chunks.stream()
                        .limit(MAX_NAMED_CHUNKS)
                        .map(c -> passage(c, 0, "of a named file"))
                        .toList();
            }
        }
        return found.stream()
                .map(hit -> passage(hit.chunk(), hit.score(), why(hit)))
                .toList();
    }

    private static Passage wholeFile(List<Chunk> chunks, List<Hit> found) {
        StringBuilder text = new StringBuilder();
        int written = 0;
        for (Chunk chunk : chunks) {
            String[] lines = chunk.text().split("\n", -1);
            // A gap between chunks is a run of blank lines; without it the line numbers would be wrong.
            for (; written < chunk.startLine() - 1; written++) {
                text.append('\n');
            }
            for (int i = written - (chunk.startLine() - 1); i < lines.length; i++, written++) {
                text.append(lines[i]).append('\n');
            }
        }
        Chunk first = chunks.getFirst();
        double score = found.stream().mapToDouble(Hit::score).max().orElse(0);
        String why = found.isEmpty() ? "whole file" : "whole file, " + why(found.getFirst());
        return new Passage(SOURCE, first.path() + ":1-" + written, first.language(), text.toString(), score, why);
    }

    private static Passage passage(Chunk chunk, double score, String why) {
        return new Passage(SOURCE, chunk.reference(), chunk.language(), chunk.text(), score, why);
    }

    private static String why(Hit hit) {
        List<String> parts = new ArrayList<>();
        if (hit.textRank() != null) {
            parts.add("word rank " + hit.textRank());
        }
        if (hit.vectorRank() != null) {
            parts.add("meaning rank " + hit.vectorRank());
        }
        return String.join(", ", parts);
    }
}
