package io.omni.command.pipeline.workspace;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where checkouts lie and what they may hold.
 *
 * @param root the folder of all checkouts; made when missing, and nobody else's
 * @param maxRepositoryBytes the most bytes that a repository may have, packed or checked out; default 2 GiB
 * @param maxFiles the most files that a commit may have; default 200,000
 * @param maxFileBytes the largest file that is read to patch it, in bytes; default 100 MiB
 * @param cloneTimeout how long fetching a repository may take; default 5 minutes
 * @param silenceTimeout how long a git server may stay silent in between; default 30 seconds
 * @param allowFileUrls whether repositories on this machine's disk may be named by {@code file:} URLs; default no
 * @param sshFolder the folder with {@code known_hosts} and the private keys for ssh repositories, laid out like {@code ~/.ssh}; null,
 *     the default, refuses ssh
 */
public record WorkspaceSettings(
        Path root,
        long maxRepositoryBytes,
        int maxFiles,
        long maxFileBytes,
        Duration cloneTimeout,
        Duration silenceTimeout,
        boolean allowFileUrls,
        @Nullable Path sshFolder) {

    /** The defaults, with the checkouts in this folder. */
    public static WorkspaceSettings in(Path root) {
        return new WorkspaceSettings(
                root, 2L << 30, 200_000, 100L << 20, Duration.ofMinutes(5), Duration.ofSeconds(30), false, null);
    }
}
