package io.omni.command.knowledge;

import java.io.IOException;
import org.apache.lucene.index.IndexWriter;
import org.jspecify.annotations.Nullable;

/** Writes chunks into an index that is being redone, reusing the vectors of texts that it knows. */
final class ChunkWriter {
    private final IndexWriter writer;
    private final KnownVectors known;
    private final Embedder embedder;
    private final String commit;
    private final KnowledgeSettings settings;
    private long embeddingNanos;
    private int chunks;
    private int embedded;
    private int reused;
    private int unembedded;
    private @Nullable String embeddingTrouble;

    ChunkWriter(IndexWriter writer, KnownVectors known, Embedder embedder, String commit, KnowledgeSettings settings) {
        this.writer = writer;
        this.known = known;
        this.embedder = embedder;
        this.commit = commit;
        this.settings = settings;
    }

    void add(Chunk chunk) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("told to stop while indexing");
        }
        float[] vector = vector(chunk);
        writer.addDocument(IndexFields.document(chunk.reference(), chunk, commit, "", vector));
        chunks++;
    }

    IndexReport report() {
        return new IndexReport(chunks, embedded, reused, unembedded, embeddingTrouble);
    }

    private float @Nullable [] vector(Chunk chunk) throws IOException {
        float[] vector = known.vector(chunk.sha256());
        if (vector != null) {
            reused++;
            return vector;
        }
        if (mayEmbed()) {
            long start = System.nanoTime();
            try {
                vector = embedder.embed(chunk.text());
                embedded++;
                return vector;
            } catch (EmbeddingUnavailable e) {
                embeddingTrouble = e.getMessage();
            } finally {
                embeddingNanos += System.nanoTime() - start;
            }
        }
        unembedded++;
        return null;
    }

    private boolean mayEmbed() {
        return embeddingTrouble == null
                && embedded < settings.maxEmbeddedChunks()
                && embeddingNanos < settings.maxEmbeddingTime().toNanos();
    }
}
