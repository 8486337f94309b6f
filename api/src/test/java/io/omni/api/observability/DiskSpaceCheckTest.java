package io.omni.api.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceCheckTest {
    @TempDir
    Path folder;

    @Test
    void a_disk_with_room_is_ready() throws IOException {
        assertThat(new DiskSpaceCheck(folder, 0).check().ready()).isTrue();
    }

    @Test
    void a_disk_that_is_nearly_full_is_not_ready_and_says_by_how_much() throws IOException {
        ReadinessCheck.Result result = new DiskSpaceCheck(folder, Long.MAX_VALUE).check();

        assertThat(result.ready()).isFalse();
        assertThat(result.report().toString())
                .matches("[0-9]+ MiB are free in the data folder; at least [0-9]+ are needed");
    }
}
