package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.artifact.ArtifactStore;
import io.omni.command.pipeline.artifact.StageLog;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.secret.SecretStore;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageState;
import io.omni.events.pipeline.StageStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A real bare repository in a folder, and pipelines that work on it. */
public final class GitFixture {
    public static final Instant CREATED = Instant.parse("2026-02-03T04:05:06Z");

    public final Path origin;
    public final Path checkouts;
    public final List<String> log = Collections.synchronizedList(new ArrayList<>());
    public final WorkspaceSettings settings;
    public final GitWorkspaces workspaces;
    public final GitPublisher publisher;
    public final MemoryArtifacts artifacts = new MemoryArtifacts();
    public final PipelineId pipelineId = PipelineId.next();
    private final Map<Stage, StageState> stages = new EnumMap<>(Stage.class);
    public String url;
    public String branch = "main";
    public String task = "Add a greeting\nwith more words";

    public GitFixture(Path folder) throws IOException {
        this(folder, 2L << 30, 1_000);
    }

    public GitFixture(Path folder, long maxRepositoryBytes, int maxFiles) throws IOException {
        origin = folder.resolve("origin.git");
        checkouts = folder.resolve("checkouts");
        url = origin.toUri().toString().replaceAll("/$", "");
        if (!url.startsWith("file:///")) {
            url = url.replace("file:/", "file:///");
        }
        try (Repository repository = repository()) {
            repository.create(true);
        }
        settings = new WorkspaceSettings(
                checkouts,
                maxRepositoryBytes,
                maxFiles,
                1L << 20,
                Duration.ofSeconds(120),
                Duration.ofSeconds(60),
                true,
                null);
        RemoteGit remote = new RemoteGit(settings, new NoSecrets(), Clock.systemUTC());
        workspaces = new GitWorkspaces(settings, remote);
        publisher = new GitPublisher(remote);
    }

    public Repository repository() throws IOException {
        return new FileRepositoryBuilder().setGitDir(origin.toFile()).setBare().build();
    }

    /** Puts a commit with exactly these text files on a branch. */
    public ObjectId commit(String branchName, Map<String, String> files) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        files.forEach((path, text) -> entries.put(path, Entry.file(text)));
        return commitEntries(branchName, entries);
    }

    public ObjectId commitEntries(String branchName, Map<String, Entry> files) throws IOException {
        try (Repository repository = repository();
                ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache cache = DirCache.newInCore();
            DirCacheBuilder builder = cache.builder();
            for (Map.Entry<String, Entry> file : files.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey().getBytes(StandardCharsets.ISO_8859_1));
                entry.setFileMode(file.getValue().mode);
                entry.setObjectId(
                        file.getValue().mode == FileMode.GITLINK
                                ? ObjectId.fromString("1234567890123456789012345678901234567890")
                                : inserter.insert(Constants.OBJ_BLOB, file.getValue().bytes));
                builder.add(entry);
            }
            builder.finish();
            return commitTree(branchName, repository, inserter, cache.writeTree(inserter));
        }
    }

    public ObjectId commitTree(String branchName, Repository repository, ObjectInserter inserter, ObjectId tree)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        ObjectId parent = repository.resolve("refs/heads/" + branchName);
        if (parent != null) {
            commit.setParentId(parent);
        }
        PersonIdent somebody = new PersonIdent("Somebody", "somebody@localhost");
        commit.setAuthor(somebody);
        commit.setCommitter(somebody);
        commit.setMessage("A commit");
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        RefUpdate update = repository.updateRef("refs/heads/" + branchName);
        update.setNewObjectId(id);
        update.forceUpdate();
        return id;
    }

    /** What a branch of the origin points at. */
    public RevCommit head(String branchName) throws IOException {
        try (Repository repository = repository();
                RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(repository.resolve("refs/heads/" + branchName));
        }
    }

    /** Lets an earlier stage have recorded something. */
    public void record(Stage stage, Map<String, Object> output, List<ArtifactRef> made) {
        stages.put(
                stage,
                new StageState(StageStatus.COMPLETED, 1, 1, 1, CREATED, CREATED, null, output, made, List.of(), null));
    }

    public StageContext context(Stage stage) {
        return context(stage, Instant.now().plusSeconds(60));
    }

    public StageContext context(Stage stage, Instant deadline) {
        PipelineConfig config = new PipelineConfig(
                null, null, new RepositoryUrl(url), new BranchName(branch), 3, QualityGate.STANDARD, null);
        PipelineStarted started = new PipelineStarted(
                pipelineId, task, List.of(Stage.values()), config, new PipelineContext(List.of(), 1000));
        PipelineState fresh = PipelineState.evolve(null, started, CREATED);
        Map<Stage, StageState> all = new EnumMap<>(fresh.stages());
        all.putAll(stages);
        PipelineState state = new PipelineState(
                pipelineId,
                fresh.status(),
                task,
                config,
                fresh.context(),
                all,
                fresh.iterations(),
                3,
                false,
                null,
                null,
                CREATED,
                null,
                1);
        return new StageContext(state, stage, 1, 1, deadline, new ListLog(log));
    }

    public Path folder() {
        return checkouts.resolve(pipelineId.value());
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static List<String> filesIn(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            return paths.filter(p -> !Files.isDirectory(p, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .map(p -> root.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }

    /** A file of a commit. */
    public record Entry(FileMode mode, byte[] bytes) {
        public static Entry file(String text) {
            return new Entry(FileMode.REGULAR_FILE, GitFixture.bytes(text));
        }

        public static Entry link(String target) {
            return new Entry(FileMode.SYMLINK, GitFixture.bytes(target));
        }
    }

    /** Keeps artifacts in memory. */
    public static final class MemoryArtifacts implements ArtifactStore {
        private final Map<String, byte[]> kept = new HashMap<>();

        @Override
        public ArtifactRef store(String name, String mediaType, byte[] bytes) {
            ArtifactRef reference = ArtifactRef.of(name, mediaType, bytes.length, "0".repeat(64));
            kept.put(reference.artifactId(), bytes);
            return reference;
        }

        @Override
        public byte[] read(ArtifactRef artifact) {
            return kept.get(artifact.artifactId());
        }

        public String text(ArtifactRef artifact) {
            return new String(read(artifact), StandardCharsets.UTF_8);
        }
    }

    private record ListLog(List<String> lines) implements StageLog {
        @Override
        public void info(String message) {
            lines.add(message);
        }

        @Override
        public void warn(String message) {
            lines.add("WARN " + message);
        }

        @Override
        public void error(String message) {
            lines.add("ERROR " + message);
        }

        @Override
        public void progress(int percent, String message) {
            lines.add(percent + "% " + message);
        }
    }

    private static final class NoSecrets implements SecretStore {
        @Override
        public String store(String secret) {
            throw new IllegalStateException("none here");
        }

        @Override
        public String reveal(String reference) {
            throw new IllegalStateException("none here");
        }

        @Override
        public void forget(String reference) {
            throw new IllegalStateException("none here");
        }
    }
}
