package io.omni.command.knowledge;

import io.omni.events.id.Hashes;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.jspecify.annotations.Nullable;

/** How a chunk is laid down in the index. A change here needs another {@link #FORMAT}, which makes old indexes be redone. */
final class IndexFields {
    static final String FORMAT = "1";

    static final String ID = "id";
    static final String PATH = "path";
    static final String NAME = "name";
    static final String PATH_WORDS = "path_words";
    static final String TEXT = "text";
    static final String VECTOR = "vector";
    static final String SHA256 = "sha256";
    static final String REPOSITORY = "repository";
    private static final String START = "start";
    private static final String END = "end";
    private static final String LANGUAGE = "language";
    private static final String COMMIT = "commit";
    /** A term may have 32,766 bytes, so this many characters surely; a longer path is none that a task would name. */
    private static final int MAX_TERM_CHARS = 4096;

    private static final Set<String> STORED = Set.of(PATH, START, END, LANGUAGE, TEXT, SHA256);

    private static final FieldType WORDS = words(true);
    private static final FieldType UNSTORED_WORDS = words(false);

    private IndexFields() {}

    /** The fields that {@link #chunk} reads. */
    static Set<String> stored() {
        return STORED;
    }

    static Document document(String id, Chunk chunk, String commit, String repository, float @Nullable [] vector) {
        Document document = new Document();
        document.add(new StringField(ID, idTerm(id), Field.Store.NO));
        if (chunk.path().length() <= MAX_TERM_CHARS) {
            document.add(new StringField(PATH, chunk.path(), Field.Store.YES));
        } else {
            document.add(new StoredField(PATH, chunk.path()));
        }
        for (String name : names(chunk.path())) {
            document.add(new StringField(NAME, name, Field.Store.NO));
        }
        document.add(new Field(PATH_WORDS, chunk.path(), UNSTORED_WORDS));
        document.add(new Field(TEXT, chunk.text(), WORDS));
        document.add(new StoredField(START, chunk.startLine()));
        document.add(new StoredField(END, chunk.endLine()));
        document.add(new StoredField(LANGUAGE, chunk.language()));
        document.add(new StoredField(COMMIT, commit));
        document.add(new StringField(SHA256, chunk.sha256(), Field.Store.YES));
        document.add(new StringField(REPOSITORY, repository, Field.Store.NO));
        if (vector != null) {
            document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        }
        return document;
    }

    static Chunk chunk(Document document) {
        return new Chunk(
                document.get(PATH),
                document.getField(START).numericValue().intValue(),
                document.getField(END).numericValue().intValue(),
                document.get(LANGUAGE),
                document.get(TEXT),
                document.get(SHA256));
    }

    /** The term that a document is found by again. */
    static String idTerm(String id) {
        return id.length() <= MAX_TERM_CHARS ? id : Hashes.sha256(id);
    }

    /** What a file may be called by: its name, and its name without the extension; in lower case. */
    static Set<String> names(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String kept = name.length() > 255 ? name.substring(0, 255) : name;
        int dot = kept.lastIndexOf('.');
        return dot > 0 ? Set.of(kept, kept.substring(0, dot)) : Set.of(kept);
    }

    private static FieldType words(boolean stored) {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setStored(stored);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }
}
