package io.omni.command.pipeline.workspace;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checkout that one stage works in. */
public interface Workspace {

    /** The folder with the files. */
    Path root();

    /** The commit that the files are of, 40 hex digits. */
    String baseCommit();

    /**
     * Applies a unified diff to the files, all of it or nothing. Paths outside the tree, into {@code .git} or through symbolic links
     * are refused.
     *
     * @param patch a unified diff, UTF-8
     */
    Outcome apply(byte[] patch) throws InterruptedException;

    /**
     * What became of a patch.
     *
     * @param applied whether it was applied
     * @param reason why not, in words that help a generator to mend it; null when it was applied
     * @param changedPaths the paths it names, from the root, sorted
     */
    record Outcome(boolean applied, @Nullable String reason, List<String> changedPaths) {}
}
