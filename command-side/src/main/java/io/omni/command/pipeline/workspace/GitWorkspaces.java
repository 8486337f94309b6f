package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.work.StageContext;
import io.omni.events.id.Ids;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checkouts made by cloning. A pipeline's folder holds the files in {@code tree}, the objects in a git folder with a name of its own,
 * and the file {@code fetched}, which names that git folder once all objects are there: without it, what lies there is half written
 * and is made again.
 */
@Component
public final class GitWorkspaces implements Workspaces {
    private static final String MARKER = "fetched";

    private final WorkspaceSettings settings;
    private final RemoteGit remote;

    GitWorkspaces(WorkspaceSettings settings, RemoteGit remote) {
        this.settings = settings;
        this.remote = remote;
    }

    @Override
    public Workspace prepare(StageContext context) throws StageFailure, InterruptedException {
        Path folder = folder(context.pipeline().pipelineId());
        try {
            @Nullable ObjectId recorded = recordedCommit(context);
            Path git = recorded == null ? null : fetchedGit(folder, recorded).orElse(null);
            if (git != null) {
                try {
                    return checkOut(context, folder, git);
                } catch (IOException e) {
                    // What ran in the tree may have spoilt the objects beside it.
                    context.log().warn("The local copy is broken and is fetched again: " + e.getMessage());
                }
            }
            return checkOut(context, folder, fetch(context, folder, recorded));
        } catch (IOException e) {
            throw StageFailure.transientTrouble(
                    "the checkout could not be written: " + e.getMessage() + "; see to the disk of the workspaces",
                    null,
                    e);
        }
    }

