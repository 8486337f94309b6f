package io.omni.command.pipeline.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageFailure.Kind;
import io.omni.events.pipeline.RepositoryUrl;
import java.net.UnknownHostException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.junit.jupiter.api.Test;

class GitTroubleTest {
    private static final RepositoryUrl URL = RepositoryUrl.withoutCredentials("https://git.example.org/a.git");

    @Test
    void an_answer_that_is_not_git_s_is_permanent_and_not_quoted() {
        StageFailure failure = GitTrouble.failure(
                new TransportException("x", new PackProtocolException("invalid advertisement of {\"inner\":1}")), URL);

        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure.getMessage()).contains("no git server").doesNotContain("inner");
    }

    @Test
    void an_unknown_host_is_said_in_words() {
        StageFailure failure =
                GitTrouble.failure(new TransportException("x", new UnknownHostException("git.example.org")), URL);

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.getMessage()).endsWith("no host has that name");
    }
}
