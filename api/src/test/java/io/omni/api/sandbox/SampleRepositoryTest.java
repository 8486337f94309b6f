package io.omni.api.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

@Timeout(120)
class SampleRepositoryTest {
    @TempDir
    Path data;

    @Test
    void the_tests_fail_at_first_and_after_the_first_answer_and_pass_after_the_second() throws Exception {
        try (var sandbox = new SandboxFixture()) {
            SampleRepository sample = SampleRepository.in(data);
            String task = "# Task\n\n" + SampleRepository.TASK + "\n";

            Ran atFirst = buildAndTest(checkout(sample, "base"));
            assertThat(atFirst.exitCode()).isNotZero();
            assertThat(atFirst.output()).contains("FAILED no_cent_gets_lost");

            Path first = checkout(sample, "first");
            apply(first, sandbox.complete(task));
            Ran afterFirst = buildAndTest(first);
            assertThat(afterFirst.exitCode()).isNotZero();
            assertThat(afterFirst.output())
                    .contains("ok     no_cent_gets_lost")
                    .contains("FAILED payments_are_as_equal_as_cents_allow");
            assertThat(first.resolve("reports/TEST-billing.RunTests.xml"))
                    .content()
                    .contains("failures=\"1\"");

            Path second = checkout(sample, "second");
            apply(second, sandbox.complete(task + "\n# What failed in test\n\n" + afterFirst.output()));
            Ran afterSecond = buildAndTest(second);
            assertThat(afterSecond.output()).contains("5 tests, 0 failed");
            assertThat(afterSecond.exitCode()).isZero();
            assertThat(second.resolve("reports/TEST-billing.RunTests.xml"))
                    .content()
                    .contains("tests=\"5\" failures=\"0\"");
        }
    }

    @Test
    void the_answer_to_the_junit_report_alone_is_the_right_one_too() throws Exception {
        try (var sandbox = new SandboxFixture()) {
            SampleRepository sample = SampleRepository.in(data);
            String task = "# Task\n\n" + SampleRepository.TASK + "\n";
            Path first = checkout(sample, "first");
            apply(first, sandbox.complete(task));
            buildAndTest(first);
            String report = Files.readString(first.resolve("reports/TEST-billing.RunTests.xml"));

            assertThat(sandbox.complete(task + "\n# What failed in test\n\n" + report))
                    .contains("CENT");
        }
    }

    @Test
    void the_programs_own_sources_in_the_prompt_do_not_count_as_its_failure() throws Exception {
        try (var sandbox = new SandboxFixture()) {
            Path files = checkout(SampleRepository.in(data), "base");
            String sources = Files.readString(files.resolve("test/billing/RunTests.java"))
                    + Files.readString(files.resolve("src/billing/PaymentPlan.java"))
                    + Files.readString(files.resolve("README.md"));

            String answer = sandbox.complete("# Task\n\n" + SampleRepository.TASK + "\n\n# Context\n\n" + sources);
            assertThat(answer).contains("```diff").doesNotContain("CENT");
            assertThat(sandbox.complete("# Task\n\nAdd a logo\n\n# Context\n\n" + sources))
                    .doesNotContain("```diff");
        }
    }

    @Test
    void the_commit_is_the_same_everywhere_and_a_second_start_keeps_the_repository() throws Exception {
        SampleRepository.in(data);
        Path elsewhere = data.resolve("elsewhere");
        SampleRepository.in(elsewhere);
        String commit = head(data.resolve("sample.git"));

        assertThat(head(elsewhere.resolve("sample.git"))).isEqualTo(commit);
        assertThat(run(data, List.of("git", "-C", "sample.git", "update-ref", "refs/heads/omni/x", commit))
                        .exitCode())
                .isZero();
        SampleRepository.in(data);
        assertThat(run(data, List.of("git", "-C", "sample.git", "for-each-ref")).output())
                .contains("refs/heads/omni/x");
        try (var left = Files.list(data)) {
            assertThat(left.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder("sample.git", "elsewhere");
        }
        assertThat(run(data, List.of("git", "-C", "sample.git", "fsck", "--strict"))
                        .exitCode())
                .isZero();
    }

    private Path checkout(SampleRepository sample, String name) throws Exception {
        Path folder = data.resolve(name);
        Git.cloneRepository()
                .setURI(sample.url())
                .setBranch(SampleRepository.BRANCH)
                .setDirectory(folder.toFile())
                .call()
                .close();
        return folder;
    }

    private static void apply(Path folder, String answer) throws Exception {
        int start = answer.indexOf("```diff\n") + "```diff\n".length();
        Path patch = Files.writeString(
                folder.resolveSibling(folder.getFileName() + ".diff"),
                answer.substring(start, answer.indexOf("\n```", start) + 1));
        assertThat(run(folder, List.of("git", "apply", patch.toString())).exitCode())
                .isZero();
    }

    /** Does what {@code .omni.yml} says. */
    private static Ran buildAndTest(Path folder) throws Exception {
        Map<String, Object> omni =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(folder.resolve(".omni.yml")));
        Ran built = run(folder, Arrays.asList(String.valueOf(omni.get("build")).split(" ")));
        assertThat(built.exitCode()).as(built.output()).isZero();
        return run(folder, Arrays.asList(String.valueOf(omni.get("test")).split(" ")));
    }

    private record Ran(int exitCode, String output) {}

    private static Ran run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), output);
    }

    private static String head(Path repository) throws Exception {
        try (Git git = Git.open(repository.toFile())) {
            return git.getRepository().resolve("refs/heads/main").name();
        }
    }
}
