package io.omni.command.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.work.TaskKey;
import io.omni.events.run.RunKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Finds runs that nothing will move any more and puts them back to work. Every node looks, a page of each kind in a round: a task that a
 * run waits for and that lies in no queue becomes a suspicion; a node that works on the task drops it. What stays suspected for some
 * rounds, although the processor that stages such tasks has come past everything that there was at the first look, stands still. That
 * is said with an event whose id follows from the suspicion, and then repaired with what changes nothing the second time: so it does
 * not matter which node does it, or how many do. A run that waits, for its time, a place, a person or a node, has its task or expects
 * none, and is never touched.
 */
@Component
class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final int PAGE = 200;
    private static final int MOST_REPAIRS = 50;

    private final Map<RunKind, WatchedRuns> watched = new EnumMap<>(RunKind.class);
    private final Map<RunKind, Counter> repaired = new EnumMap<>(RunKind.class);
    private final Map<RunKind, String> pageEnd = new HashMap<>();
    private final RunBoard board;
    private final SuspectTable suspects;
    private final CommandDispatcher commands;
    private final ReconcilerSettings settings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private long headBefore;

    Reconciler(
            List<WatchedRuns> runs,
            RunBoard board,
            SuspectTable suspects,
            CommandDispatcher commands,
            MeterRegistry meters,
            ReconcilerSettings settings) {
        this.board = board;
        this.suspects = suspects;
        this.commands = commands;
        this.settings = settings;
        for (WatchedRuns kind : runs) {
            watched.put(kind.kind(), kind);
            repaired.put(
                    kind.kind(),
                    Counter.builder("omni.runs.repaired")
                            .description("Runs that stood still and were put back to work by this node")
                            .tag("kind", kind.kind().wireName())
                            .register(meters));
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofVirtual().name("reconciler").start(this::roundAfterRound);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        closing.countDown();
    }

    private void roundAfterRound() {
        try {
            while (!closing.await(settings.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    round();
                } catch (RuntimeException e) {
                    LOG.warn("Runs could not be watched now; it is tried again", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look at a page of the runs of each kind, and at what was suspected before. */
    void round() {
        List<TaskKey> atWork = new ArrayList<>();
        watched.values().forEach(kind -> atWork.addAll(kind.atWork()));
        suspects.remove(atWork);
        long head = board.head();
        if (headBefore > 0) {
            watched.values().forEach(kind -> suspect(kind, headBefore));
        }
        headBefore = head;
        List<Suspect> ripe = suspects.olderThan(settings.patience(), MOST_REPAIRS);
        if (!ripe.isEmpty()) {
            Map<String, Long> positions = board.positions();
            ripe.forEach(suspect -> settle(suspect, positions));
        }
    }

    private void suspect(WatchedRuns kind, long position) {
        List<String> page = kind.open(board, position, pageEnd.getOrDefault(kind.kind(), ""), PAGE);
        pageEnd.put(kind.kind(), page.size() < PAGE ? "" : page.getLast());
        for (String run : page) {
            for (TaskKey task : kind.missing(run, false)) {
                // The head after the look: whatever event let the run expect the task lies before it.
                suspects.add(kind.kind(), run, task, board.head());
            }
        }
    }

    private void settle(Suspect suspect, Map<String, Long> positions) {
        WatchedRuns kind = watched.get(suspect.kind());
        // At work here since the round began, perhaps: its row is gone before its report is stored.
        if (kind == null
                || kind.atWork().contains(suspect.task())
                || !kind.missing(suspect.runId(), true).contains(suspect.task())) {
            suspects.remove(List.of(suspect.task()));
            return;
        }
        if (positions.getOrDefault(kind.stagedBy(), 0L) < suspect.head()) {
            LOG.debug("{} may yet be staged by {}", suspect.task(), kind.stagedBy());
            return;
        }
        try {
            report(suspect);
            kind.repair(suspect.runId(), suspect.task());
            suspects.remove(List.of(suspect.task()));
        } catch (RuntimeException e) {
            LOG.warn("{} stands still and could not be put back to work; it is tried again", suspect.runId(), e);
        }
    }

    private void report(Suspect suspect) {
        boolean first = commands.send(ReportStall.of(suspect), Map.of("actor", "system"));
        if (first) {
            LOG.warn(
                    "{} stood still: its task {} was in no queue and on no node since {}; it is put back to work",
                    suspect.runId(),
                    suspect.task(),
                    suspect.firstSeenAt());
            Counter counter = repaired.get(suspect.kind());
            if (counter != null) {
                counter.increment();
            }
        }
    }
}
