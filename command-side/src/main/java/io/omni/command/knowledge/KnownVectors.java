package io.omni.command.knowledge;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** The vectors of an index as it last was, by the hash of their text. They stay on disk until asked for. */
final class KnownVectors implements Closeable {
    private final @Nullable DirectoryReader reader;
    private final Map<String, Place> places = new HashMap<>();

    private record Place(FloatVectorValues values, int ordinal) {}

    private KnownVectors(@Nullable DirectoryReader reader) {
        this.reader = reader;
    }

    /** Those of the index in a directory; none when there is no index, or its vectors were made by another model or format. */
    static KnownVectors of(Directory directory, String model) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return new KnownVectors(null);
        }
        DirectoryReader reader = DirectoryReader.open(directory);
        KnownVectors known = new KnownVectors(reader);
        try {
            if (IndexStamp.of(reader).isUsable(model)) {
                for (LeafReaderContext leaf : reader.leaves()) {
                    known.collect(leaf);
                }
            }
            return known;
        } catch (IOException | RuntimeException e) {
            known.close();
            throw e;
        }
    }

    float @Nullable [] vector(String sha256) throws IOException {
        Place place = places.get(sha256);
        return place == null
                ? null
                : place.values().vectorValue(place.ordinal()).clone();
    }

    private void collect(LeafReaderContext leaf) throws IOException {
        FloatVectorValues values = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
        if (values == null || values.dimension() != Embedder.DIMENSIONS) {
            return;
        }
        var stored = leaf.reader().storedFields();
        Bits live = leaf.reader().getLiveDocs();
        KnnVectorValues.DocIndexIterator documents = values.iterator();
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            if (live == null || live.get(doc)) {
                String sha256 = stored.document(doc, Set.of(IndexFields.SHA256)).get(IndexFields.SHA256);
                places.putIfAbsent(sha256, new Place(values, documents.index()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
