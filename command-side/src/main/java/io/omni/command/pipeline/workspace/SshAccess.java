package io.omni.command.pipeline.workspace;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/** ssh with the keys and known hosts of one folder, and nothing of the user's own. An unknown host is refused. */
final class SshAccess {
    private SshAccess() {}

    static SshSessionFactory in(Path folder) {
        return new SshdSessionFactoryBuilder()
                .setHomeDirectory(folder.toFile())
                .setSshDirectory(folder.toFile())
                .setConfigFile(_ -> null)
                .setDefaultKnownHostsFiles(_ -> List.of(folder.resolve("known_hosts")))
                .setPreferredAuthentications("publickey,password")
                .build(null);
    }
}
