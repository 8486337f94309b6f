package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.work.StageContext;
import io.omni.events.pipeline.PipelineState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Commits a pipeline's applied patch and pushes it to the pipeline's own branch. The same patch on the same commit always makes the
 * same commit id, so that doing it again after a crash pushes nothing new.
 */
@Component
public final class GitPublisher {
    private static final int TITLE_LENGTH = 72;

    private final RemoteGit remote;

    GitPublisher(RemoteGit remote) {
        this.remote = remote;
    }

    /** The branch that a pipeline pushes to. */
    public static String branch(PipelineState pipeline) {
        return "omni/" + pipeline.pipelineId();
    }

    /** A commit's or pull request's title: the first line of the pipeline's task, at most 72 characters. */
    public static String title(PipelineState pipeline) {
        String line =
                pipeline.task().strip().lines().findFirst().orElse("").strip().replaceAll("\\p{Cntrl}", " ");
        if (line.isEmpty()) {
            return "Change by " + pipeline.pipelineId();
        }
        int length = line.codePointCount(0, line.length());
        return length <= TITLE_LENGTH ? line : line.substring(0, line.offsetByCodePoints(0, TITLE_LENGTH - 3)) + "...";
    }

    /**
     * Commits what was applied to a workspace, and pushes it.
     *
     * @param workspace one that {@link GitWorkspaces} prepared and a patch was applied to
     * @throws StageFailure when the patch changes nothing, when the branch holds another commit, or when the server doesn't take it
     */
    public Published publish(StageContext context, Workspace workspace) throws StageFailure, InterruptedException {
        if (!(workspace instanceof GitWorkspace checkout)) {
            throw new IllegalArgumentException("only checkouts of git repositories can be published");
        }
        try (Repository repository = IsolatedGit.open(checkout.gitFolder())) {
            ObjectId commit = commit(repository, context.pipeline(), checkout);
            String ref = "refs/heads/" + branch(context.pipeline());
            return new Published(branch(context.pipeline()), commit.name(), push(context, repository, commit, ref));
        } catch (IOException e) {
            throw StageFailure.transientTrouble("the commit could not be written: " + e.getMessage(), null, e);
        }
    }

    /** The repository's credentials, as {@code user:password}; null when it has none. */
    public @Nullable String credentials(StageContext context) throws StageFailure {
        return remote.credentials(context);
    }

    private boolean push(StageContext context, Repository repository, ObjectId commit, String ref)
            throws StageFailure, InterruptedException {
        if (isThere(context, repository, commit, ref)) {
            context.log().info("Commit " + commit.name() + " is on " + ref + " already");
            return true;
        }
        RemoteRefUpdate update = remote.push(context, repository, commit, ref);
        return switch (update.getStatus()) {
            case OK -> {
                context.log().info("Pushed commit " + commit.name() + " to " + ref);
                yield false;
            }
            case UP_TO_DATE -> true;
            // Somebody was faster; when it was an earlier run of this stage, the commit is the same.
            case REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD -> {
                if (isThere(context, repository, commit, ref)) {
                    yield true;
                }
                throw otherCommit(ref);
            }
            default ->
                throw StageFailure.permanent(
                        "the server did not take the push to " + ref + ": " + update.getStatus()
                                + (update.getMessage() == null ? "" : " (" + update.getMessage() + ")")
                                + "; check what the credentials may do and the server's branch rules",
                        null);
        };
    }

    private boolean isThere(StageContext context, Repository repository, ObjectId commit, String ref)
            throws StageFailure, InterruptedException {
        ObjectId found = remote.branches(context, repository).get(ref);
        if (found != null && !found.equals(commit)) {
            throw otherCommit(ref);
        }
        return found != null;
    }

    private static StageFailure otherCommit(String ref) {
        return StageFailure.permanent(
                ref
                        + " holds another commit already and is never overwritten; delete that branch or start a new pipeline",
                null);
    }

    private static ObjectId commit(Repository repository, PipelineState pipeline, GitWorkspace checkout)
            throws IOException, StageFailure {
        ObjectId tree = checkout.patchedTree();
        try (RevWalk walk = new RevWalk(repository);
                ObjectInserter inserter = repository.newObjectInserter()) {
            if (tree == null || tree.equals(walk.parseCommit(checkout.base()).getTree())) {
                throw StageFailure.permanent("the patch changes nothing, so there is nothing to push", null);
            }
            PersonIdent who = new PersonIdent(
                    "Omni Orchestrator",
                    "omni@localhost",
                    pipeline.createdAt().truncatedTo(ChronoUnit.SECONDS),
                    ZoneOffset.UTC);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree);
            commit.setParentId(checkout.base());
            commit.setAuthor(who);
            commit.setCommitter(who);
            commit.setEncoding(StandardCharsets.UTF_8);
            commit.setMessage(title(pipeline) + "\n\nOmni-Pipeline: " + pipeline.pipelineId() + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    /**
     * What was pushed.
     *
     * @param branch the branch's short name
     * @param commit its commit, 40 hex digits
     * @param alreadyThere whether an earlier run had pushed it
     */
    public record Published(String branch, String commit, boolean alreadyThere) {}
}
