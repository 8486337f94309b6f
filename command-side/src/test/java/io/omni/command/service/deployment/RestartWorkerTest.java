package io.omni.command.service.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.Command;
import io.omni.command.eventstore.NodeId;
import io.omni.command.secret.Fingerprints;
import io.omni.command.secret.MasterKey;
import io.omni.command.secret.SecretStore;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceProbe;
import io.omni.command.service.runtime.ContainerRuntime;
import io.omni.command.service.runtime.RuntimeTrouble;
import io.omni.command.service.runtime.RuntimeTrouble.Kind;
import io.omni.events.service.deployment.ConfigValue;
import io.omni.events.service.deployment.RestartState;
import io.omni.events.service.deployment.RestartStatus;
import io.omni.events.service.deployment.ServiceDeploymentState;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Restarts that are cut off at every one of their lines, by a kill or by an engine that goes away. */
class RestartWorkerTest {
    private static final String SERVICE = "redis";
    private static final String CONTAINER = "omni-redis";
    private static final RestartTask TASK = new RestartTask(SERVICE, "restart_1", Map.of());
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final int MORE_LINES_THAN_ANY_RESTART_HAS = 60;

    private enum Case {
        AS_IT_IS(Map.of(), RestartStatus.RESTARTED),
        CHANGED(Map.of("MODE", ConfigValue.text("fast")), RestartStatus.RESTARTED),
        BROKEN(Map.of("EXIT", ConfigValue.text("1")), RestartStatus.ROLLED_BACK);

        private final Map<String, ConfigValue> environment;
        private final RestartStatus end;