    @Override
    public List<PipelineId> present() {
        if (!Files.isDirectory(settings.root(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(settings.root())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(PipelineId::isValid)
                    .map(PipelineId::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the checkouts could not be listed", e);
        }
    }

    @Override
    public void discard(PipelineId pipelineId) {
        try {
            deleteTree(folder(pipelineId));
        } catch (IOException e) {
            throw new UncheckedIOException("the checkout of " + pipelineId + " could not be removed", e);
        }
    }

    private Path folder(PipelineId pipelineId) {
        return settings.root().toAbsolutePath().normalize().resolve(pipelineId.value());
    }

    /** The commit that the pipeline works on. Deploying makes a new commit, so what it records is not it. */
    private static @Nullable ObjectId recordedCommit(StageContext context) {
        for (Stage stage : Stage.values()) {
            Object commit = context.output(stage, "commit").orElse(null);
            if (stage.compareTo(Stage.DEPLOY) < 0 && commit instanceof String text && ObjectId.isId(text)) {
                return ObjectId.fromString(text);
            }
        }
        return null;
    }

    private Optional<Path> fetchedGit(Path folder, ObjectId wanted) throws IOException {
        Path marker = folder.resolve(MARKER);
        if (!Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS) || Files.size(marker) > 200) {
            return Optional.empty();
        }
        String[] words = Files.readString(marker).strip().split(" ");
        boolean fits = words.length == 2 && Ids.isValid("git", words[0]) && words[1].equals(wanted.name());
        Path git = fits ? folder.resolve(words[0]) : null;
        return git != null && Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS) ? Optional.of(git) : Optional.empty();
    }

    private Path fetch(StageContext context, Path folder, @Nullable ObjectId recorded)
            throws IOException, StageFailure, InterruptedException {
        deleteTree(folder);
        Files.createDirectories(folder);
        // A name of its own: a fetch that was given up may still write to its folder for a while.
        Path git = folder.resolve(Ids.next("git"));
        try (Repository repository = IsolatedGit.create(git)) {
            context.log()
                    .info("Cloning " + context.pipeline().config().repoUrl() + ", branch "
                            + context.pipeline().config().branch());
            Map<String, ObjectId> branches = remote.branches(context, repository);
            ObjectId commit = recorded != null
                    ? fetchCommit(context, repository, recorded, branches)
                    : fetchHead(context, repository, branches);
            Path draft = folder.resolve(MARKER + ".draft");
            Files.writeString(draft, git.getFileName() + " " + commit.name());
            Files.move(draft, folder.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE);
            context.log().info("Fetched commit " + commit.name());
        }
        return git;
    }

    private ObjectId fetchHead(StageContext context, Repository repository, Map<String, ObjectId> branches)
            throws IOException, StageFailure, InterruptedException {
        String branch = requireBranch(context, branches);
        remote.fetch(context, repository, branch, true);
        return require(repository.resolve(RemoteGit.FETCHED), context);
    }

    private ObjectId fetchCommit(
            StageContext context, Repository repository, ObjectId commit, Map<String, ObjectId> branches)
            throws IOException, StageFailure, InterruptedException {
        String branch = Constants.R_HEADS + context.pipeline().config().branch();
        if (commit.equals(branches.get(branch))) {
            remote.fetch(context, repository, branch, true);
        } else {
            try {
                remote.fetch(context, repository, commit.name(), true);
            } catch (StageFailure e) {
                // Not every server gives out a commit by its id; the branch's history has it unless it was rewritten.
                context.log()
                        .warn("The server doesn't give out commit " + commit.name() + " by itself: " + e.getMessage());
                remote.fetch(context, repository, requireBranch(context, branches), false);
            }
        }
        if (!repository.getObjectDatabase().has(commit)) {
            throw StageFailure.permanent(
                    "commit " + commit.name() + " is no longer on branch "
                            + context.pipeline().config().branch() + "; start a new pipeline on what is there now",
                    null);
        }
        return commit;
    }

    private static String requireBranch(StageContext context, Map<String, ObjectId> branches) throws StageFailure {
        String branch = Constants.R_HEADS + context.pipeline().config().branch();
        if (branches.isEmpty()) {
            throw StageFailure.permanent("the repository is empty; push a first commit to it", null);
        } else if (!branches.containsKey(branch)) {
            throw StageFailure.permanent(
                    "the repository has no branch "
                            + context.pipeline().config().branch() + "; it has "
                            + branches.keySet().stream()
                                    .map(Repository::shortenRefName)
                                    .sorted()
                                    .limit(10)
                                    .toList(),
                    null);
        }
        return branch;
    }

    private static ObjectId require(@Nullable ObjectId fetched, StageContext context) throws StageFailure {
        if (fetched == null) {
            throw StageFailure.transientTrouble(
                    "the server gave no commit for branch "
                            + context.pipeline().config().branch(),
                    null,
                    null);
        }
        return fetched;
    }

    private Workspace checkOut(StageContext context, Path folder, Path git)
            throws IOException, StageFailure, InterruptedException {
        Path tree = folder.resolve("tree");
        // Written anew each time: nothing that ran in the old files can hide what it changed.
        deleteTree(tree);
        Files.createDirectories(tree);
        try (Repository repository = IsolatedGit.open(git);
                RevWalk walk = new RevWalk(repository)) {
            String marker = Files.readString(folder.resolve(MARKER)).strip();
            ObjectId commit = ObjectId.fromString(marker.substring(marker.indexOf(' ') + 1));
            RevTree files = walk.parseCommit(commit).getTree();
            TreeCheckout checkout = new TreeCheckout(repository, settings, context.log());
            int count = checkout.measure(files);
            checkout.write(files, tree);
            context.log().info("Checked out " + count + " files of commit " + commit.name());
            return new GitWorkspace(tree, git, commit, settings);
        }
    }

    private static void deleteTree(Path top) throws IOException {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                // A test may have taken its own folders' permissions away.
                if (!Files.isReadable(folder) || !Files.isWritable(folder) || !Files.isExecutable(folder)) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException trouble) throws IOException {
                if (trouble instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw trouble;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException trouble) throws IOException {
                if (trouble != null) {
                    throw trouble;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
