package io.omni.api.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Time of processors, which doesn't hang on what else the machine does. */
final class Processor {
    private static final double TICKS_PER_SECOND = 100;
    // Counted from the first field behind the program's name, proc(5): user and system time, its own and its ended
    // children's.
    private static final int OWN = 11;
    private static final int CHILDREN = 13;

    private Processor() {}

    /**
     * What was used, in seconds.
     *
     * @param own by this process
     * @param programs by programs that it started, and that have ended
     */
    record Used(double own, double programs) {
        Used since(Used before) {
            return new Used(own - before.own, programs - before.programs);
        }

        double all() {
            return own + programs;
        }
    }

    /** What was used so far; nothing where there is no {@code /proc}. */
    static Used now() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.exists(stat)) {
            return new Used(0, 0);
        }
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return new Used(seconds(fields, OWN), seconds(fields, CHILDREN));
    }

    private static double seconds(String[] fields, int at) {
        return (Long.parseLong(fields[at]) + Long.parseLong(fields[at + 1])) / TICKS_PER_SECOND;
    }
}
