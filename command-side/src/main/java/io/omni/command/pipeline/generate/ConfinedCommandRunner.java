package io.omni.command.pipeline.generate;

import io.omni.command.process.ConfinedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Runs the coding program like a project's own commands: confined, with a home of its own beside the checkout. */
@Component
class ConfinedCommandRunner implements CommandRunner {
    private static final String PROMPT = "OMNI_PROMPT_FILE";

    private final ConfinedProcess processes;

    ConfinedCommandRunner(ConfinedProcess processes) {
        this.processes = processes;
    }

    @Override
    public Finished run(List<String> command, Path workingDirectory, String standardInput, Duration timeout)
            throws IOException, InterruptedException {
        Path home = Files.createDirectories(workingDirectory.resolveSibling("generator-home"));
        Path prompt = Files.writeString(home.resolve("prompt.md"), standardInput, StandardCharsets.UTF_8);
        // The shell only opens the file; the program and its arguments reach it as they are.
        List<String> arguments = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" < \"$" + PROMPT + "\"", "generator"));
        arguments.addAll(command);
        ConfinedProcess.Result result = processes.run(
                new ConfinedProcess.Command(
                        arguments, workingDirectory, home, Map.of(PROMPT, prompt.toString()), timeout),
                _ -> {});
        return new Finished(result.exitCode(), result.output(), result.killed() == ConfinedProcess.Killed.TIMEOUT);
    }
}
