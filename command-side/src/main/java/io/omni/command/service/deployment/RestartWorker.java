package io.omni.command.service.deployment;

import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceCatalog.ManagedService;
import io.omni.command.service.runtime.ContainerRuntime;
import io.omni.command.service.runtime.ContainerRuntime.Container;
import io.omni.command.service.runtime.Overlay;
import io.omni.command.service.runtime.RuntimeTrouble;
import io.omni.command.service.runtime.RuntimeTrouble.Kind;
import io.omni.events.service.deployment.RestartProblem;
import io.omni.events.service.deployment.RestartState;
import io.omni.events.service.deployment.RestartStatus;
import io.omni.events.service.deployment.RestartStep;
import io.omni.events.service.deployment.ServiceDeploymentState;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does restarts. Where one stands is read from the container engine itself, by names and labels, so that every step may be repeated and a
 * restart that was cut off at any point goes on: to its end, or back to the old container once that has been decided.
 *
 * <p>With a configuration to apply, the new container is made beside the running one and stopped ones are renamed, not removed, until the
 * new one is healthy. While both exist, the new one is {@code <container>.<restart id>.new} or has the container's name, and the old one
 * is {@code <container>.<restart id>.old}.
 */
final class RestartWorker {
    private static final Logger LOG = LoggerFactory.getLogger(RestartWorker.class);

    private final ContainerRuntime runtime;
    private final ServiceCatalog catalog;
    private final RecordedValues values;
    private final HealthWait health;
    private final Function<String, ServiceDeploymentState> deployments;
    private final RestartReports reports;
    private final RestartSettings settings;
    private final Clock clock;

