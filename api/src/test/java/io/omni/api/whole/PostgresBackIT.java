package io.omni.api.whole;

import static io.omni.api.whole.Api.PIPELINES;
import static io.omni.api.whole.Api.stageStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Api.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The embedded database is killed under the running product. */
@ExtendWith(SharedOmni.class)
@Timeout(240)
class PostgresBackIT {
    private static final Duration LONGEST_RUN = Duration.ofSeconds(150);

    private final RunningOmni omni;
    private final Api api;

    PostgresBackIT(RunningOmni omni) {
        this.omni = omni;
        this.api = omni.api();
    }

    @Test
    void a_killed_database_comes_back_and_the_running_pipeline_ends_well() throws Exception {
        BareRepository repository =
                BareRepository.copyOf(omni.sample(), omni.dataFolder().resolve("back.git"));
        String id = api.startSample(repository.url(), "main");
        Waiting.until(
                "it is at work",
                LONGEST_RUN,
                () -> api.pipeline(id),
                p -> stageStatus(p, "generate").equals("running")
                        || stageStatus(p, "generate").equals("completed"));

        killDatabase();
        List<Answer> answers = new ArrayList<>();
        JsonNode end;
        while (true) {
            Answer answer = api.get(PIPELINES + "/" + id);
            answers.add(answer);
            if (answer.status() == 200 && Api.isEnded(answer.json())) {
                end = answer.json();
                break;
            }
            answers.add(api.get(PIPELINES + "?limit=5"));
            Waiting.pause(Duration.ofMillis(50));
        }

        assertThat(end.path("status").asString()).as(end.toString()).isEqualTo("completed");
        assertThat(answers).allSatisfy(PostgresBackIT::isAnAnswerOrAway);
        assertThat(repository.branches()).containsOnlyKeys("main", "omni/" + id);
        assertThat(repository.parents("omni/" + id)).hasSize(1);
    }

    @Test
    void while_the_database_is_away_every_request_is_told_so() throws Exception {
        BareRepository repository =
                BareRepository.copyOf(omni.sample(), omni.dataFolder().resolve("away.git"));
        String request = Api.sampleRequest(repository.url(), "main");
        String unknown = PIPELINES + "/pipe_01h00000000000000000000000";
        List<Answer> answers = new ArrayList<>();
        try (DeadPort dead = DeadPort.inPlaceOf(this::killDatabase, databasePort())) {
            answers.addAll(atOnce(List.of(
                    () -> api.get(PIPELINES),
                    () -> api.get(unknown),
                    () -> api.get(unknown + "/logs"),
                    () -> api.get(unknown + "/explain"),
                    () -> api.post(unknown + "/pause"),
                    () -> api.post(Api.EXECUTE, request))));
            assertThat(api.get("/ready").status()).isEqualTo(503);
            assertThat(api.get("/health").status()).as("it lives all the same").isEqualTo(200);
            assertThat(dead.refused()).as("connections that found no database").isPositive();
        }

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
            isAnAnswerOrAway(answer);
        });
        Waiting.until(
                "the database is back", LONGEST_RUN, () -> api.get(PIPELINES).status(), s -> s == 200);
        Answer accepted = Waiting.until(
                "the branch is free or taken",
                LONGEST_RUN,
                () -> api.post(Api.EXECUTE, request),
                a -> a.status() != 503);
        assertThat(accepted.status())
                .as("nothing was started while it was away: " + accepted)
                .isEqualTo(202);
        String id = accepted.json().path("pipeline_id").asString();
        assertThat(api.ended(id, LONGEST_RUN).path("status").asString()).isEqualTo("completed");
    }

    private static List<Answer> atOnce(List<Callable<Answer>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static void isAnAnswerOrAway(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isIn(200, 503);
        if (answer.status() == 503) {
            assertThat(answer.errorCode()).isEqualTo("STORE_UNAVAILABLE");
            assertThat(answer.json().path("status").asString()).isEqualTo("error");
            assertThat(answer.text()).doesNotContain("Exception", "SELECT", "jdbc");
        }
    }

    private List<String> postmaster() throws IOException {
        return Files.readAllLines(Path.of(omni.dataFolder() + "/postgres/postmaster.pid"));
    }

    private int databasePort() throws IOException {
        return Integer.parseInt(postmaster().get(3).strip());
    }

    private void killDatabase() throws IOException, InterruptedException {
        ProcessHandle database = ProcessHandle.of(
                        Long.parseLong(postmaster().getFirst().strip()))
                .orElseThrow();
        assertThat(database.destroyForcibly()).isTrue();
        Waiting.until("the database is dead", Duration.ofSeconds(10), database::isAlive, alive -> !alive);
    }

    /** Holds a port so that no server can start on it, and hangs up on everybody who calls. */
    private static final class DeadPort implements AutoCloseable {
        private static final int TRIES = 20;
        private final ServerSocket socket;
        private int refused;

        private DeadPort(ServerSocket socket) {
            this.socket = socket;
            Thread.ofPlatform().daemon().name("dead-port").start(this::hangUp);
        }

        /** Kills the server and takes its port before it is started again; tries again when that came first. */
        static DeadPort inPlaceOf(Killing server, int port) throws Exception {
            for (int i = 0; i < TRIES; i++) {
                server.kill();
                ServerSocket socket = new ServerSocket();
                try {
                    socket.setReuseAddress(true);
                    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    return new DeadPort(socket);
                } catch (IOException restarted) {
                    socket.close();
                    TimeUnit.SECONDS.sleep(2);
                }
            }
            throw new AssertionError("the database was always faster");
        }

        synchronized int refused() {
            return refused;
        }

        private void hangUp() {
            while (!socket.isClosed()) {
                try (Socket caller = socket.accept()) {
                    synchronized (this) {
                        refused++;
                    }
                    assertThat(caller.isConnected()).isTrue();
                } catch (IOException closed) {
                    return;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        @FunctionalInterface
        interface Killing {
            void kill() throws IOException, InterruptedException;
        }
    }
}
