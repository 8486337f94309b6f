package io.omni.api.run;

import io.omni.api.run.Diagnosis.Code;
import io.omni.api.run.Diagnosis.Dependency;
import io.omni.api.run.Diagnosis.Reason;
import io.omni.api.run.Diagnosis.Work;
import io.omni.events.pipeline.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in sentences what keeps a run where it is. Pure: it only reads what was found. */
final class Reasons {
    private static final int IN_SUMMARY = 2;

    private final List<Reason> reasons = new ArrayList<>();

    void add(Code code, String message, @Nullable Instant since, @Nullable String subject) {
        Reason reason = new Reason(code, message, since, subject);
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
    }

    /** That it has ended, and what it ended with. */
    void ended(String status, @Nullable Problem problem, @Nullable Instant completedAt) {
        add(Code.ENDED, "it has ended: " + status + (problem == null ? "" : ", " + problem.code()), completedAt, null);
    }

    /** All of them, what matters most first. */
    List<Reason> sorted() {
        return reasons.stream().sorted(Comparator.comparing(Reason::code)).toList();
    }

    /** The first ones as sentences. */
    String summary() {
        return sorted().stream()
                .limit(IN_SUMMARY)
                .map(reason -> Character.toUpperCase(reason.message().charAt(0))
                        + reason.message().substring(1) + ".")
                .collect(Collectors.joining(" "));
    }

    /** What a piece of work says, and the services that it calls. */
    void of(Work work) {
        String name = work.attempt() == null
                ? "its admission"
                : (work.iteration() == null ? "step " : "stage ") + work.name();
        switch (work.state()) {
            case "at_work" -> {
                if (Boolean.FALSE.equals(work.nodeAlive())) {
                    add(
                            Code.NODE_GONE,
                            "node " + work.node() + ", which works on " + name
                                    + ", is not heard of; another node takes over, or the"
                                    + " same one when it is back",
                            work.lastHeartbeatAt(),
                            work.node());
                } else {
                    add(Code.WORKING, name + " is at work on node " + work.node(), work.since(), work.name());
                }
            }
            case "scheduled" -> {
                Problem error = work.lastError();
                String why = error == null ? "" : ", because of " + error.code() + ": " + withoutStop(error.message());
                add(
                        Code.RETRY_SCHEDULED,
                        name + " is tried again at " + work.dueAt() + ", attempt " + work.attempt() + why,
                        work.since(),
                        work.name());
            }
            case "due" ->
                add(
                        Code.WORK_DUE,
                        name + " is due, and no node has taken it up yet; " + work.ahead()
                                + " tasks are due before it and " + work.atWork() + " are at work",
                        work.dueAt(),
                        work.name());
            case "being_staged" ->
                add(
                        Code.BEING_STAGED,
                        name + " is due, and its task is not in the queue yet",
                        work.since(),
                        work.name());
            default ->
                add(
                        Code.TASK_MISSING,
                        "the task of " + name
                                + " lies in no queue; unless it is there in a moment, it is reported and put back",
                        work.missingSince(),
                        work.name());
        }
        if (work.failures() > 0) {
            add(
                    Code.TASK_FAILING,
                    "the task of " + name + " could not be done " + work.failures()
                            + " times in a row; the log of the nodes says why",
                    null,
                    work.name());
        }
        work.services().forEach(this::of);
    }

    private void of(Dependency service) {
        switch (service.breaker()) {
            case "open" ->
                add(
                        Code.BREAKER_OPEN,
                        "calls to " + service.name() + " are held back"
                                + (service.breakerNextTryAt() == null ? "" : " until " + service.breakerNextTryAt()),
                        service.breakerSince(),
                        service.name());
            case "half_open" ->
                add(
                        Code.BREAKER_HALF_OPEN,
                        "a few calls to " + service.name() + " are let through, to see whether it is well again",
                        service.breakerSince(),
                        service.name());
            default -> {
                // Calls go through.
            }
        }
        if ("unhealthy".equals(service.status())) {
            String cause = service.rootCause() == null ? "" : ", because of " + service.rootCause();
            String found = service.reason() == null ? "" : " (" + withoutStop(service.reason()) + ")";
            add(
                    Code.SERVICE_UNHEALTHY,
                    "the service " + service.name() + " is unhealthy" + cause + found,
                    service.statusSince(),
                    service.name());
        } else if ("degraded".equals(service.status())) {
            String found = service.reason() == null ? "" : " (" + withoutStop(service.reason()) + ")";
            add(
                    Code.SERVICE_DEGRADED,
                    "the service " + service.name() + " is degraded" + found,
                    service.statusSince(),
                    service.name());
        }
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
