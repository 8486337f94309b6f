package io.omni.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.storage.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: what it says when it can't start, and what it leaves behind. */
@Timeout(180)
class StartTest {
    @TempDir
    Path temp;

    private record Ended(int code, String output) {}

    @Test
    void a_setting_that_makes_no_sense_ends_it_with_one_sentence() throws Exception {
        Ended ended = run(Map.of("OMNI_PORT", "eighty"));

        assertThat(ended)
                .isEqualTo(new Ended(1, "OMNI_PORT must be a whole number from 0 to 65535; \"eighty\" is none.\n"));
    }

    @Test
    void a_catalogue_with_faults_ends_it_with_every_fault_and_its_line() throws Exception {
        Path data = temp.resolve("data");
        TestFolders.withUnpackedPrograms(data);
        Path catalog = Files.writeString(temp.resolve("services.yaml"), """
                services:
                  - {name: a, container: a, port: 99999, tier: T, health: /, depends_on: [b]}
                  - {name: b, container: b, port: 1, tier: T, health: /, depends_on: [a, nobody]}
                """);

        Ended ended =
                run(Map.of("OMNI_PORT", "0", "OMNI_DATA_DIR", data.toString(), "OMNI_CATALOG", catalog.toString()));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output().lines())
                .containsExactly(
                        "OMNI_CATALOG: The catalogue of services " + catalog + " has 3 faults:",
                        "  line 2: 'port' must be a port from 1 to 65535, not '99999'",
                        "  line 2: services depend on each other in a circle: a -> b -> a",
                        "  line 3: 'b' depends on 'nobody', which the catalogue lacks");
    }

    @Test
    void a_data_folder_in_use_ends_it_with_one_sentence() throws Exception {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            Ended ended =
                    run(Map.of("OMNI_PORT", "0", "OMNI_DATA_DIR", folder.path().toString()));

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.output()).hasLineCount(1).contains("is in use by another running Omni Orchestrator");
        }
    }

    @Test
    void a_port_that_is_taken_ends_it_with_one_sentence_and_leaves_no_server_behind() throws Exception {
        Path data = temp.resolve("data");
        TestFolders.withUnpackedPrograms(data);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("0.0.0.0"))) {
            Ended ended =
                    run(Map.of("OMNI_PORT", Integer.toString(taken.getLocalPort()), "OMNI_DATA_DIR", data.toString()));

            assertThat(ended)
                    .isEqualTo(new Ended(
                            1,
                            "OMNI_PORT is " + taken.getLocalPort()
                                    + ", which another program listens on; stop it or choose another port.\n"));
        }
        assertThat(data.resolve("postgres/PG_VERSION")).exists();
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    private Ended run(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OmniApplication.class.getName());
        builder.environment().putAll(environment);
        Path output = temp.resolve("output");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
