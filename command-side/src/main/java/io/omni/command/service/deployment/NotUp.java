package io.omni.command.service.deployment;

import io.omni.events.service.deployment.RestartProblem;

/** A container can't be brought up. */
final class NotUp extends Exception {
    private final transient RestartProblem problem;

    NotUp(RestartProblem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    RestartProblem problem() {
        return problem;
    }
}
