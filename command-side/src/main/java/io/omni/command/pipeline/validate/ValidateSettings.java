package io.omni.command.pipeline.validate;

import java.time.Duration;
import java.util.List;

/**
 * What a patch is held against.
 *
 * @param timeout the longest that validating may take; default 15 minutes
 * @param maxChangedFiles the most files that a patch may change; default 200
 * @param maxPatchBytes the most bytes that it may have; default 512 KiB
 * @param forbiddenPaths globs of paths that it must not touch, beside those of the repository itself; {@code **} crosses folders
 * @param scan whether the Security Shield is asked; default yes
 */
public record ValidateSettings(
        Duration timeout, int maxChangedFiles, int maxPatchBytes, List<String> forbiddenPaths, boolean scan) {

    /** Keeps its own copy. */
    public ValidateSettings {
        forbiddenPaths = List.copyOf(forbiddenPaths);
    }

    /** The defaults. */
    public static ValidateSettings defaults() {
        return new ValidateSettings(
                Duration.ofMinutes(15),
                200,
                512 << 10,
                List.of(
                        ".git/**",
                        ".omni.yml",
                        ".github/workflows/**",
                        ".gitea/**",
                        ".gitlab-ci.yml",
                        ".woodpecker.yml",
                        ".woodpecker/**",
                        "Jenkinsfile"),
                true);
    }
}
