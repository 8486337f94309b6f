package io.omni.command.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a confined command can reach inside its namespaces.
 *
 * @param maxTasks how many processes and threads its process namespace may number; 0 leaves the machine's limit
 * @param directory where the command runs
 * @param hidden the folder that it must find empty; a real path; null when there is none
 * @param visible the folders in {@code hidden} that it does see; real paths; at most {@value #MOST_VISIBLE}
 */
record Enclosure(int maxTasks, Path directory, @Nullable Path hidden, List<Path> visible) {
    /** A POSIX shell has names for the file descriptors up to 9. */
    static final int MOST_VISIBLE = 7;

    /**
     * The visible folders are held open while an empty file system is put over the hidden one, and are then mounted in it again.
     * Everything in here goes with the namespace.
     */
    private static final String ENTER = """
            set -e
            [ "$1" = 0 ] || echo "$1" >/proc/sys/kernel/pid_max
            here=$2; hidden=$3; shift 3
            if [ -n "$hidden" ]; then
              n=2
              for v do [ "$v" != -- ] || break; n=$((n+1)); eval "exec $n<\\"\\$v\\""; done
              mount -t tmpfs -o size=1m,mode=755 hidden "$hidden"
              n=2
              for v do
                [ "$v" != -- ] || break
                n=$((n+1)); mkdir -p "$v"; mount --no-canonicalize --bind /proc/self/fd/$n "$v"; eval "exec $n<&-"
              done
              # Of the mount alone: with options of the file system since util-linux 2.39 a user of a namespace is refused.
              mount -o remount,bind,ro "$hidden"
              cd "$here"
            fi
            while [ "$1" != -- ]; do shift; done
            shift
            exec "$@"
            """;

    Enclosure {
        visible = List.copyOf(visible);
        if (visible.size() > MOST_VISIBLE) {
            throw new IllegalArgumentException("at most " + MOST_VISIBLE + " folders can be shown to a command");
        }
    }

    /** The arguments that make the enclosure and then become the given ones. */
    List<String> around(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(
                "sh",
                "-c",
                ENTER,
                "enclosure",
                Integer.toString(maxTasks),
                directory.toString(),
                hidden == null ? "" : hidden.toString()));
        visible.forEach(folder -> all.add(folder.toString()));
        all.add("--");
        all.addAll(arguments);
        return all;
    }
}
