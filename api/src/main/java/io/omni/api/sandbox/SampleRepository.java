package io.omni.api.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.springframework.util.FileSystemUtils;

/**
 * The repository to try pipelines on: a small program with a real bug and a test that shows it. It is made once, with the same commit
 * everywhere, and kept afterwards with whatever was pushed to it.
 */
final class SampleRepository {
    /** The branch with the program. */
    static final String BRANCH = "main";
    /** What is wrong with the program, as a task. */
    static final String TASK =
            "The payments of a plan do not add up to its total: 100.00 in 3 payments comes to 99.99. "
                    + "Correct PaymentPlan so that no cent gets lost.";

    private static final Map<String, String> FILES = Map.of(
            ".gitignore", "gitignore",
            ".omni.yml", "omni.yml",
            "README.md", "README.md",
            "src/billing/Invoice.java", "src/billing/Invoice.java",
            "src/billing/Payment.java", "src/billing/Payment.java",
            "src/billing/PaymentPlan.java", "src/billing/PaymentPlan.java",
            "test/billing/RunTests.java", "test/billing/RunTests.java");

    private final Path folder;

    private SampleRepository(Path folder) {
        this.folder = folder;
    }

    /** The sample repository in a data folder; makes it when it isn't there. */
    static SampleRepository in(Path dataDir) {
        Path folder = dataDir.toAbsolutePath().normalize().resolve("sample.git");
        try {
            if (!Files.exists(folder)) {
                make(folder);
            }
        } catch (IOException | GitAPIException e) {
            throw new UncheckedIOException(new IOException(
                    "the sample repository can't be made at " + folder + "; is the folder writable?", e));
        }
        return new SampleRepository(folder);
    }

    /** Its URL, for a pipeline's {@code repo_url}. */
    String url() {
        return "file://" + folder.toUri().getPath().replaceAll("/$", "");
    }

    private static void make(Path folder) throws IOException, GitAPIException {
        Files.createDirectories(folder.getParent());
        // Made beside its place and moved there whole: a start that is cut short leaves no half repository behind.
        Path unfinished = Files.createTempDirectory(folder.getParent(), "sample-");
        try (Git git = Git.init()
                .setBare(true)
                .setInitialBranch(BRANCH)
                .setGitDir(unfinished.toFile())
                .call()) {
            commit(git.getRepository());
        }
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            FileSystemUtils.deleteRecursively(unfinished);
            if (!Files.exists(folder)) {
                throw e;
            }
            // Another node on this folder was faster, with the very same commit.
        }
    }

    private static void commit(Repository repository) throws IOException {
        var person = new PersonIdent(
                "Omni Sandbox", "sandbox@omni.invalid", Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder tree = index.builder();
            for (Map.Entry<String, String> file : new TreeMap<>(FILES).entrySet()) {
                var entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, Resources.bytes("sample/" + file.getValue())));
                tree.add(entry);
            }
            tree.finish();
            var commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setEncoding(StandardCharsets.UTF_8);
            commit.setMessage("Split invoices into payments\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef(Constants.R_HEADS + BRANCH);
            update.setNewObjectId(id);
            RefUpdate.Result result = update.forceUpdate();
            if (result != RefUpdate.Result.NEW) {
                throw new IOException("the branch could not be made: " + result);
            }
        }
    }
}
