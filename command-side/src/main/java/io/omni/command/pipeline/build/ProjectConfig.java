package io.omni.command.pipeline.build;

import io.omni.command.pipeline.workspace.SafePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a repository's {@code .omni.yml} says. It has to be read before a patch is applied, so that a patch can't change the rules it
 * is held against.
 *
 * @param build shell lines that build the project; empty when not said
 * @param test shell lines that test it; empty when not said
 * @param timeout how long each may run; null when not said
 * @param forbiddenPaths globs of paths that no patch may touch
 * @param problem why the file was ignored; null when there is none or it was fine
 */
public record ProjectConfig(
        List<String> build,
        List<String> test,
        @Nullable Duration timeout,
        List<String> forbiddenPaths,
        @Nullable String problem) {

    /** The file's name at a repository's root. */
    public static final String FILE = ".omni.yml";

    private static final ProjectConfig NONE = new ProjectConfig(List.of(), List.of(), null, List.of(), null);
    private static final int MAX_BYTES = 64 << 10;
    private static final int MAX_ENTRIES = 100;
    private static final int MAX_GLOB = 200;
    private static final int MAX_SECONDS = 24 * 3600;

    /** Reads it from a checkout that has no patch on it yet. */
    public static ProjectConfig read(Path root) {
        Optional<Path> file = SafePath.regularFile(root, FILE);
        try {
            if (file.isEmpty()) {
                return NONE;
            } else if (Files.size(file.get()) > MAX_BYTES) {
                return broken("it has more than " + MAX_BYTES + " bytes");
            }
            return parse(Files.readString(file.get()));
        } catch (IOException e) {
            return broken("it can't be read as UTF-8 text");
        }
    }

    private static ProjectConfig parse(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(10);
        limits.setNestingDepthLimit(5);
        limits.setAllowDuplicateKeys(false);
        limits.setCodePointLimit(MAX_BYTES);
        try {
            Object loaded = new Yaml(new SafeConstructor(limits)).load(text);
            if (loaded == null) {
                return NONE;
            } else if (!(loaded instanceof Map<?, ?> map)) {
                return broken("it holds no mapping");
            } else {
                List<String> globs = strings(map, "forbidden_paths");
                if (globs.stream().anyMatch(glob -> glob.length() > MAX_GLOB)) {
                    return broken("a pattern in forbidden_paths has more than " + MAX_GLOB + " characters");
                }
                return new ProjectConfig(strings(map, "build"), strings(map, "test"), timeout(map), globs, null);
            }
        } catch (YAMLException | IllegalArgumentException e) {
            return broken(String.valueOf(e.getMessage()).lines().findFirst().orElse("it is no YAML"));
        }
    }

    private static ProjectConfig broken(String why) {
        return new ProjectConfig(List.of(), List.of(), null, List.of(), FILE + " is ignored: " + why);
    }

    private static List<String> strings(Map<?, ?> map, String key) {
        Object value = map.get(key);
        List<String> found = new ArrayList<>();
        if (value instanceof String text) {
            found.add(text);
        } else if (value instanceof List<?> list && list.size() <= MAX_ENTRIES) {
            for (Object entry : list) {
                if (!(entry instanceof String text)) {
                    throw new IllegalArgumentException(key + " is a text or a list of texts");
                }
                found.add(text);
            }
        } else if (value != null) {
            throw new IllegalArgumentException(key + " is a text or a list of at most " + MAX_ENTRIES + " texts");
        }
        return List.copyOf(found);
    }

    private static @Nullable Duration timeout(Map<?, ?> map) {
        Object value = map.get("timeout_seconds");
        if (value == null) {
            return null;
        }
        if (value instanceof Integer seconds && seconds > 0 && seconds <= MAX_SECONDS) {
            return Duration.ofSeconds(seconds);
        }
        throw new IllegalArgumentException("timeout_seconds is a whole number from 1 to " + MAX_SECONDS);
    }
}
