package io.omni.command.knowledge;

import java.util.concurrent.atomic.AtomicInteger;

/** Embeds by hashing words into dimensions: texts that share words are near. Fast, and counts what it is asked. */
public final class WordEmbedder implements Embedder {
    public final AtomicInteger calls = new AtomicInteger();
    public volatile boolean broken;

    @Override
    public String model() {
        return "words";
    }

    @Override
    public float[] embed(String text) throws EmbeddingUnavailable {
        if (broken) {
            throw new EmbeddingUnavailable("no model here", new IllegalStateException("planted"));
        }
        calls.incrementAndGet();
        float[] vector = new float[DIMENSIONS];
        vector[0] = 0.01f;
        for (String word : Keywords.of(text, 1_000)) {
            vector[Math.floorMod(word.hashCode(), DIMENSIONS)] += 1;
        }
        double squares = 0;
        for (float v : vector) {
            squares += v * v;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
