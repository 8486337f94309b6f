package io.omni.command.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** An index at one moment: what is written to it meanwhile isn't seen. To be closed. */
public final class IndexSnapshot implements AutoCloseable {
    /** Two clauses each, so well below Lucene's limit of 1,024 clauses. */
    private static final int MAX_WORDS = 256;

    private static final float PATH_WEIGHT = 1.5f;
    private static final int MAX_CHUNKS_OF_FILE = 1_000;
    private static final int MIN_DEPTH = 50;

    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final IndexStamp stamp;

    IndexSnapshot(Directory directory, DirectoryReader reader, IndexStamp stamp) {
        this.directory = directory;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        this.stamp = stamp;
    }

    /** How many files are in it. */
    public int files() {
        return stamp.files();
    }

    /** The size of its files, in bytes. */
    public long bytes() {
        return stamp.bytes();
    }

    /** How many chunks are in it. */
    public int chunks() {
        return reader.numDocs();
    }

    /**
     * Searches by words (BM25) and by meaning (nearest vectors), and fuses the two rankings.
     *
     * @param text what to look for
     * @param vector its embedding; null to search by words only
     * @param repository the canonical URL that hits must be about; null for any
     * @param limit the most hits
     * @return best first
     */
    public List<Hit> search(String text, float @Nullable [] vector, @Nullable String repository, int limit)
            throws IOException {
        if (reader.numDocs() == 0) {
            return List.of();
        }
        int depth = Math.max(MIN_DEPTH, 2 * limit);
        Query filter = repository == null ? null : new TermQuery(new Term(IndexFields.REPOSITORY, repository));
        List<Integer> byWords = documents(words(text, filter), depth);
        List<Integer> byMeaning = vector == null
                ? null
                : documents(new KnnFloatVectorQuery(IndexFields.VECTOR, vector, depth, filter), depth);
        List<Hit> hits = new ArrayList<>();
        for (RankFusion.Fused fused : RankFusion.fuse(byWords, byMeaning)) {
            if (hits.size() == limit) {
                break;
            }
            hits.add(new Hit(chunk(fused.id()), fused.score(), fused.first(), fused.second()));
        }
        return hits;
    }

    /** A file's chunks, in the file's order; none when it isn't in the index. */
    public List<Chunk> chunksOf(String path) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        for (int doc : documents(new TermQuery(new Term(IndexFields.PATH, path)), MAX_CHUNKS_OF_FILE)) {
            chunks.add(chunk(doc));
        }
        chunks.sort(Comparator.comparingInt(Chunk::startLine));
        return chunks;
    }

    /**
     * The paths of files with one of these names.
     *
     * @param names file names in lower case, with or without their extension
     * @param max the most paths
     */
    public Set<String> pathsNamed(Collection<String> names, int max) throws IOException {
        if (names.isEmpty()) {
            return Set.of();
        }
        Query query = new TermInSetQuery(
                IndexFields.NAME, names.stream().map(BytesRef::new).toList());
        Set<String> paths = new TreeSet<>();
        for (int doc : documents(query, MAX_CHUNKS_OF_FILE)) {
            if (paths.size() < max) {
                paths.add(searcher.storedFields()
                        .document(doc, Set.of(IndexFields.PATH))
                        .get(IndexFields.PATH));
            }
        }
        return paths;
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            reader.close();
        }
    }

    private static Query words(String text, @Nullable Query filter) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String word : Keywords.of(text, MAX_WORDS)) {
            any.add(new TermQuery(new Term(IndexFields.TEXT, word)), BooleanClause.Occur.SHOULD);
            Query inPath = new TermQuery(new Term(IndexFields.PATH_WORDS, word));
            any.add(new BoostQuery(inPath, PATH_WEIGHT), BooleanClause.Occur.SHOULD);
        }
        any.setMinimumNumberShouldMatch(1);
        if (filter != null) {
            any.add(filter, BooleanClause.Occur.FILTER);
        }
        return any.build();
    }

    private List<Integer> documents(Query query, int max) throws IOException {
        return Arrays.stream(searcher.search(query, max).scoreDocs)
                .map((ScoreDoc d) -> d.doc)
                .toList();
    }

    private Chunk chunk(int doc) throws IOException {
        return IndexFields.chunk(searcher.storedFields().document(doc, IndexFields.stored()));
    }
}
