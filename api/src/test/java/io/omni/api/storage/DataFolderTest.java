package io.omni.api.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.api.settings.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void the_folder_is_made_for_its_owner_alone() throws IOException {
        try (DataFolder folder = DataFolder.open(temp.resolve("a/b"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_folder_in_use_is_refused_by_one_sentence_until_it_is_let_go() {
        Path path = temp.resolve("data");
        try (DataFolder folder = DataFolder.open(path)) {
            assertThatThrownBy(() -> DataFolder.open(folder.path()))
                    .isInstanceOf(StartupProblem.class)
                    .hasMessageContaining("is in use by another running Omni Orchestrator")
                    .hasMessageContaining("OMNI_DATA_DIR");
        }
        DataFolder.open(path).close();
    }

    @Test
    void a_folder_that_cannot_be_made_is_refused_by_a_sentence_that_names_the_setting() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");

        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(StartupProblem.class)
                .hasMessageStartingWith("OMNI_DATA_DIR names");
    }

    @Test
    void a_private_file_is_made_once_and_closed_to_others() throws IOException {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            assertThat(folder.privateText("token", () -> "first")).isEqualTo("first");
            assertThat(folder.privateText("token", () -> "second")).isEqualTo("first");
            Path file = folder.path().resolve("token");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void an_empty_private_file_is_refused_rather_than_used() throws IOException {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            Files.writeString(folder.path().resolve("token"), "\n");

            assertThatThrownBy(() -> folder.privateText("token", () -> "new"))
                    .isInstanceOf(StartupProblem.class)
                    .hasMessageContaining("is empty");
        }
    }
}
