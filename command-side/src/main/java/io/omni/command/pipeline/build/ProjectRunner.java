package io.omni.command.pipeline.build;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.process.ConfinedProcess;
import io.omni.command.process.ConfinedProcess.Command;
import io.omni.command.process.ConfinedProcess.Killed;
import io.omni.command.process.ConfinedProcess.Result;
import io.omni.command.secret.Redactor;
import io.omni.events.pipeline.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs a project's shell lines in its checkout, confined and within the stage's time. */
@Component
public final class ProjectRunner {
    // What is left of the stage's time after its command, to read the reports and store them.
    private static final Duration RESERVE = Duration.ofSeconds(10);

    private final ConfinedProcess confined;
    private final Clock clock;

    ProjectRunner(ConfinedProcess confined, Clock clock) {
        this.confined = confined;
        this.clock = clock;
    }

    /**
     * Runs shell lines; the first that fails ends them.
     *
     * @param limit how long they may run; null leaves them the stage's time
     * @throws StageFailure when they can't be started, or no time is left for them
     */
    public Result run(StageContext context, Path root, String lines, @Nullable Duration limit)
            throws StageFailure, InterruptedException {
        Duration left = Duration.between(clock.instant(), context.deadline()).minus(RESERVE);
        if (!left.isPositive()) {
            throw StageFailure.timeout("the stage has no time left to run: "
                    + lines.lines().findFirst().orElse(""));
        }
        Duration timeout = limit != null && limit.compareTo(left) < 0 ? limit : left;
        context.log().info("$ " + lines);
        try {
            Path reports = reports(root);
            Command command = new Command(
                    List.of("sh", "-ec", lines),
                    root,
                    reports.resolveSibling("home"),
                    Map.of(),
                    timeout,
                    List.of(reports));
            Result result = redacted(confined.run(command, context.log()::info));
            context.log().info(ending(result));
            return result;
        } catch (IOException e) {
            throw StageFailure.transientTrouble("the project's command can't be run: " + e.getMessage(), null, e);
        }
    }

    /** What a command prints ends up in feedback, events and artifacts. */
    private static Result redacted(Result result) {
        return new Result(
                result.exitCode(),
                result.killed(),
                result.duration(),
                Redactor.redact(result.head()),
                Redactor.redact(result.tail()),
                result.totalBytes(),
                result.omittedBytes());
    }

    /** The folder beside a checkout where detected commands leave their reports. */
    public static Path reports(Path root) {
        return root.resolveSibling("junit");
    }

    /** One sentence on how a command ended. */
    public static String ending(Result result) {
        Killed killed = result.killed();
        long seconds = result.duration().toSeconds();
        if (killed == null) {
            return "the command ended with exit code " + result.exitCode() + " after " + seconds + " s";
        }
        return "the command was killed after " + seconds + " s: "
                + switch (killed) {
                    case TIMEOUT -> "it took too long";
                    case MEMORY -> "it held too much memory";
                    case PROCESSES -> "it started too many processes";
                    case OUTPUT -> "it printed too much";
                };
    }

    /** The check that a command ended well, under this name. */
    public static Check exitCheck(String name, Result result) {
        int code = result.succeeded() ? 0 : Math.max(1, result.exitCode());
        return Check.atMost(name, Check.Severity.ERROR, code, 0, "exit code", ending(result));
    }

    /** The end of a text, at most this many characters. */
    public static String tail(String text, int characters) {
        return text.length() <= characters ? text : text.substring(text.length() - characters);
    }
}
