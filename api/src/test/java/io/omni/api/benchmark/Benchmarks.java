package io.omni.api.benchmark;

import io.omni.command.pipeline.work.StageExecutors;
import io.omni.events.pipeline.PipelineId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Runs every measurement, one after the other, and writes the table.
 *
 * <p>Arguments: the built jar, the file for the table, and optionally which of its parts to run (default all).
 */
public final class Benchmarks {
    private static final Set<String> PARTS = Set.of(
            "commands",
            "replay",
            "freshness",
            "reads",
            "stages",
            "service-list",
            "services",
            "content",
            "content-pages",
            "rescheduling",
            "start",
            "webhooks",
            "workflows",
            "ledger",
            "outlets",
            "edge");
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration TIME = Duration.ofSeconds(6);
    private static final int STARTS = 3;
    private static final int TURNS = 3;

    private final Report report = new Report();
    private final Path jar;
    private final Path folder;
    private final Set<String> parts;

    private Benchmarks(Path jar, Path folder, Set<String> parts) {
        this.jar = jar;
        this.folder = folder;
        this.parts = parts;
    }

    /** Runs it; see the class. */
    public static void main(String[] args) throws Exception {
        Path pgbench = Programs.find("pgbench");
        if (pgbench == null) {
            System.out.println(
                    "pgbench is missing: install PostgreSQL's client programs (postgresql-contrib) and try again.");
            return;
        }
        Path folder = Files.createTempDirectory("omni-benchmark");
        List<String> named = Arrays.asList(args).subList(2, args.length);
        Benchmarks benchmarks = new Benchmarks(Path.of(args[0]), folder, named.isEmpty() ? PARTS : Set.copyOf(named));
        try {
            benchmarks.run(pgbench);
            benchmarks.report.write(Path.of(args[1]));
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private void run(Path pgbench) throws Exception {
        machine();
        Path used = folder.resolve("used");
        try (Product product = Product.start(used, 0, _ -> {})) {
            Processors processors = new Processors(product);
            HttpLoad load = new HttpLoad(product, folder);
            replay(product, processors);
            commands(product, processors, load, pgbench);
            freshness(product, processors);
            reads(product, processors, load);
            serviceList(product, load);
            contentPages(product, load);
            if (runs("outlets")) {
                new Outlets(report).fanOut(product, processors);
            }
            memory("this process after all of it (-Xmx512m): heap used, then resident");
            // Nobody will work on what the load has started.
            product.jdbc().execute("TRUNCATE scheduled_tasks");
        }
        stages();
        if (runs("ledger")) {
            try (Product product = Product.start(folder.resolve("ledger"), 0, _ -> {})) {
                new LedgerGrowth(product, report).run();
            }
        }
        webhooks();
        workflows();
        services();
        content();
        if (runs("outlets")) {
            new Outlets(report).streams(jar, folder);
        }
        if (runs("start")) {
            starts(used);
        }
        if (runs("edge")) {
            Edge.run(folder, report, WARM_UP, TIME.dividedBy(3));
        }
    }

    private void workflows() throws Exception {
        if (!runs("workflows")) {
            return;
        }
        try (Product product = Product.start(folder.resolve("workflows"), 0, _ -> {})) {
            Workflows workflows = new Workflows(product);
            report.below(
                    "a level of a workflow: five steps at the sandbox, the best of three executions",
                    workflows.millisecondsPerLevel(),
                    "ms",
                    40);
            workflows.stepsPerSecond();
            report.atLeast(
                    "steps of 100 executions of 10 steps each at the same time",
                    workflows.stepsPerSecond(),
                    "steps/s",
                    150);
        }
    }

    private void machine() throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        report.note(String.format(
                "%s %s, %d processors, Java %s, load average %.1f before the run; heap at most %d MiB; HTTP load from %s.",
                system.getName(),
                system.getArch(),
                system.getAvailableProcessors(),
                Runtime.version().feature(),
                system.getSystemLoadAverage(),
                Runtime.getRuntime().maxMemory() >> 20,
                HttpLoad.hasWrk() ? "wrk, 32 connections" : "java.net.http in the same process, 32 connections"));
    }

    private void replay(Product product, Processors processors) throws Exception {
        if (!runs("replay") && !runs("reads")) {
            return;
        }
        int[] events = new int[1];
        processors.aside(() -> events[0] = new Histories(product).write(100_000));
        processors.replay();
        if (runs("replay")) {
            Duration took = processors.replay();
            report.atLeast(
                    String.format("replay of %,d events into the pipelines' read model", events[0]),
                    events[0] * 1e9 / took.toNanos(),
                    "events/s",
                    12_000);
        }
    }

    private void commands(Product product, Processors processors, HttpLoad load, Path pgbench) throws Exception {
        if (!runs("commands")) {
            return;
        }
        HttpCommands http = new HttpCommands(product, load);
        http.pausesAndResumes(WARM_UP);
        http.executions("warm-up", WARM_UP);
        PgbenchBaseline baseline = new PgbenchBaseline(product, folder, pgbench);
        double alone = baseline.perSecond(1, TIME);
        double before = baseline.perSecond(DirectCommands.CALLERS, TIME);

        DirectCommands direct = new DirectCommands(product);
        Histories histories = new Histories(product);
        List<PipelineId> few = direct.pipelines(histories, 10);
        List<PipelineId> many = new ArrayList<>();
        processors.aside(() -> many.addAll(direct.pipelines(histories, 10_000)));
        direct.perSecond(few, WARM_UP);
        direct.perSecond(many, WARM_UP);
        direct.awaitSnapshots(product, many);
        processors.awaitReadModel();
        double withFew = 0;
        double withMany = 0;
        // In turns: what comes later finds more of the code compiled.
        for (int turn = 0; turn < TURNS; turn++) {
            withFew += direct.perSecond(few, TIME.dividedBy(TURNS)) / TURNS;
            withMany += direct.perSecond(many, TIME.dividedBy(TURNS)) / TURNS;
        }
        processors.awaitReadModel();
        double oneEvent = http.pausesAndResumes(TIME);
        processors.awaitReadModel();
        double executions = http.executions("measured", TIME);
        processors.awaitReadModel();
        double after = baseline.perSecond(DirectCommands.CALLERS, TIME);

        double base = (before + after) / 2;
        String unit = "commands/s";
        report.plain("pgbench, 1 client, " + baseline.durability(), Report.number(alone) + " rows/s");
        report.plain(
                String.format("pgbench, 32 clients (mean of %,.0f before and %,.0f after)", before, after),
                Report.number(base) + " rows/s");
        report.ratio("commands over HTTP, one event each (pause, resume)", oneEvent, unit, "pgbench", base, 0.35);
        report.ratio("pipelines started over HTTP, three events each", executions, unit, "pgbench", base, 0.35);
        report.ratio("commands on the bus, pipelines of 10 events", withFew, unit, "pgbench", base, 1.0);
        report.ratio("commands on the bus, pipelines of 10,000 events", withMany, unit, "pgbench", base, 1.0);
        report.ratio("the latter beside the former", withMany, unit, "those of 10 events", withFew, 0.9);
    }

    private void freshness(Product product, Processors processors) throws Exception {
        if (!runs("freshness")) {
            return;
        }
        Freshness freshness = new Freshness(product, processors);
        freshness.at(500, WARM_UP);
        for (int rate : new int[] {50, 500}) {
            Histogram times = freshness.at(rate, TIME.plusSeconds(4));
            String what = "command due to event readable, " + rate + " commands/s, ";
            report.plain(what + "p50", Report.number(times.getValueAtPercentile(50) / 1e3) + " ms");
            report.below(what + "p99", times.getValueAtPercentile(99) / 1e3, "ms", 50);
        }
    }

    private void reads(Product product, Processors processors, HttpLoad load) throws Exception {
        if (!runs("reads")) {
            return;
        }
        processors.awaitReadModel();
        Reads reads = new Reads(product, load);
        reads.fill();
        reads.hello(WARM_UP);
        reads.completed(WARM_UP);
        reads.changeable(WARM_UP);
        reads.page(WARM_UP);
        double hello = reads.hello(TIME);
        double completed = reads.completed(TIME);
        double changeable = reads.changeable(TIME);
        double page = reads.page(TIME);
        double again = reads.hello(TIME);
        double base = (hello + again) / 2;
        String among = String.format(" among %,d", reads.count());
        report.plain(
                String.format("hello behind the same edge (mean of %,.0f before and %,.0f after)", hello, again),
                Report.number(base) + " requests/s");
        report.ratio("one completed pipeline with its log" + among, completed, "requests/s", "hello", base, 0.5);
        report.ratio("one that may still change" + among, changeable, "requests/s", "hello", base, 0.5);
        report.ratio("a page of 20 pipelines" + among, page, "requests/s", "hello", base, 0.25);
    }

    private void serviceList(Product product, HttpLoad load) throws Exception {
        if (!runs("service-list")) {
            return;
        }
        Reads reads = new Reads(product, load);
        reads.hello(WARM_UP.dividedBy(3));
        Services.list(load, WARM_UP.dividedBy(3));
        double before = reads.hello(TIME.dividedBy(2));
        double list = Services.list(load, TIME);
        double after = reads.hello(TIME.dividedBy(2));
        report.ratio("the list of 37 services", list, "requests/s", "hello", (before + after) / 2, 0.3);
    }

    private void contentPages(Product product, HttpLoad load) throws Exception {
        if (!runs("content-pages")) {
            return;
        }
        Reads reads = new Reads(product, load);
        ContentPages content = new ContentPages(product, load);
        content.fill();
        Duration warmUp = WARM_UP.dividedBy(3);
        Duration time = TIME.dividedBy(2);
        reads.hello(warmUp);
        content.listed(warmUp);
        content.filtered(warmUp);
        content.scheduled(warmUp);
        double before = reads.hello(time);
        double listed = content.listed(time);
        double filtered = content.filtered(time);
        double scheduled = content.scheduled(time);
        double base = (before + reads.hello(time)) / 2;
        report.ratio("pages of 50 of 10,000 clips", listed, "requests/s", "hello", base, 0.25);
        report.ratio("the same by status", filtered, "requests/s", "hello", base, 0.25);
        report.ratio("pages of 50 of 10,000 places in the schedule", scheduled, "requests/s", "hello", base, 0.25);
    }

    private void content() throws Exception {
        if (runs("content") && RecordedPrograms.areInstalled()) {
            new ContentClips(folder, report).run();
        } else if (runs("content")) {
            report.note("ffmpeg and ffprobe are missing: no clips were made.");
        }
        if (runs("rescheduling")) {
            new Rescheduling(folder, report).run();
        }
    }

    private void services() throws Exception {
        if (!runs("services")) {
            return;
        }
        Services.Watching watching = Services.watch(folder);
        report.below("1,000 services asked every 15 s: share of one core", 100 * watching.share(), "%", 10);
        report.below("the same: most connections open to them at one time", watching.connections(), "", 65);
        report.atLeast("the same: services asked", watching.probesPerSecond(), "services/s", 60);
    }

    private void stages() throws Exception {
        if (!runs("stages")) {
            return;
        }
        try (Product product = Product.start(
                folder.resolve("stages"),
                8,
                context -> context.registerBean(StageExecutors.class, InstantStages::executors))) {
            InstantStages stages = new InstantStages(product);
            stages.perSecond(300);
            Histogram alone = stages.alone(40);
            report.below(
                    "a stage that does nothing, one pipeline at a time, p50",
                    alone.getValueAtPercentile(50) / 1e3,
                    "ms",
                    40);
            report.atLeast("pipelines of eight such stages, 64 in flight", stages.perSecond(2_000), "pipelines/s", 50);
            memory("this process after 2,000 pipelines: heap used, then resident");
        }
    }

    private void webhooks() throws Exception {
        if (!runs("webhooks")) {
            return;
        }
        try (Product product = Product.start(folder.resolve("webhooks"), 0, _ -> {});
                Deliveries deliveries = new Deliveries(product)) {
            deliveries.perSecond();
            report.atLeast(
                    "webhook deliveries of 1,000 events to ten endpoints on this machine, signed",
                    deliveries.perSecond(),
                    "deliveries/s",
                    500);
            deliveries.latencies(WARM_UP, false);
            double well = deliveries.latencies(TIME, false).getValueAtPercentile(99) / 1e3;
            double hanging = deliveries.latencies(TIME, true).getValueAtPercentile(99) / 1e3;
            report.plain("event to arrival, 200 deliveries/s, p99", Report.number(well) + " ms");
            report.below("the same at nine endpoints while the tenth hangs, p99", hanging, "ms", 2 * well);
        }
    }

    private void starts(Path used) throws Exception {
        Footprint footprint = new Footprint(jar, folder);
        List<Footprint.Start> empty = new ArrayList<>();
        List<Footprint.Start> again = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            empty.add(footprint.start(folder.resolve("empty" + i)));
        }
        for (int i = 0; i < STARTS; i++) {
            again.add(footprint.start(used));
        }
        Footprint.Start first = Footprint.median(empty);
        report.below("start of the jar on an empty folder, median of 3", first.seconds(), "s", 12);
        report.below(
                "start of the jar on the folder of this run",
                Footprint.median(again).seconds(),
                "s",
                8);
        report.plain("its resident memory when it is ready", Report.number(first.residentMebibytes()) + " MiB");
    }

    private void memory(String what) throws IOException {
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
        double resident = Footprint.resident(ProcessHandle.current().pid());
        report.plain(what, Report.number(heap) + " MiB, " + Report.number(resident) + " MiB");
    }

    private boolean runs(String part) {
        return parts.contains(part);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
