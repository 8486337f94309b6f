package io.omni.api.stardust.verify;

import io.omni.api.settings.StartupProblem;
import io.omni.api.storage.LedgerDatabase;
import io.omni.events.stardust.Packet;
import io.omni.events.tlog.BadProof;
import io.omni.events.tlog.Checkpoint;
import io.omni.events.tlog.NoteKey;
import io.omni.events.tlog.TlogProof;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code verify …} on the command line. It starts nothing of the application. Exit code 0: it holds; 1: it doesn't; 2: it could not be
 * checked.
 */
public final class VerifyCommand {
    private static final String USAGE = """
            verify proof --proof FILE [--packet FILE] --key KEY
                Checks with the public key alone that a packet is in the ledger. FILE is a .tlog-proof; the packet is taken
                from it unless another is given.
            verify database --checkpoint FILE [--checkpoint FILE ...] --key KEY (--data-dir FOLDER | --url JDBC-URL [--user NAME])
                Checks a whole ledger against checkpoints kept elsewhere, and names the first packet that is wrong. With
                --data-dir the program's own database is used, running or not; a password for --url is read from
                OMNI_DATABASE_PASSWORD.
            verify archive --file FILE --key KEY
                Checks a file of archived packets.
            verify key --data-dir FOLDER
                Prints the ledger's public key.
            KEY is the public key itself or a file that holds it.""";
    private static final Set<String> OPTIONS =
            Set.of("--proof", "--packet", "--key", "--checkpoint", "--data-dir", "--url", "--user", "--file");

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    /**
     * A command.
     *
     * @param out where its findings go
     * @param err where it says why it couldn't check
     * @param environment the process's environment
     */
    public VerifyCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /**
     * Runs it.
     *
     * @param arguments what follows {@code verify}
     * @return the exit code
     */
    public int run(List<String> arguments) {
        try {
            if (arguments.isEmpty()) {
                throw new Misuse("Say what to verify.");
            }
            Map<String, List<String>> options = options(arguments.subList(1, arguments.size()));
            switch (arguments.getFirst()) {
                case "proof" -> proof(options);
                case "database" -> database(options);
                case "archive" -> archive(options);
                case "key" -> out.print(Files.readString(publicKey(Path.of(one(options, "--data-dir")))));
                default -> throw new Misuse("There is nothing to verify called \"" + arguments.getFirst() + "\".");
            }
            return 0;
        } catch (BadProof wrong) {
            out.println("WRONG: " + wrong.getMessage());
            return 1;
        } catch (Misuse misuse) {
            err.println(misuse.getMessage() + "\n\n" + USAGE);
            return 2;
        } catch (IOException | SQLException | StartupProblem e) {
            err.println("It could not be checked: " + e.getMessage());
            return 2;
        }
    }

    private void proof(Map<String, List<String>> options) throws IOException {
        NoteKey key = key(options);
        TlogProof proof = TlogProof.parse(Files.readString(Path.of(one(options, "--proof"))));
        byte[] packet = packet(options, proof);
        Checkpoint checkpoint = proof.verify(packet, key);
        out.println("OK: packet " + Packet.id(packet) + " is number " + proof.index() + " of " + checkpoint.size()
                + " in the ledger " + checkpoint.origin());
    }

    private static byte[] packet(Map<String, List<String>> options, TlogProof proof) throws IOException {
        if (options.containsKey("--packet")) {
            return new String(Files.readAllBytes(Path.of(one(options, "--packet"))), StandardCharsets.UTF_8)
                    .strip()
                    .getBytes(StandardCharsets.UTF_8);
        }
        if (proof.extra() == null) {
            throw new Misuse("The proof brings no packet; give it with --packet.");
        }
        return proof.extra();
    }

    private void archive(Map<String, List<String>> options) throws IOException {
        ArchiveFile.Range range = ArchiveFile.verify(Path.of(one(options, "--file")), key(options));
        out.println("OK: packets " + range.first() + " to " + (range.past() - 1) + " are what the checkpoint of "
                + range.checkpoint() + " packets covers");
    }

    private void database(Map<String, List<String>> options) throws IOException, SQLException {
        NoteKey key = key(options);
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (String file : options.getOrDefault("--checkpoint", List.of())) {
            checkpoints.add(Checkpoint.open(Files.readString(Path.of(file)), key));
        }
        if (checkpoints.isEmpty()) {
            throw new Misuse("Give a checkpoint that was kept elsewhere, with --checkpoint.");
        }
        long began = System.nanoTime();
        try (LedgerDatabase database = reached(options);
                Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            DatabaseCheck.Result result = new DatabaseCheck(connection, key, checkpoints).run();
            out.printf(
                    "OK: %d packets, %d contents kept, %d erased or never kept, %d archived; %d events of the store match;"
                            + " every checkpoint holds (%.1f s)%n",
                    result.packets(),
                    result.kept(),
                    result.notKept(),
                    result.archived(),
                    result.events(),
                    (System.nanoTime() - began) / 1e9);
        }
    }

    private LedgerDatabase reached(Map<String, List<String>> options) {
        if (options.containsKey("--url")) {
            String user = options.containsKey("--user") ? one(options, "--user") : null;
            return LedgerDatabase.outside(one(options, "--url"), user, environment.get("OMNI_DATABASE_PASSWORD"));
        }
        return LedgerDatabase.in(Path.of(one(options, "--data-dir")));
    }

    private static NoteKey key(Map<String, List<String>> options) throws IOException {
        String text = one(options, "--key");
        Path file = Path.of(text);
        return NoteKey.parse(Files.isRegularFile(file) ? Files.readString(file) : text);
    }

    private static Path publicKey(Path dataFolder) {
        return dataFolder.resolve("stardust").resolve("public-key");
    }

    private static Map<String, List<String>> options(List<String> arguments) {
        Map<String, List<String>> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!OPTIONS.contains(name) || i + 1 == arguments.size()) {
                throw new Misuse("\"" + name + "\" isn't understood.");
            }
            options.computeIfAbsent(name, _ -> new ArrayList<>()).add(arguments.get(i + 1));
        }
        return options;
    }

    private static String one(Map<String, List<String>> options, String name) {
        List<String> values = options.get(name);
        if (values == null || values.size() != 1) {
            throw new Misuse("Give " + name + " once.");
        }
        return values.getFirst();
    }

    /** For a main method: runs the command if the arguments ask for it. */
    public static @Nullable Integer runIfAsked(
            String[] arguments, PrintStream out, PrintStream err, Map<String, String> environment) {
        if (arguments.length == 0 || !arguments[0].equals("verify")) {
            return null;
        }
        return new VerifyCommand(out, err, environment)
                .run(Arrays.asList(arguments).subList(1, arguments.length));
    }

    private static final class Misuse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Misuse(String sentence) {
            super(sentence);
        }
    }
}
