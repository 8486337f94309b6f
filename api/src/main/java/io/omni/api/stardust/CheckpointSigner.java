package io.omni.api.stardust;

import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.stardust.PublishCheckpoint;
import io.omni.events.tlog.BadProof;
import io.omni.events.tlog.Checkpoint;
import io.omni.events.tlog.NoteSigner;
import io.omni.projection.stardust.CheckpointTable;
import io.omni.query.stardust.ConsistencyProof;
import io.omni.query.stardust.SignedCheckpoint;
import io.omni.query.stardust.StardustQueries;
import io.omni.query.stardust.TreeHead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Signs the tree as it is committed: within a second while it grows, every minute while it doesn't. It signs only what continues both
 * the last checkpoint in the database and the last one that this node has seen, which is kept outside of it. So a tree that was cut,
 * changed or restored from an old backup is never signed; that is said in the log and by {@code /ready}.
 */
@Component
class CheckpointSigner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointSigner.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration SIGN_IDLE_EVERY = Duration.ofMinutes(1);
    private static final Map<String, String> BY_THE_PLATFORM = Map.of("actor", "system");

    private final StardustQueries queries;
    private final CheckpointTable table;
    private final NoteSigner signer;
    private final KeptCheckpoint kept;
    private final LedgerHealth health;
    private final CommandDispatcher commands;
    private final StardustSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("stardust-signer").daemon().factory());
    private volatile boolean running;

    CheckpointSigner(
            StardustQueries queries,
            CheckpointTable table,
            NoteSigner signer,
            LedgerHealth health,
            CommandDispatcher commands,
            StardustSettings settings,
            Clock clock) {
        this.queries = queries;
        this.table = table;
        this.signer = signer;
        this.kept = new KeptCheckpoint(settings.folder());
        this.health = health;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread.scheduleWithFixedDelay(this::round, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.debug("The last checkpoint is still being signed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void round() {
        try {
            kept.hold(signer.key());
            sign();
            if (health.isWell()) {
                LOG.warn("The ledger is a continuation of its last checkpoint again.");
            }
            publish();
        } catch (BadProof wrong) {
            String reason = "not signed: " + wrong.getMessage();
            if (health.isWrong(reason)) {
                LOG.error(
                        "The ledger was changed behind its back or restored from an old backup, and isn't signed: {}."
                                + " Compare it with a kept checkpoint: java -jar omni-orchestrator.jar verify database",
                        wrong.getMessage());
            }
        } catch (RuntimeException e) {
            if (running) {
                LOG.warn("The ledger's checkpoint is signed later: {}", e.toString());
            }
        }
    }

    private void sign() {
        Optional<SignedCheckpoint> last = queries.checkpoint();
        TreeHead head = queries.head();
        Optional<Checkpoint> seen = kept.read(signer.key());
        Optional<Checkpoint> signed = last.map(l -> Checkpoint.open(l.note(), signer.key()));
        Instant now = clock.instant();
        boolean fresh = last.isPresent()
                && last.get().size() == head.size()
                && last.get().signedAt().plus(SIGN_IDLE_EVERY).isAfter(now);
        seen.ifPresent(checkpoint -> continues(checkpoint, head));
        if (signed.isPresent()
                && (seen.isEmpty() || seen.get().size() != signed.get().size())) {
            continues(signed.get(), head);
        }
        if (fresh) {
            // Another node may have signed it.
            if (seen.isEmpty() || seen.get().size() < head.size()) {
                kept.keep(last.get().note());
            }
            return;
        }
        String note = signer.sign(new Checkpoint(signer.key().name(), head.size(), head.root()).text());
        if (table.keep(head.size(), note, now)) {
            kept.keep(note);
        }
    }

    /**
     * Checks that the tree continues the one of an earlier checkpoint.
     *
     * @throws BadProof when it doesn't
     */
    private void continues(Checkpoint earlier, TreeHead head) {
        if (head.size() < earlier.size()) {
            throw new BadProof("the tree has " + head.size() + " packets, and had " + earlier.size()
                    + " when it was last signed; packet " + head.size() + " is the first that is missing");
        }
        if (earlier.size() == head.size()) {
            if (!Arrays.equals(earlier.root(), head.root())) {
                throw new BadProof("the tree of " + head.size() + " packets has another root than was signed");
            }
            return;
        }
        if (earlier.size() == 0) {
            return;
        }
        ConsistencyProof proof = queries.consistency(earlier.size(), head.size());
        if (!Arrays.equals(proof.fromRoot(), earlier.root()) || !Arrays.equals(proof.toRoot(), head.root())) {
            throw new BadProof("the tree of " + head.size() + " packets doesn't continue the one of " + earlier.size()
                    + " that was signed");
        }
    }

    private void publish() {
        Instant now = clock.instant();
        queries.checkpoint().ifPresent(last -> {
            if (table.claimPublication(last.size(), now, now.minus(settings.publishEvery()))) {
                Checkpoint checkpoint = Checkpoint.open(last.note(), signer.key());
                commands.send(
                        new PublishCheckpoint(
                                checkpoint.origin(),
                                checkpoint.size(),
                                Base64.getEncoder().encodeToString(checkpoint.root()),
                                last.note()),
                        BY_THE_PLATFORM);
            }
        });
    }
}
