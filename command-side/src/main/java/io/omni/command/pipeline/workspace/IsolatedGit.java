package io.omni.command.pipeline.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FileUtils;
import org.eclipse.jgit.util.SystemReader;

/** Git without anybody's configuration: not the machine's, not the user's, and none that a project's commands left behind. */
final class IsolatedGit {
    private static final String CONFIG = """
            [core]
            \trepositoryformatversion = 0
            \tbare = true
            [gc]
            \tauto = 0
            \tautoDetach = false
            [maintenance]
            \tauto = false
            [submodule]
            \trecurse = false
            """;

    private IsolatedGit() {}

    /** Makes git in this process read no configuration outside a repository. Doing it again changes nothing. */
    static synchronized void install() {
        if (!(SystemReader.getInstance() instanceof NoConfiguration)) {
            SystemReader.setInstance(new NoConfiguration(SystemReader.getInstance()));
        }
    }

    /** Makes an empty repository. */
    static Repository create(Path gitFolder) throws IOException {
        Repository repository = build(gitFolder);
        repository.create(true);
        repository.close();
        return open(gitFolder);
    }

    /** Opens a repository after putting its configuration back to ours and removing hooks and attributes. */
    static Repository open(Path gitFolder) throws IOException {
        Files.deleteIfExists(gitFolder.resolve("config"));
        Files.writeString(gitFolder.resolve("config"), CONFIG);
        for (String unwanted : List.of("hooks", "info", "objects/info/alternates")) {
            FileUtils.delete(
                    gitFolder.resolve(unwanted).toFile(),
                    FileUtils.RECURSIVE | FileUtils.SKIP_MISSING | FileUtils.RETRY);
        }
        return build(gitFolder);
    }

    private static Repository build(Path gitFolder) throws IOException {
        install();
        return new FileRepositoryBuilder()
                .setGitDir(gitFolder.toFile())
                .setBare()
                .build();
    }

    private static final class NoConfiguration extends SystemReader.Delegate {
        NoConfiguration(SystemReader real) {
            super(real);
        }

        @Override
        public String getenv(String variable) {
            // Above all the variables of git itself, and those that lead to a user's folder of settings.
            boolean steersGit =
                    variable.startsWith("GIT_") || variable.startsWith("XDG_") || variable.startsWith("SSH_");
            return steersGit ? null : super.getenv(variable);
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS fs) {
            return new EmptyConfig(parent, fs);
        }

        @Override
        public FileBasedConfig openSystemConfig(Config parent, FS fs) {
            return new EmptyConfig(parent, fs);
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS fs) {
            return new EmptyConfig(parent, fs);
        }
    }

    private static final class EmptyConfig extends FileBasedConfig {
        EmptyConfig(Config parent, FS fs) {
            super(parent, Path.of("/dev/null").toFile(), fs);
        }

        @Override
        public void load() {
            // Nothing to read is the point.
        }

        @Override
        public void save() {
            // git caches measurements of the file system in the user's settings; they are measured again instead.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
