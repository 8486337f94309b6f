package io.omni.command.pipeline.generate;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.workspace.Workspace;
import io.omni.command.pipeline.workspace.Workspaces;
import java.io.IOException;
import java.util.List;

/** Lets a coding program edit a checkout; the patch is what it changed there. */
final class CommandGenerator implements CodeGenerator {
    private static final int MAX_OUTPUT = 200_000;

    private final Workspaces workspaces;
    private final CommandRunner runner;
    private final List<String> command;

    CommandGenerator(Workspaces workspaces, CommandRunner runner, List<String> command) {
        this.workspaces = workspaces;
        this.runner = runner;
        this.command = command;
    }

    @Override
    public String name() {
        return "command";
    }

    @Override
    public AnswerFormat answerFormat() {
        return AnswerFormat.EDITED_FILES;
    }

    @Override
    public Generation generate(Request request) throws StageFailure, InterruptedException {
        Workspace workspace = workspaces.prepare(request.context());
        CommandRunner.Finished finished;
        try {
            String input = request.prompt().system() + "\n" + request.prompt().user();
            finished = runner.run(command, workspace.root(), input, request.timeLeft());
        } catch (IOException e) {
            throw StageFailure.permanent("The coding program '" + command.getFirst() + "' can't be started.", e);
        }
        if (finished.timedOut()) {
            throw StageFailure.timeout("The coding program was not done in time.");
        }
        if (finished.exitCode() != 0) {
            throw StageFailure.permanent("The coding program ended with exit code " + finished.exitCode() + ".", null);
        }
        String patch = diff(workspace);
        String output = finished.output();
        String answer = output.length() <= MAX_OUTPUT ? output : output.substring(output.length() - MAX_OUTPUT);
        return new Generation(answer, patch, null, null);
    }

    private static String diff(Workspace workspace) throws StageFailure {
        String patch;
        try {
            patch = WorkTreeDiff.of(workspace.root(), workspace.baseCommit());
        } catch (WorkTreeDiff.DiffTooLarge e) {
            throw StageFailure.repairable(
                    "The coding program changed too much: more than a patch may have.",
                    "Your change was larger than " + PatchExtractor.MAX_BYTES
                            + " bytes. Change only what the task needs.",
                    List.of());
        } catch (IOException e) {
            throw StageFailure.transientTrouble("What the coding program changed can't be read.", null, e);
        }
        if (patch.isEmpty()) {
            throw StageFailure.repairable(
                    "The coding program changed nothing.",
                    "You changed no file. Make the change that the task asks for.",
                    List.of());
        }
        return patch;
    }
}
