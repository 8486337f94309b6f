package io.omni.api.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.springframework.util.FileSystemUtils;

/** A repository that pipelines work on, looked at from outside the product. */
record BareRepository(Path folder) {

    /** A copy of the sample repository's branch {@code main} under another name. */
    static BareRepository copyOf(Path sample, Path target) {
        try {
            FileSystemUtils.copyRecursively(sample, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        BareRepository copy = new BareRepository(target);
        copy.branches().keySet().stream().filter(name -> !name.equals("main")).forEach(copy::removeBranch);
        return copy;
    }

    String url() {
        return "file://" + folder.toAbsolutePath();
    }

    /** Every branch with its commit, by name. */
    Map<String, ObjectId> branches() {
        try (Repository repository = new FileRepository(folder.toFile())) {
            Map<String, ObjectId> branches = new TreeMap<>();
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
                branches.put(ref.getName().substring(Constants.R_HEADS.length()), ref.getObjectId());
            }
            return branches;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The commits that a branch's newest one follows directly. */
    List<ObjectId> parents(String branch) {
        try (Repository repository = new FileRepository(folder.toFile());
                RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(repository.resolve(Constants.R_HEADS + branch));
            return List.of(commit.getParents()).stream().map(ObjectId::copy).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a file of the branch {@code main} in another's place, with a commit of its own. */
    void replace(String file, UnaryOperator<String> change) {
        try (Repository repository = new FileRepository(folder.toFile());
                RevWalk walk = new RevWalk(repository);
                ObjectInserter inserter = repository.newObjectInserter()) {
            RevCommit parent = walk.parseCommit(repository.resolve("refs/heads/main"));
            DirCache index = DirCache.newInCore();
            DirCacheBuilder tree = index.builder();
            tree.addTree(new byte[0], DirCacheEntry.STAGE_0, walk.getObjectReader(), parent.getTree());
            tree.finish();
            DirCacheEntry entry = index.getEntry(file);
            String text = new String(repository.open(entry.getObjectId()).getBytes(), StandardCharsets.UTF_8);
            entry.setObjectId(
                    inserter.insert(Constants.OBJ_BLOB, change.apply(text).getBytes(StandardCharsets.UTF_8)));
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            commit.setParentId(parent);
            commit.setAuthor(parent.getAuthorIdent());
            commit.setCommitter(parent.getCommitterIdent());
            commit.setMessage("Change " + file + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef("refs/heads/main");
            update.setNewObjectId(id);
            require(update.update(), RefUpdate.Result.FAST_FORWARD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addBranch(String name) {
        try (Repository repository = new FileRepository(folder.toFile())) {
            RefUpdate update = repository.updateRef(Constants.R_HEADS + name);
            update.setNewObjectId(repository.resolve("refs/heads/main"));
            require(update.update(), RefUpdate.Result.NEW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void removeBranch(String name) {
        try (Repository repository = new FileRepository(folder.toFile())) {
            RefUpdate update = repository.updateRef(Constants.R_HEADS + name);
            update.setForceUpdate(true);
            require(update.delete(), RefUpdate.Result.FORCED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a branch in a folder of their own. */
    void checkOut(String branch, Path target) {
        try (Git clone = Git.cloneRepository()
                .setURI(url())
                .setBranch(branch)
                .setDirectory(target.toFile())
                .call()) {
            if (!branch.equals(clone.getRepository().getBranch())) {
                throw new AssertionError("checked out " + clone.getRepository().getBranch() + " for " + branch);
            }
        } catch (GitAPIException | IOException e) {
            throw new AssertionError("could not check out " + branch, e);
        }
    }

    private static void require(RefUpdate.Result result, RefUpdate.Result wanted) {
        if (result != wanted) {
            throw new AssertionError("the branch was not changed: " + result);
        }
    }
}
