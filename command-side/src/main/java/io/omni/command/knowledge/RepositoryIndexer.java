package io.omni.command.knowledge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** Reads a checkout into the embedded index. */
@Component
public final class RepositoryIndexer {
    private final KnowledgeSettings settings;
    private final KnowledgeIndex index;
    private final Chunker chunker;

    /** Reads within the settings' limits. */
    public RepositoryIndexer(KnowledgeSettings settings, KnowledgeIndex index) {
        this.settings = settings;
        this.index = index;
        this.chunker = new Chunker(settings);
    }

    /** Hears how far the work is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called after each file.
         *
         * @param done how many files are done
         * @param total how many there are
         */
        void at(int done, int total);
    }

    /**
     * What was found and indexed.
     *
     * @param files how many text files were read
     * @param bytes their size, in bytes
     * @param languages how many files there are of each language, the most frequent first
     * @param skipped how many files were left out, by reason
     * @param index what became of them in the index
     * @param notes what a reader should know: which limit cut what
     */
    public record Summary(
            int files,
            long bytes,
            Map<String, Integer> languages,
            Map<String, Integer> skipped,
            IndexReport index,
            List<String> notes) {}

    /** Indexes the files below a folder as a repository's at a commit. */
    public Summary index(Path root, IndexScope scope, String commit, Progress progress)
            throws IOException, InterruptedException {
        // A source that is asked again, after a broken index, must count from zero.
        AtomicReference<Reading> last = new AtomicReference<>();
        IndexReport report = index.replace(scope, commit, sink -> {
            Reading reading = new Reading(SourceTree.list(root, settings), sink);
            last.set(reading);
            return reading.readAll(progress);
        });
        Reading reading = last.get();
        return new Summary(
                reading.files,
                reading.bytes,
                byFrequency(reading.languages),
                reading.tree.skipped(),
                report,
                notes(reading, report));
    }

    private List<String> notes(Reading reading, IndexReport report) {
        List<String> notes = new ArrayList<>();
        if (reading.tree.isCut()) {
            notes.add("only the first " + reading.tree.files().size()
                    + " files are indexed: the repository is beyond the limits");
        }
        if (reading.cut) {
            notes.add("only the first " + settings.maxChunks() + " chunks are indexed");
        }
        if (report.embeddingTrouble() != null) {
            notes.add("found by words only, without vectors: " + report.embeddingTrouble());
        } else if (report.unembedded() > 0) {
            notes.add(report.unembedded() + " chunks are found by words only: one ingest embeds at most "
                    + settings.maxEmbeddedChunks() + " chunks, for at most "
                    + settings.maxEmbeddingTime().toSeconds() + " s");
        }
        return notes;
    }

    private static Map<String, Integer> byFrequency(Map<String, Integer> counts) {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    /** One reading of the tree. */
    private final class Reading {
        private final SourceTree tree;
        private final KnowledgeIndex.ChunkSink sink;
        private final Map<String, Integer> languages = new TreeMap<>();
        private int files;
        private long bytes;
        private int chunks;
        private boolean cut;

        Reading(SourceTree tree, KnowledgeIndex.ChunkSink sink) {
            this.tree = tree;
            this.sink = sink;
        }

        KnowledgeIndex.Extent readAll(Progress progress) throws IOException, InterruptedException {
            int done = 0;
            for (SourceTree.SourceFile file : tree.files()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("told to stop while reading files");
                }
                String text = tree.read(file);
                if (text != null) {
                    files++;
                    bytes += file.size();
                    languages.merge(file.language(), 1, Integer::sum);
                    give(file, text);
                }
                progress.at(++done, tree.files().size());
            }
            return new KnowledgeIndex.Extent(files, bytes);
        }

        private void give(SourceTree.SourceFile file, String text) throws IOException, InterruptedException {
            for (Chunk chunk : chunker.chunks(file.path(), file.language(), text)) {
                if (chunks == settings.maxChunks()) {
                    cut = true;
                    return;
                }
                sink.accept(chunk);
                chunks++;
            }
        }
    }
}
