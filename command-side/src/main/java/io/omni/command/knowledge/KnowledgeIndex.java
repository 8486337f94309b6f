package io.omni.command.knowledge;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.ThreadInterruptedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The embedded knowledge index: one Lucene index per scope, with words (BM25) and vectors side by side.
 *
 * <p>A change becomes visible, and durable, with Lucene's commit point, as a whole; a writer that was killed before it leaves the
 * index as it was, and its lock, which the operating system holds, ends with its process. An index that can't be read is thrown
 * away and redone: it is derived from the repository.
 *
 * <p>There is one writer per scope in a process. Each node has its own folder, so another node may not have a repository's index, or
 * have it of another commit: {@link #open} then finds nothing, and the caller rebuilds it from its workspace.
 */
@Component
public final class KnowledgeIndex {
    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeIndex.class);
    private static final long LOCK_WAIT_SECONDS = 300;
    private static final double RAM_BUFFER_MB = 32;

    private final KnowledgeSettings settings;
    private final Embedder embedder;
    private final IndexFolders folders;
    /** Weakly held: a scope's lock lives as long as somebody uses it. */
    private final LoadingCache<String, ReentrantLock> locks =
            Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock());

    /** Keeps indexes below the settings' root. */
    public KnowledgeIndex(KnowledgeSettings settings, Embedder embedder) {
        this.settings = settings;
        this.embedder = embedder;
        this.folders = new IndexFolders(settings.root().resolve("indexes"));
    }

    /** Takes chunks. */
    @FunctionalInterface
    public interface ChunkSink {
        /** Takes one. */
        void accept(Chunk chunk) throws IOException, InterruptedException;
    }

    /** Gives chunks. */
    @FunctionalInterface
    public interface ChunkSource {
        /**
         * Gives all chunks, the most telling first: when embedding is cut, the rest goes without.
         *
         * @return the files and bytes they are of
         */
        Extent giveTo(ChunkSink sink) throws IOException, InterruptedException;
    }

    /**
     * How much chunks are of.
     *
     * @param files how many files
     * @param bytes their size, in bytes
     */
    public record Extent(int files, long bytes) {}

    /**
     * Makes a scope's index hold exactly these chunks. Doing it again with the same chunks changes nothing but that chunks beyond
     * the embedding limit get their embedding.
     *
     * @param commit the commit that the chunks are of
     * @throws IOException when the disk fails, or another process writes the same index
     */
    public IndexReport replace(IndexScope scope, String commit, ChunkSource source)
            throws IOException, InterruptedException {
        return exclusively(scope, () -> {
            try {
                return redoneWhenBroken(scope, folder -> replaceIn(folder, commit, source));
            } finally {
                folders.keepNewest(settings.maxIndexes(), scope);
            }
        });
    }

    /**
     * Adds or replaces one document, found by its id from then on.
     *
     * @param repository the canonical URL that it is about
     * @return whether it was embedded; without an embedding it is found by its words only
     */
    public boolean put(IndexScope scope, String id, String repository, Chunk chunk)
            throws IOException, InterruptedException {
        return exclusively(scope, () -> {
            float[] vector = null;
            try {
                vector = embedder.embed(chunk.text());
            } catch (EmbeddingUnavailable e) {
                LOG.debug("{} goes without a vector", id, e);
            }
            Document document = IndexFields.document(id, chunk, "", repository, vector);
            redoneWhenBroken(
                    scope, folder -> putIn(folder, new Term(IndexFields.ID, IndexFields.idTerm(id)), document));
            return vector != null;
        });
    }

    /**
     * The index as it is now, for a repository at a commit.
     *
     * @return empty when this node has no index of the scope, or has it of another commit, or can't read it
     */
    public Optional<IndexSnapshot> open(IndexScope scope, String commit) throws IOException {
        Path folder = folders.of(scope);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        FSDirectory directory = FSDirectory.open(folder);
        try {
            DirectoryReader reader = DirectoryReader.open(directory);
            IndexStamp stamp = IndexStamp.of(reader);
            if (stamp.isUsable(embedder.model()) && stamp.commit().equals(commit)) {
                return Optional.of(new IndexSnapshot(directory, reader, stamp));
            }
            reader.close();
        } catch (IndexNotFoundException e) {
            LOG.debug("no index in {} yet", folder, e);
        } catch (IOException e) {
            if (!isBroken(e)) {
                directory.close();
                throw e;
            }
            LOG.warn("the index {} can't be read and counts as missing", scope.folder(), e);
        }
        directory.close();
        return Optional.empty();
    }

    /** What earlier pipelines came to; empty before the first one has. */
    public Optional<IndexSnapshot> openOutcomes() throws IOException {
        return open(IndexScope.OUTCOMES, "");
    }

    private IndexReport replaceIn(Path folder, String commit, ChunkSource source)
            throws IOException, InterruptedException {
        try (FSDirectory directory = FSDirectory.open(folder);
                KnownVectors known = KnownVectors.of(directory, embedder.model());
                IndexWriter writer = new IndexWriter(directory, config())) {
            writer.deleteAll();
            ChunkWriter chunks = new ChunkWriter(writer, known, embedder, commit, settings);
            Extent extent = source.giveTo(chunks::add);
            stamp(writer, new IndexStamp(commit, IndexFields.FORMAT, embedder.model(), extent.files(), extent.bytes()));
            writer.commit();
            return chunks.report();
        }
    }

    /** Whether an index is damaged, rather than the disk in trouble: a file of it is spoilt, cut short or gone. */
    private static boolean isBroken(IOException e) {
        return e instanceof CorruptIndexException
                || e instanceof IndexFormatTooNewException
                || e instanceof IndexFormatTooOldException
                || e instanceof IndexNotFoundException
                || e instanceof EOFException
                || e instanceof NoSuchFileException;
    }

    private boolean putIn(Path folder, Term id, Document document) throws IOException {
        try (FSDirectory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, config())) {
            if (!stampOf(writer).isUsable(embedder.model())) {
                // Another model's vectors, or documents laid down otherwise, can't stand beside the new one.
                writer.deleteAll();
            }
            writer.updateDocument(id, document);
            stamp(writer, new IndexStamp("", IndexFields.FORMAT, embedder.model(), 0, 0));
            writer.commit();
        }
        return true;
    }

    private interface FolderWork<T> {
        T on(Path folder) throws IOException, InterruptedException;
    }

    private <T> T redoneWhenBroken(IndexScope scope, FolderWork<T> work) throws IOException, InterruptedException {
        try {
            return work.on(folders.prepare(scope));
        } catch (IOException e) {
            if (!isBroken(e)) {
                throw e;
            }
            LOG.warn("the index {} can't be read and is redone", scope.folder(), e);
            folders.remove(scope);
            return work.on(folders.prepare(scope));
        }
    }

    private static IndexStamp stampOf(IndexWriter writer) {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        Map<String, String> entries = new HashMap<>();
        if (data != null) {
            data.forEach(e -> entries.put(e.getKey(), e.getValue()));
        }
        return IndexStamp.of(entries);
    }

    private static void stamp(IndexWriter writer, IndexStamp stamp) {
        writer.setLiveCommitData(stamp.data().entrySet());
    }

    private static IndexWriterConfig config() {
        // Closing without a commit must leave the index as it was: a half-done one is no index.
        return new IndexWriterConfig(new CodeAnalyzer())
                .setRAMBufferSizeMB(RAM_BUFFER_MB)
                .setCommitOnClose(false);
    }

    private interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    private <T> T exclusively(IndexScope scope, Work<T> work) throws IOException, InterruptedException {
        ReentrantLock lock = locks.get(scope.folder());
        if (!lock.tryLock(LOCK_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the index " + scope.folder() + " was busy for " + LOCK_WAIT_SECONDS + " s");
        }
        try {
            return work.run();
        } catch (ThreadInterruptedException e) {
            throw (InterruptedException) new InterruptedException("told to stop while indexing").initCause(e);
        } catch (IOException e) {
            // An interrupt closes the file that is at hand, which looks like a disk in trouble.
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("told to stop while indexing").initCause(e);
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }
}
