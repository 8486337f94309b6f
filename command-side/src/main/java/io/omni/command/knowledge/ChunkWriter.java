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
    private final int maxEmbedded;
    private int chunks;
    private int embedded;
    private int reused;
    private int unembedded;
    private @Nullable String embeddingTrouble;

    ChunkWriter(IndexWriter writer, KnownVectors known, Embedder embedder, String commit, int maxEmbedded) {
        this.writer = writer;
        this.known = known;
        this.embedder = embedder;
        this.commit = commit;
        this.maxEmbedded = maxEmbedded;
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
        if (embedded < maxEmbedded && embeddingTrouble == null) {
            try {
                vector = embedder.embed(chunk.text());
                embedded++;
                return vector;
            } catch (EmbeddingUnavailable e) {
                embeddingTrouble = e.getMessage();
            }
        }
        unembedded++;
        return null;
    }
}
