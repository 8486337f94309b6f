package io.omni.command.pipeline.build;

import io.omni.command.pipeline.workspace.SafePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shell lines that build and test a project: its own from {@link ProjectConfig}, otherwise those of the build tool whose file lies
 * at its root.
 *
 * @param build builds it; empty when nothing is known
 * @param test tests it in a fresh checkout, so it builds it first where the project says how; empty when nothing is known
 */
public record ProjectCommands(Optional<String> build, Optional<String> test) {
    private static final int MAX_READ = 1 << 20;
    private static final Pattern TEST_TARGET = Pattern.compile("(?m)^test\\s*:(?!=)");
    private static final JsonMapper JSON = new JsonMapper();

    /** Finds them in a checkout. */
    public static ProjectCommands find(Path root, ProjectConfig config) {
        ProjectCommands detected = detect(root);
        return new ProjectCommands(
                own(config.build()).or(() -> config.test().isEmpty() ? detected.build : Optional.empty()),
                own(config.test()).map(test -> afterBuild(config, test)).or(detected::test));
    }

    private static String afterBuild(ProjectConfig config, String test) {
        return own(config.build()).map(build -> build + "\n" + test).orElse(test);
    }

    private static Optional<String> own(List<String> lines) {
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    private static ProjectCommands detect(Path root) {
        if (has(root, "pom.xml")) {
            String maven = has(root, "mvnw") ? "sh ./mvnw" : "mvn";
            return of(maven + " -q -B -DskipTests compile", maven + " -q -B test");
        } else if (has(root, "build.gradle") || has(root, "build.gradle.kts")) {
            String gradle = has(root, "gradlew") ? "sh ./gradlew" : "gradle";
            return of(gradle + " --no-daemon classes", gradle + " --no-daemon test");
        } else if (has(root, "package.json")) {
            return node(root);
        } else if (has(root, "go.mod")) {
            return of("go build ./...", "go test ./...");
        } else if (has(root, "Cargo.toml")) {
            return of("cargo build", "cargo test");
        } else if (has(root, "pyproject.toml") || has(root, "setup.py") || isFolder(root, "tests")) {
            return new ProjectCommands(
                    Optional.empty(), Optional.of("python3 -m pytest --junitxml=\"$HOME/../junit/pytest.xml\""));
        } else if (has(root, "Makefile")
                && TEST_TARGET.matcher(text(root, "Makefile")).find()) {
            return new ProjectCommands(Optional.empty(), Optional.of("make test"));
        }
        return new ProjectCommands(Optional.empty(), Optional.empty());
    }

    private static ProjectCommands node(Path root) {
        JsonNode scripts;
        try {
            scripts = JSON.readTree(text(root, "package.json")).path("scripts");
        } catch (JacksonException e) {
            // npm reports the broken file itself, where everybody reads it.
            return of("npm run build", "npm test");
        }
        // Packages' own install scripts are nobody's business here.
        String install = has(root, "package-lock.json") ? "npm ci --ignore-scripts" : "";
        Optional<String> build = scripts.has("build")
                ? Optional.of((install.isEmpty() ? "" : install + "\n") + "npm run build")
                : Optional.of(install).filter(line -> !line.isEmpty());
        Optional<String> test = scripts.has("test")
                ? Optional.of((install.isEmpty() ? "" : install + "\n") + "npm test")
                : Optional.empty();
        return new ProjectCommands(build, test);
    }

    private static ProjectCommands of(String build, String test) {
        return new ProjectCommands(Optional.of(build), Optional.of(test));
    }

    private static boolean has(Path root, String name) {
        return SafePath.regularFile(root, name).isPresent();
    }

    private static boolean isFolder(Path root, String name) {
        return Files.isDirectory(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private static String text(Path root, String name) {
        try {
            Path file = SafePath.regularFile(root, name).orElseThrow(IOException::new);
            return Files.size(file) > MAX_READ ? "" : Files.readString(file);
        } catch (IOException e) {
            // A file that is no readable text names no targets and no scripts.
            return "";
        }
    }
}