        Case(Map<String, ConfigValue> environment, RestartStatus end) {
            this.environment = environment;
            this.end = end;
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void a_restart_comes_to_its_end(Case which) throws Exception {
        World world = new World(which);

        assertThat(world.worker.work(TASK)).isTrue();

        world.expectEnd(which, "undisturbed");
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void killed_at_any_line_it_goes_on_to_the_same_end(Case which) throws Exception {
        for (int line = 0; line < MORE_LINES_THAN_ANY_RESTART_HAS; line++) {
            for (boolean afterwards : List.of(false, true)) {
                World world = new World(which);
                world.dieAt = line;
                world.dieAfterwards = afterwards;
                world.workUntilOver();
                world.expectEnd(which, "killed " + (afterwards ? "after" : "before") + " line " + line);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void an_engine_that_goes_away_on_the_way_is_waited_for(Case which) throws Exception {
        for (int call = 0; call < MORE_LINES_THAN_ANY_RESTART_HAS; call++) {
            World world = new World(which);
            world.unreachableAt = call;
            world.workUntilOver();
            boolean untouched = world.restart().status() == RestartStatus.FAILED
                    && world.restart().steps().isEmpty()
                    && world.engine.boxes.size() == 1;
            if (!untouched) {
                world.expectEnd(which, "without an engine at call " + call);
            }
        }
    }

    @Test
    void a_container_that_is_removed_between_two_calls_fails_the_restart() throws Exception {
        for (int call = 0; call < MORE_LINES_THAN_ANY_RESTART_HAS; call++) {
            World world = new World(Case.AS_IT_IS);
            world.removeAt = call;
            world.workUntilOver();
            assertThat(world.restart().isEnded()).as("removed at call " + call).isTrue();
        }
    }

    @Test
    void a_container_that_would_vanish_when_it_stops_is_left_alone() throws Exception {
        World world = new World(Case.AS_IT_IS);
        world.engine.change(
                CONTAINER,
                b -> new ContainerRuntime.Container(
                        b.id(), b.name(), true, false, null, b.environment(), 0, 0, b.labels(), true));

        assertThat(world.worker.work(TASK)).isTrue();

        assertThat(world.restart().status()).isEqualTo(RestartStatus.FAILED);
        assertThat(world.engine.find(CONTAINER).orElseThrow().running()).isTrue();
    }

    /** The end of the process, at some line. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final class World {
        private final Engine engine = new Engine();
        private ServiceDeploymentState state = ServiceDeploymentState.untouched(SERVICE);
        private int line;
        private int call;
        private int dieAt = -1;
        private boolean dieAfterwards;
        private int unreachableAt = -1;
        private int removeAt = -1;
        private final RestartWorker worker;

        World(Case which) {
            engine.boxes.put("first", box("first", CONTAINER, Map.of("OWN", "1"), Map.of(), true));
            Map<String, ConfigValue> environment = new HashMap<>(which.environment);
            if (!environment.isEmpty()) {
                apply(new ChangeConfiguration(SERVICE, new HashMap<>(environment), Map.of(), false, false, null));
            }
            apply(new RequestRestart(SERVICE, TASK.restartId(), Duration.ofMillis(1), null));
            RestartSettings settings = RestartSettings.defaults();
            worker = new RestartWorker(
                    engine,
                    new OneService(),
                    new RecordedValues(new NoSecrets(), new Fingerprints(MasterKey.of(MasterKey.random()))),
                    new HealthWait(engine, new Probe(), Duration.ofMillis(1)),
                    _ -> state,
                    new RestartReports((command, _) -> atLine(() -> apply(command)), new NodeId("node_1")),
                    settings,
                    Clock.fixed(NOW, ZoneOffset.UTC));
        }

        void workUntilOver() throws InterruptedException {
            for (int run = 0; run < 5; run++) {
                try {
                    if (worker.work(TASK)) {
                        return;
                    }
                } catch (Killed e) {
                    // The process starts again and takes the task up once more.
                    assertThat(run).isLessThan(4);
                }
            }
            throw new AssertionError("it is never over");
        }

        RestartState restart() {
            assertThat(state.restart()).isNotNull();
            return state.restart();
        }

        void expectEnd(Case which, String how) {
            assertThat(restart().status()).as(how).isEqualTo(which.end);
            assertThat(engine.boxes).as(how).hasSize(1);
            ContainerRuntime.Container left = engine.boxes.values().iterator().next();
            assertThat(left.name()).as(how).isEqualTo(CONTAINER);
            assertThat(left.running()).as(how).isTrue();
            assertThat(left.environment())
                    .as(how)
                    .isEqualTo(which == Case.CHANGED ? Map.of("OWN", "1", "MODE", "fast") : Map.of("OWN", "1"));
        }

        private void apply(Command command) {
            DeploymentDecider.decide(state, (DeploymentCommand) command, NOW)
                    .ifPresent(event -> state = ServiceDeploymentState.evolve(state, event, NOW));
        }

        private void atLine(Runnable effect) {
            boolean dies = line++ == dieAt;
            if (dies && !dieAfterwards) {
                throw new Killed();
            }
            effect.run();
            if (dies) {
                throw new Killed();
            }
        }

        /** An engine in memory, which is a line of the restart at each of its calls. */
        private final class Engine implements ContainerRuntime {
            private final Map<String, Container> boxes = new LinkedHashMap<>();

            @Override
            public Optional<Container> find(String nameOrId) throws RuntimeTrouble {
                called(() -> {});
                return boxes.values().stream()
                        .filter(b -> b.id().equals(nameOrId) || b.name().equals(nameOrId))
                        .findFirst();
            }

            @Override
            public String create(Replacement wanted) throws RuntimeTrouble {
                String id = "made-" + (boxes.size() + line);
                called(() -> boxes.put(id, box(id, wanted.name(), wanted.environment(), wanted.labels(), false)));
                return id;
            }

            @Override
            public void stop(String id, Duration grace) throws RuntimeTrouble {
                called(() -> {});
                existing(id);
                change(id, b -> box(b.id(), b.name(), b.environment(), b.labels(), false));
            }

            @Override
            public void start(String id) throws RuntimeTrouble {
                called(() -> {});
                existing(id);
                change(
                        id,
                        b -> box(
                                b.id(),
                                b.name(),
                                b.environment(),
                                b.labels(),
                                !b.environment().containsKey("EXIT")));
            }

            @Override
            public void rename(String id, String name) throws RuntimeTrouble {
                called(() -> {});
                existing(id);
                List<Container> taken = new ArrayList<>(boxes.values());
                taken.removeIf(b -> b.id().equals(id) || !b.name().equals(name));
                assertThat(taken).as("who has the name").isEmpty();
                change(id, b -> box(b.id(), name, b.environment(), b.labels(), b.running()));
            }

            @Override
            public void remove(String id) throws RuntimeTrouble {
                called(() -> boxes.remove(id));
            }

            void change(String nameOrId, UnaryOperator<Container> change) {
                boxes.replaceAll((id, b) -> id.equals(nameOrId) || b.name().equals(nameOrId) ? change.apply(b) : b);
            }

            private void existing(String id) throws RuntimeTrouble {
                if (!boxes.containsKey(id)) {
                    throw new RuntimeTrouble(Kind.NO_SUCH_CONTAINER, "no container " + id, null);
                }
            }

            private void called(Runnable effect) throws RuntimeTrouble {
                int now = call++;
                if (now == unreachableAt) {
                    throw new RuntimeTrouble(Kind.UNREACHABLE, "away", null);
                }
                if (now == removeAt) {
                    boxes.clear();
                }
                atLine(effect);
            }
        }

        private final class Probe implements ServiceProbe {
            @Override
            public Health probe(String service) {
                boolean up =
                        engine.boxes.values().stream().anyMatch(b -> b.name().equals(CONTAINER) && b.running());
                return new Health(service, up ? Status.HEALTHY : Status.UNHEALTHY, "as its container", 1L, NOW);
            }
        }
    }

    private static ContainerRuntime.Container box(
            String id, String name, Map<String, String> environment, Map<String, String> labels, boolean running) {
        return new ContainerRuntime.Container(
                id, name, running, false, running ? null : 1, environment, 0, 0, labels, false);
    }

    private static final class OneService implements ServiceCatalog {
        private final ManagedService service = new ManagedService(
                SERVICE, CONTAINER, 6379, "Data", "tcp", false, List.of(), List.of(), Optional.empty());

        @Override
        public List<ManagedService> services() {
            return List.of(service);
        }

        @Override
        public Optional<ManagedService> find(String name) {
            return Optional.of(service);
        }

        @Override
        public URI baseUrl(String name) {
            return URI.create("http://127.0.0.1:1");
        }
    }

    private static final class NoSecrets implements SecretStore {
        @Override
        public String store(String secret) {
            throw new AssertionError("there is nothing secret here");
        }

        @Override
        public String reveal(String reference) {
            throw new AssertionError("there is nothing secret here");
        }

        @Override
        public void forget(String reference) {
            throw new AssertionError("there is nothing secret here");
        }
    }
}