    RestartWorker(
            ContainerRuntime runtime,
            ServiceCatalog catalog,
            RecordedValues values,
            HealthWait health,
            Function<String, ServiceDeploymentState> deployments,
            RestartReports reports,
            RestartSettings settings,
            Clock clock) {
        this.runtime = runtime;
        this.catalog = catalog;
        this.values = values;
        this.health = health;
        this.deployments = deployments;
        this.reports = reports;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Goes on with a restart.
     *
     * @return whether it is over; otherwise it is to be taken up again later
     */
    boolean work(RestartTask task) throws InterruptedException {
        RestartState restart = deployments.apply(task.service()).restart();
        if (restart == null || !restart.restartId().equals(task.restartId())) {
            LOG.debug("{} of {} was followed by another; its task is dropped", task.restartId(), task.service());
            return true;
        }
        Optional<ManagedService> service = catalog.find(task.service());
        if (service.isEmpty()) {
            reports.failed(task, unavailable("the catalogue has lost the service while it was being restarted"));
            return true;
        }
        Names names = new Names(service.get().container(), task.restartId());
        try {
            if (restart.isEnded()) {
                cleanUp(names, restart);
            } else if (restart.status() == RestartStatus.ROLLING_BACK) {
                rollBack(task, restart, names);
            } else {
                goOn(task, restart, names);
            }
            return true;
        } catch (RuntimeTrouble trouble) {
            return isLost(task, trouble);
        }
    }

    /** Before anything was touched, an engine that isn't there fails the restart; afterwards it is waited for. */
    private boolean isLost(RestartTask task, RuntimeTrouble trouble) {
        RestartState restart = deployments.apply(task.service()).running();
        if (restart == null || !restart.restartId().equals(task.restartId())) {
            LOG.warn("Cleaning up after {} is tried again: {}", task.restartId(), trouble.getMessage());
            return false;
        }
        boolean tooLong = restart.requestedAt().plus(settings.giveUpAfter()).isBefore(clock.instant());
        if (trouble.kind() == Kind.UNREACHABLE && !restart.steps().isEmpty() && !tooLong) {
            LOG.warn(
                    "{} of {} waits for the container engine: {}",
                    task.restartId(),
                    task.service(),
                    trouble.getMessage());
            return false;
        }
        String where = restart.steps().isEmpty() ? "" : "; look at its containers, they are left as they are now";
        reports.failed(task, unavailable(trouble.getMessage() + where));
        return true;
    }

    private void goOn(RestartTask task, RestartState restart, Names names) throws RuntimeTrouble, InterruptedException {
        Optional<Container> named = runtime.find(names.container());
        Optional<Container> old = runtime.find(names.old());
        Optional<Container> made = runtime.find(names.made());
        boolean replaces = old.isPresent()
                || made.isPresent()
                || named.filter(names::isOurs).isPresent();
        try {
            if (named.filter(names::isOurs).isPresent()) {
                finish(task, restart, named.get().id(), true);
            } else if (old.isPresent()) {
                takeOver(task, restart, names, made);
            } else {
                Container running = named.orElseThrow(() -> new NotUp(unavailable(
                        "the container engine has no container named " + names.container() + "; create it first")));
                Overlay overlay = overlay(restart);
                replaces = replaces || !overlay.isOn(running);
                refuseWhatCannotBeKept(running);
                reports.step(task, RestartStep.BEGUN, running.id());
                if (replaces) {
                    replace(task, restart, names, running, made, overlay);
                } else {
                    restartAsItIs(task, restart, running);
                }
            }
        } catch (NotUp notUp) {
            giveUp(task, names, notUp.problem(), replaces);
            return;
        } catch (RuntimeTrouble trouble) {
            if (trouble.kind() == Kind.UNREACHABLE) {
                throw trouble;
            }
            giveUp(task, names, unavailable(String.valueOf(trouble.getMessage())), replaces);
            return;
        }
        cleanUp(names, deployments.apply(task.service()).restart());
    }

    private void restartAsItIs(RestartTask task, RestartState restart, Container running)
            throws RuntimeTrouble, NotUp, InterruptedException {
        if (!restart.steps().containsKey(RestartStep.STOPPED)) {
            runtime.stop(running.id(), settings.stopGrace());
            reports.step(task, RestartStep.STOPPED, running.id());
        }
        finish(task, restart, running.id(), false);
    }

    private void replace(
            RestartTask task,
            RestartState restart,
            Names names,
            Container running,
            Optional<Container> made,
            Overlay overlay)
            throws RuntimeTrouble, NotUp, InterruptedException {
        String id = made.isPresent()
                ? made.get().id()
                : runtime.create(overlay.over(running, names.made(), task.restartId()));
        reports.step(task, RestartStep.CREATED, id);
        runtime.stop(running.id(), settings.stopGrace());
        reports.step(task, RestartStep.STOPPED, running.id());
        runtime.rename(running.id(), names.old());
        takeOver(task, restart, names, runtime.find(id));
    }

    private void takeOver(RestartTask task, RestartState restart, Names names, Optional<Container> made)
            throws RuntimeTrouble, NotUp, InterruptedException {
        String id = made.orElseThrow(() ->
                        new NotUp(unavailable("the new container was removed by someone while it was to be started")))
                .id();
        runtime.rename(id, names.container());
        reports.step(task, RestartStep.REPLACED, id);
        finish(task, restart, id, true);
    }

    private void finish(RestartTask task, RestartState restart, String id, boolean recreated)
            throws RuntimeTrouble, NotUp, InterruptedException {
        runtime.start(id);
        reports.step(task, RestartStep.STARTED, id);
        String status = health.await(task.service(), id, restart.healthTimeoutMs());
        reports.restarted(task, recreated, id, status);
    }

    private void giveUp(RestartTask task, Names names, RestartProblem problem, boolean replaces)
            throws RuntimeTrouble, InterruptedException {
        RestartState restart = deployments.apply(task.service()).running();
        if (restart == null) {
            return;
        }
        if (replaces && restart.steps().containsKey(RestartStep.CREATED)) {
            reports.rollingBack(task, problem);
            rollBack(task, restart, names);
        } else {
            reports.failed(task, problem);
        }
    }

    private void rollBack(RestartTask task, RestartState restart, Names names)
            throws RuntimeTrouble, InterruptedException {
        Optional<Container> old = runtime.find(names.old());
        Optional<Container> ours = runtime.find(names.container()).filter(names::isOurs);
        if (ours.isPresent()) {
            runtime.stop(ours.get().id(), settings.stopGrace());
            runtime.remove(ours.get().id());
        }
        Optional<Container> made = runtime.find(names.made());
        if (made.isPresent()) {
            runtime.remove(made.get().id());
        }
        if (old.isPresent()) {
            runtime.rename(old.get().id(), names.container());
        }
        Optional<Container> back = runtime.find(names.container());
        if (back.isEmpty()) {
            reports.failed(
                    task,
                    unavailable("the new container did not come up, and the old one was removed by someone; create "
                            + names.container() + " again"));
            return;
        }
        runtime.start(back.get().id());
        String status = health.look(task.service(), back.get().id(), restart.healthTimeoutMs());
        reports.rolledBack(task, back.get().id(), status);
    }

    private void cleanUp(Names names, RestartState restart) throws RuntimeTrouble, InterruptedException {
        Optional<Container> made = runtime.find(names.made());
        if (made.isPresent()) {
            runtime.remove(made.get().id());
        }
        Optional<Container> old = runtime.find(names.old());
        if (old.isPresent() && restart.status() == RestartStatus.RESTARTED) {
            runtime.remove(old.get().id());
        }
    }

    private Overlay overlay(RestartState restart) throws NotUp {
        try {
            return values.reveal(restart.settings());
        } catch (IllegalStateException e) {
            LOG.error("A secret of the configuration that {} applies can't be read", restart.restartId(), e);
            throw new NotUp(unavailable(
                    "a secret of the recorded configuration can't be read; set it again, then restart the service"));
        }
    }

    private static void refuseWhatCannotBeKept(Container running) throws NotUp {
        if (running.removedWhenStopped()) {
            throw new NotUp(unavailable("the container " + running.name()
                    + " is removed as soon as it stops; create it again without --rm, then restart it"));
        }
    }

    private static RestartProblem unavailable(String message) {
        return new RestartProblem(RestartProblem.UNAVAILABLE, message);
    }

    /** The names that containers have while one takes another's place. */
    private record Names(String container, String restartId) {
        String old() {
            return container + "." + restartId + ".old";
        }

        String made() {
            return container + "." + restartId + ".new";
        }

        boolean isOurs(Container found) {
            return restartId.equals(found.labels().get(Overlay.RESTART_LABEL));
        }
    }
}
