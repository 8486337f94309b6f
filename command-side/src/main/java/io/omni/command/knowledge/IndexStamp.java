package io.omni.command.knowledge;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;

/**
 * What an index says of itself; written with its commit point, so always true of what is in it.
 *
 * @param commit the repository's commit that it is of; empty for an index of something else
 * @param format how its documents are laid down
 * @param model what made its vectors
 * @param files how many files it holds
 * @param bytes their size, in bytes
 */
record IndexStamp(String commit, String format, String model, int files, long bytes) {

    static IndexStamp of(DirectoryReader reader) throws IOException {
        return of(reader.getIndexCommit().getUserData());
    }

    static IndexStamp of(Map<String, String> data) {
        return new IndexStamp(
                data.getOrDefault("commit", ""),
                data.getOrDefault("format", ""),
                data.getOrDefault("model", ""),
                Integer.parseInt(data.getOrDefault("files", "0")),
                Long.parseLong(data.getOrDefault("bytes", "0")));
    }

    boolean isUsable(String currentModel) {
        return format.equals(IndexFields.FORMAT) && model.equals(currentModel);
    }

    Map<String, String> data() {
        return Map.of(
                "commit",
                commit,
                "format",
                format,
                "model",
                model,
                "files",
                Integer.toString(files),
                "bytes",
                Long.toString(bytes));
    }
}
