package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.secret.SecretStore;
import io.omni.events.pipeline.RepositoryUrl;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Talks to git servers: bounded in time and size, and given up at once when the stage is told to stop. */
@Component
final class RemoteGit {
    static final String FETCHED = "refs/omni/base";
    private static final Duration LOOK = Duration.ofMillis(100);

    private final WorkspaceSettings settings;
    private final SecretStore secrets;
    private final Clock clock;

    RemoteGit(WorkspaceSettings settings, SecretStore secrets, Clock clock) {
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The branches that the pipeline's repository has: full ref names and their commits. */
    Map<String, ObjectId> branches(StageContext context, Repository local) throws StageFailure, InterruptedException {
        return call(context, local, "asked for its branches", (transport, _) -> {
            Map<String, ObjectId> found = new HashMap<>();
            try (FetchConnection connection =
                    transport.openFetch(List.of(new RefSpec("refs/heads/*:refs/heads/*")), "refs/heads/")) {
                for (Ref ref : connection.getRefs()) {
                    if (ref.getName().startsWith("refs/heads/") && ref.getObjectId() != null) {
                        found.put(ref.getName(), ref.getObjectId());
                    }
                }
            }
            return found;
        });
    }

    /**
     * Fetches what a ref or a commit id names, to {@link #FETCHED}.
     *
     * @param shallow whether its history is left out
     */
    void fetch(StageContext context, Repository local, String what, boolean shallow)
            throws StageFailure, InterruptedException {
        call(context, local, "fetched", (transport, monitor) -> {
            transport.setTagOpt(TagOpt.NO_TAGS);
            // No object checker: it takes a shallow history for an incomplete one. The checkout trusts no tree anyway.
            if (shallow) {
                transport.setDepth(1);
            }
            return transport.fetch(monitor, List.of(new RefSpec("+" + what + ":" + FETCHED)));
        });
    }

    /** Pushes a commit to a ref that must not exist yet. */
    RemoteRefUpdate push(StageContext context, Repository local, ObjectId commit, String ref)
            throws StageFailure, InterruptedException {
        return call(context, local, "pushed to", (transport, _) -> {
            RemoteRefUpdate update =
                    new RemoteRefUpdate(local, commit.name(), commit, ref, false, null, ObjectId.zeroId());
            Collection<RemoteRefUpdate> updates = List.of(update);
            transport.push(NullProgressMonitor.INSTANCE, updates);
            return update;
        });
    }

    /** The credentials of the pipeline's repository, as {@code user:password}; null when it has none. */
    @Nullable
    String credentials(StageContext context) throws StageFailure {
        String reference = context.pipeline().config().credentialsRef();
        if (reference == null) {
            return null;
        }
        try {
            return secrets.reveal(reference);
        } catch (IllegalStateException e) {
            throw StageFailure.permanent(
                    "the repository's credentials can't be read any more; start a new pipeline that names them again",
                    e);
        }
    }

    private <T> T call(StageContext context, Repository local, String purpose, Use<T> use)
            throws StageFailure, InterruptedException {
        RepositoryUrl url = context.pipeline().config().repoUrl();
        checkAllowed(url);
        String credentials = credentials(context);
        Duration left = Duration.between(clock.instant(), context.deadline());
        Duration most = left.compareTo(settings.cloneTimeout()) < 0 ? left : settings.cloneTimeout();
        FetchProgress progress = new FetchProgress(context.log());
        CompletableFuture<T> done = new CompletableFuture<>();
        // On a thread of its own: a server that neither answers nor hangs up must not hold the stage.
        Thread thread = Thread.ofPlatform().daemon().name("git-remote").start(() -> {
            try (Transport transport = open(local, url, credentials)) {
                done.complete(use.with(transport, progress));
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return await(done, local, most);
        } catch (TimeoutException e) {
            throw StageFailure.transientTrouble(
                    "the repository's server took longer than " + most.toSeconds() + " s when it was " + purpose,
                    null,
                    e);
        } catch (ExecutionException e) {
            throw GitTrouble.failure(e.getCause(), url);
        } finally {
            progress.cancel();
            thread.interrupt();
        }
    }

    private <T> T await(CompletableFuture<T> done, Repository local, Duration most)
            throws InterruptedException, ExecutionException, TimeoutException, StageFailure {
        long until = System.nanoTime() + most.toNanos();
        while (true) {
            try {
                return done.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
                if (packedBytes(local) > settings.maxRepositoryBytes()) {
                    throw TreeCheckout.tooLarge(settings);
                }
            }
        }
    }

    private static long packedBytes(Repository local) {
        long bytes = 0;
        Path packs = local.getDirectory().toPath().resolve("objects").resolve("pack");
        try (var files = Files.newDirectoryStream(packs)) {
            for (Path file : files) {
                bytes += file.toFile().length();
            }
            return bytes;
        } catch (IOException e) {
            // Nothing has arrived yet.
            return 0;
        }
    }

    private void checkAllowed(RepositoryUrl url) throws StageFailure {
        if (url.scheme().equals("file") && !settings.allowFileUrls()) {
            throw StageFailure.permanent(
                    "repositories on the orchestrator's own disk are not allowed here; use a https URL", null);
        } else if (url.scheme().equals("ssh") && settings.sshFolder() == null) {
            throw StageFailure.permanent(
                    "ssh repositories need a folder with known_hosts and keys in the orchestrator's settings; configure it or use a "
                            + "https URL",
                    null);
        }
    }

    private Transport open(Repository local, RepositoryUrl url, @Nullable String credentials)
            throws IOException, URISyntaxException {
        URIish uri = new URIish(url.value());
        Transport transport = Transport.open(local, uri);
        transport.setTimeout((int) settings.silenceTimeout().toSeconds());
        transport.setCredentialsProvider(new StoredCredentials(uri, credentials));
        if (transport instanceof SshTransport ssh && settings.sshFolder() != null) {
            ssh.setSshSessionFactory(SshAccess.in(settings.sshFolder()));
        }
        return transport;
    }

    @FunctionalInterface
    private interface Use<T> {
        T with(Transport transport, FetchProgress progress) throws Exception;
    }
}
