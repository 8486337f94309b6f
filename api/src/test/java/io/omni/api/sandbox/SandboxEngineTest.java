package io.omni.api.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.api.settings.StartupProblem;
import io.omni.command.secret.MasterKey;
import io.omni.command.secret.SealedBox;
import io.omni.command.secret.WrongMasterKey;
import io.omni.command.service.runtime.ContainerRuntime.Replacement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class SandboxEngineTest {
    private static final MasterKey KEY = MasterKey.of(MasterKey.random());

    @TempDir
    Path folder;

    @Test
    void what_it_has_outlives_the_program_and_lies_there_sealed() throws Exception {
        create();

        assertThat(engine(KEY).find("wiki.next"))
                .hasValueSatisfying(
                        container -> assertThat(container.environment()).containsEntry("PASSWORD", "hunter2"));
        assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1)).doesNotContain("hunter2", "wiki");
    }

    @Test
    void another_master_key_and_a_changed_file_each_end_in_a_sentence() throws Exception {
        create();
        MasterKey other = MasterKey.of(MasterKey.random());

        assertThatThrownBy(() -> engine(other))
                .isInstanceOf(WrongMasterKey.class)
                .hasMessageContaining("OMNI_MASTER_KEY");
        byte[] changed = Files.readAllBytes(file());
        changed[changed.length - 1] ^= 1;
        Files.write(file(), changed);
        assertThatThrownBy(() -> engine(KEY))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining(file().toString());
    }

    private void create() throws Exception {
        SandboxEngine engine = engine(KEY);
        String like = engine.find("wiki").orElseThrow().id();
        engine.create(new Replacement(like, "wiki.next", Map.of("PASSWORD", "hunter2"), 0, 0, Map.of()));
    }

    private Path file() {
        return folder.resolve("containers.sealed");
    }

    private SandboxEngine engine(MasterKey key) {
        return new SandboxEngine(
                file(),
                new SealedBox(key),
                JsonMapper.shared(),
                Clock.systemUTC(),
                name -> name.equals("wiki"),
                Duration.ZERO,
                Duration.ZERO);
    }
}
