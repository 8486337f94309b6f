package io.omni.command.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processes that belong to one confined command, as <a href="https://man7.org/linux/man-pages/man5/proc.5.html">/proc</a>
 * shows them: its descendants, members of sessions that those ever led, and processes that carry its mark in their environment.
 */
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final Pattern MEMORY = Pattern.compile("(?m)^(?:RssAnon|RssShmem):\\s+(\\d+) kB$");

    // Left out of some kernels (CONFIG_PROC_CHILDREN).
    private static final boolean LISTS_CHILDREN = Files.exists(PROC.resolve("thread-self/children"));

    private final long leader;
    private final byte[] mark;
    private final Set<Long> sessions = new HashSet<>();
    private final Map<Long, Long> known = new HashMap<>();
    private final Map<Long, Long> strangers = new HashMap<>();

    /**
     * Watches the processes of one command.
     *
     * @param leader its first process
     * @param mark a variable assignment that only this command has in its environment
     */
    ProcessTable(long leader, String mark) {
        this.leader = leader;
        this.mark = mark.getBytes(StandardCharsets.US_ASCII);
        sessions.add(leader);
    }

    /**
     * The members that live now, without zombies, each after its parent: a shell that is killed before what it waits for has no time to
     * print that it was killed.
     */
    List<Long> members() {
        Map<Long, Entry> all = read();
        Set<Long> found = new HashSet<>();
        for (Entry entry : all.values()) {
            if (belongs(entry)) {
                found.add(entry.pid);
            }
        }
        addDescendants(found, all.values());
        known.clear();
        for (long pid : found) {
            Entry entry = all.get(pid);
            known.put(pid, entry.start);
            if (entry.session == pid) {
                sessions.add(pid);
            }
        }
        return found.stream()
                .filter(pid -> !all.get(pid).zombie)
                .sorted(Comparator.comparingInt(pid -> depth(pid, found, all)))
                .toList();
    }

    private static int depth(long pid, Set<Long> found, Map<Long, Entry> all) {
        int depth = 0;
        // The entries were read one after another; no chain of parents is longer than they are many, whatever happened
        // meanwhile.
        for (long parent = all.get(pid).parent; found.contains(parent) && depth < found.size(); depth++) {
            parent = all.get(parent).parent;
        }
        return depth;
    }

    /**
     * The members that descend from the first process and live now, without zombies: all of them when they have a namespace of their own,
     * for nobody leaves its descent. Reads only what belongs to them, a fraction of {@link #members()} on a machine with many processes.
     */
    List<Long> descendants() {
        if (!LISTS_CHILDREN) {
            return members();
        }
        Set<Long> found = new LinkedHashSet<>(List.of(leader));
        Deque<Long> next = new ArrayDeque<>(found);
        while (!next.isEmpty()) {
            for (long child : children(next.remove())) {
                if (found.add(child)) {
                    next.add(child);
                }
            }
        }
        return found.stream().filter(ProcessTable::lives).toList();
    }

    /** Each thread has the children that it has started. */
    private static List<Long> children(long pid) {
        List<Long> children = new ArrayList<>();
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(PROC.resolve(Long.toString(pid)).resolve("task"))) {
            for (Path thread : threads) {
                String text = text(thread.resolve("children")).orElse("").strip();
                if (!text.isEmpty()) {
                    Arrays.stream(text.split(" ")).map(Long::valueOf).forEach(children::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended; its children have gone to the namespace's first process, where the next look finds them.
            return children;
        }
        return children;
    }

    private static boolean lives(long pid) {
        return text(PROC.resolve(pid + "/stat"))
                .flatMap(Entry::parse)
                .filter(entry -> !entry.zombie)
                .isPresent();
    }

    /** The memory that processes hold by themselves, in bytes; mapped files don't count, the kernel can drop them. */
    static long memory(Collection<Long> pids) {
        long kib = 0;
        for (long pid : pids) {
            Matcher line = MEMORY.matcher(text(PROC.resolve(pid + "/status")).orElse(""));
            while (line.find()) {
                kib += Long.parseLong(line.group(1));
            }
        }
        return kib << 10;
    }

    private boolean belongs(Entry entry) {
        if (entry.pid == leader
                || Long.valueOf(entry.start).equals(known.get(entry.pid))
                || sessions.contains(entry.session)) {
            return true;
        }
        // A stranger's environment is read once, not at every look.
        if (Long.valueOf(entry.start).equals(strangers.get(entry.pid))) {
            return false;
        }
        byte[] environment = bytes(PROC.resolve(entry.pid + "/environ")).orElse(new byte[0]);
        if (marked(environment)) {
            return true;
        }
        // One without any may be in the middle of an exec, and have it at the next look.
        if (environment.length > 0) {
            strangers.put(entry.pid, entry.start);
        }
        return false;
    }

    private boolean marked(byte[] environment) {
        String text = "\0" + new String(environment, StandardCharsets.ISO_8859_1);
        return text.contains("\0" + new String(mark, StandardCharsets.US_ASCII));
    }

    private static void addDescendants(Set<Long> found, Collection<Entry> all) {
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Entry entry : all) {
                if (found.contains(entry.parent) && found.add(entry.pid)) {
                    grew = true;
                }
            }
        }
    }

    private static Map<Long, Entry> read() {
        Map<Long, Entry> all = new HashMap<>();
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(PROC, "[0-9]*")) {
            stream.forEach(folders::add);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("/proc can't be read; confined commands need it", e);
        }
        for (Path folder : folders) {
            text(folder.resolve("stat")).flatMap(Entry::parse).ifPresent(entry -> all.put(entry.pid, entry));
        }
        return all;
    }

    private static Optional<String> text(Path file) {
        return bytes(file).map(b -> new String(b, StandardCharsets.ISO_8859_1));
    }

    private static Optional<byte[]> bytes(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            // It ended between the listing and this read, or belongs to somebody else.
            return Optional.empty();
        }
    }

    private record Entry(long pid, long parent, long session, long start, boolean zombie) {
        static Optional<Entry> parse(String stat) {
            // The second field is the program's name in parentheses and may hold spaces and parentheses itself.
            int nameEnd = stat.lastIndexOf(')');
            int nameStart = stat.indexOf('(');
            if (nameStart < 1 || nameEnd < 0) {
                return Optional.empty();
            }
            String[] fields = stat.substring(nameEnd + 2).split(" ");
            return Optional.of(new Entry(
                    Long.parseLong(stat.substring(0, nameStart - 1)),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[19]),
                    fields[0].equals("Z") || fields[0].equals("X")));
        }
    }
}
