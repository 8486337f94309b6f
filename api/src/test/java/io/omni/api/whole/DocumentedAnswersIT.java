package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.api.edge.RateCategory;
import io.omni.api.whole.Described.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Comes after all other tests (see {@link ClassOrderer} in {@code junit-platform.properties}): by then every answer that the description
 * promises has come to some test, and no other one has. What an operation refuses by itself is the matter of the tests about it; what the
 * edge answers for every operation alike is asked for here.
 */
@Timeout(1800)
@Isolated("it looks at what all others have seen")
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedOmni.class)
class DocumentedAnswersIT {
    private static final String NO_SUCH_FIELD = "{\"no_such_field\":1}";
    private static final String SOMEBODYS_TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
    private static final String OTHER_DATABASE = "documented_answers";

    @TempDir
    Path temp;

    private final RunningOmni omni;
    private final Described description;
    private final JdbcTemplate database;

    DocumentedAnswersIT(RunningOmni omni) {
        this.omni = omni;
        this.description = Described.by(omni.api());
        this.database = jdbc(omni.bean(HikariDataSource.class).getJdbcUrl());
    }

    @Test
    void every_answer_that_is_documented_was_seen_and_every_one_seen_is_documented() throws Exception {
        askForWhatAHealthyEdgeAnswers();
        askForWhatTroubleAnswers();

        Map<String, Set<String>> seen = SeenAnswers.of(description);
        List<String> wrong = new ArrayList<>();
        for (Operation operation : description.operations()) {
            Set<String> answers = seen.getOrDefault(operation.toString(), Set.of());
            missing(operation.answers(), answers)
                    .forEach(answer -> wrong.add(operation + " is documented to answer " + answer
                            + ", and no test has seen it: test it, or take it out of the @Access of its method"));
            missing(answers, operation.answers())
                    .forEach(answer ->
                            wrong.add(operation + " has answered " + answer + ": add it to the @Access of its method"));
        }
        assertThat(wrong).isEmpty();
    }

    private static Set<String> missing(Set<String> wanted, Set<String> there) {
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(there);
        return missing;
    }

    private void askForWhatAHealthyEdgeAnswers() {
        Api api = omni.api();
        each(o -> true, o -> api.sendBytes(o.method(), o.at("unknown"), bytes("{"), malformed(o)));
        each(o -> o.method().equals("DELETE"), o -> api.send("DELETE", o.at("%00"), null));
        each(
                o -> o.mayAnswer("406 NOT_ACCEPTABLE"),
                o -> api.send(o.method(), o.at("unknown"), NO_SUCH_FIELD, "Accept", "image/png"));
        each(
                o -> o.mayAnswer("413 PAYLOAD_TOO_LARGE"),
                o -> api.sendBytes(o.method(), o.at("unknown"), new byte[(1 << 20) + 1], "Content-Type", "text/plain"));
        each(
                o -> o.mayAnswer("415 UNSUPPORTED_MEDIA_TYPE"),
                o -> api.sendBytes(o.method(), o.at("unknown"), bytes("x"), "Content-Type", "nonsense"));
        repeat(api);
    }

    /** The same key twice: for something else, and while the first request is under way. */
    private void repeat(Api api) {
        String used = UUID.randomUUID().toString();
        api.send("POST", Api.PIPELINES + "/first/pause", null, "Idempotency-Key", used);
        Predicate<Operation> keyed = o -> o.mayAnswer("409 REQUEST_IN_PROGRESS");
        each(keyed, o -> api.send("POST", o.at("unknown"), NO_SUCH_FIELD, "Idempotency-Key", used));
        String prefix = UUID.randomUUID().toString();
        Consumer<Operation> send =
                o -> api.send("POST", o.at("unknown"), NO_SUCH_FIELD, "Idempotency-Key", prefix + o.path());
        each(keyed, send);
        database.update(
                "UPDATE idempotent_request SET status = NULL, holder = 1, claimed_at = now() + interval '1 hour'");
        each(keyed, send);
        database.update("DELETE FROM idempotent_request");
    }

