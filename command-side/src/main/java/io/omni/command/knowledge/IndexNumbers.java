package io.omni.command.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.FSDirectory;
import org.springframework.stereotype.Component;

/** Counts what this node's embedded index holds. */
@Component
public final class IndexNumbers {
    private final Path root;

    IndexNumbers(KnowledgeSettings settings) {
        this.root = settings.root().resolve("indexes");
    }

    /**
     * What the index holds.
     *
     * @param indexes how many indexes there are: one a repository, and one of outcomes
     * @param documents how many documents they hold together
     */
    public record Numbers(int indexes, long documents) {}

    /**
     * Counts.
     *
     * @throws IOException when an index can't be read
     */
    public Numbers count() throws IOException {
        if (Files.notExists(root)) {
            return new Numbers(0, 0);
        }
        List<Path> folders;
        try (Stream<Path> found = Files.list(root)) {
            folders = found.filter(Files::isDirectory).toList();
        }
        int indexes = 0;
        long documents = 0;
        for (Path folder : folders) {
            try (FSDirectory directory = FSDirectory.open(folder);
                    DirectoryReader reader = DirectoryReader.open(directory)) {
                indexes++;
                documents += reader.numDocs();
            } catch (IndexNotFoundException e) {
                // It is being made for the first time; there is nothing in it yet.
                continue;
            }
        }
        return new Numbers(indexes, documents);
    }
}
