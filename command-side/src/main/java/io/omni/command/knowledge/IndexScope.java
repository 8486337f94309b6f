package io.omni.command.knowledge;

import io.omni.events.id.Hashes;
import io.omni.events.pipeline.RepositoryUrl;
import java.util.regex.Pattern;

/**
 * What one index is about.
 *
 * @param folder its folder's name: 1 to 64 of {@code [a-z0-9]}
 */
public record IndexScope(String folder) {
    private static final Pattern FOLDER = Pattern.compile("[a-z0-9]{1,64}");

    /** What earlier pipelines came to, of all repositories. */
    public static final IndexScope OUTCOMES = new IndexScope("outcomes");

    /** @throws IllegalArgumentException when the name isn't one */
    public IndexScope {
        if (!FOLDER.matcher(folder).matches()) {
            throw new IllegalArgumentException("an index folder is named by 1 to 64 of [a-z0-9]");
        }
    }

    /** A repository's index, the same for every spelling of its URL. */
    public static IndexScope of(RepositoryUrl repository) {
        return new IndexScope("r" + Hashes.sha256(repository.canonical()).substring(0, 32));
    }
}