    /** A second product with a database of its own, an issuer that doesn't answer, and one request an hour of each kind. */
    private void askForWhatTroubleAnswers() throws Exception {
        HikariDataSource shared = omni.bean(HikariDataSource.class);
        database.execute("CREATE DATABASE " + OTHER_DATABASE);
        String url = shared.getJdbcUrl().replaceFirst("/[^/?]+(?=\\?|$)", "/" + OTHER_DATABASE);
        Map<String, String> settings = Map.of(
                "OMNI_DATABASE_URL",
                url,
                "OMNI_DATABASE_USER",
                shared.getUsername(),
                "OMNI_DATABASE_PASSWORD",
                shared.getPassword(),
                "OMNI_WORKERS",
                "0",
                "OMNI_OIDC_ISSUER",
                "http://127.0.0.1:1",
                "OMNI_RATE_LIMITS",
                everythingOnceAnHour());
        try (RunningOmni other = RunningOmni.start(temp.resolve("other"), settings)) {
            Api api = other.api();
            Consumer<Operation> ask = o -> api.send(o.method(), o.at("unknown"), null);
            each(o -> !o.isPublic(), o -> api.as(SOMEBODYS_TOKEN).send(o.method(), o.at("unknown"), null));
            JdbcTemplate others = jdbc(url);
            others.execute("ALTER TABLE rate_limit RENAME TO rate_limit_away");
            atOnce(Operation::isLimited, ask);
            others.execute("ALTER TABLE rate_limit_away RENAME TO rate_limit");
            database.execute("ALTER DATABASE " + OTHER_DATABASE + " ALLOW_CONNECTIONS false");
            hangUp();
            atOnce(Operation::isLimited, ask);
            database.execute("ALTER DATABASE " + OTHER_DATABASE + " ALLOW_CONNECTIONS true");
            spend(api);
            each(Operation::isLimited, ask);
        } finally {
            hangUp();
            database.execute("DROP DATABASE " + OTHER_DATABASE);
        }
    }

    private void spend(Api api) {
        Set<String> spent = new HashSet<>();
        each(o -> o.isLimited() && !o.path().endsWith("/stream"), o -> {
            if (spent.add(o.node().path("x-rate-category").asString())) {
                Waiting.until(
                        "the database is back",
                        java.time.Duration.ofSeconds(60),
                        () -> api.send(o.method(), o.at("unknown"), NO_SUCH_FIELD)
                                .status(),
                        status -> status != 503);
            }
        });
    }

    /** Ends all connections, and waits until they have ended. */
    private void hangUp() {
        Waiting.until(
                "nobody is connected any more",
                java.time.Duration.ofSeconds(60),
                () -> database.queryForList(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?", OTHER_DATABASE),
                List::isEmpty);
    }

    private void each(Predicate<Operation> which, Consumer<Operation> ask) {
        description.operations().stream().filter(which).forEach(ask);
    }

    private void atOnce(Predicate<Operation> which, Consumer<Operation> ask) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            each(which, o -> all.add(threads.submit(() -> ask.accept(o))));
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private JdbcTemplate jdbc(String url) {
        HikariDataSource shared = omni.bean(HikariDataSource.class);
        return new JdbcTemplate(new DriverManagerDataSource(url, shared.getUsername(), shared.getPassword()));
    }

    private static String[] malformed(Operation operation) {
        return switch (operation.method()) {
            case "GET" -> new String[] {"X-Consistency-Token", "?"};
            case "POST" -> new String[] {"Content-Type", "application/json", "Idempotency-Key", "k".repeat(256)};
            default -> new String[] {"Content-Type", "application/json"};
        };
    }

    private static String everythingOnceAnHour() {
        return Arrays.stream(RateCategory.values())
                .filter(category -> category != RateCategory.NONE)
                .map(category -> category.wireName() + "=1/h")
                .collect(Collectors.joining(","));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
