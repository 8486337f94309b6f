package io.omni.api.whole;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds processes in <a href="https://man7.org/linux/man-pages/man5/proc.5.html">/proc</a>. */
final class ProcessesOf {
    private ProcessesOf() {}

    /** The processes that work in a folder or name it in their command, by their number; zombies are none. */
    static Map<Long, String> folder(Path folder) throws IOException {
        Map<Long, String> found = new TreeMap<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes.filter(p -> p.getFileName().toString().matches("[0-9]+")).forEach(p -> look(p, folder, found));
        }
        found.remove(ProcessHandle.current().pid());
        return found;
    }

    private static void look(Path process, Path folder, Map<Long, String> found) {
        try {
            String command = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
            Path at = Files.readSymbolicLink(process.resolve("cwd"));
            if (!command.isEmpty() && (command.contains(folder.toString()) || at.startsWith(folder))) {
                found.put(Long.parseLong(process.getFileName().toString()), command);
            }
        } catch (IOException endedMeanwhile) {
            found.remove(Long.parseLong(process.getFileName().toString()));
        }
    }
}
