package io.omni.command.knowledge;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which parts of a tree nobody wrote by hand, and which must not be shown to a model. */
final class FileRules {
    private static final Set<String> NEVER = Set.of(
            ".git",
            ".hg",
            ".svn",
            "node_modules",
            "bower_components",
            "__pycache__",
            ".venv",
            "venv",
            ".tox",
            ".gradle",
            ".idea",
            ".next",
            ".cache",
            "Pods");
    /** Names of build output that are also good names for a package: beneath {@code src} they are code. */
    private static final Set<String> OUTSIDE_SOURCES = Set.of("target", "build", "dist", "out", "vendor");

    private static final Pattern GENERATED = Pattern.compile(
            ".*\\.min\\.(js|css)|.*\\.map|package-lock\\.json|yarn\\.lock|pnpm-lock\\.yaml|cargo\\.lock|poetry\\.lock|go\\.sum");
    private static final Pattern SECRET = Pattern.compile(
            "\\.env(\\.(?!example|sample|template).*)?|.*\\.(pem|key|p12|pfx|jks|keystore|kdbx)|id_(rsa|dsa|ecdsa|ed25519)"
                    + "|\\.netrc|\\.npmrc|\\.pypirc|\\.git-credentials|credentials");

    private FileRules() {}

    /** Whether a folder holds what tools made or fetched. */
    static boolean isVendored(Path folder, Path root) {
        String name = String.valueOf(folder.getFileName());
        if (NEVER.contains(name)) {
            return true;
        }
        if (!OUTSIDE_SOURCES.contains(name)) {
            return false;
        }
        for (Path part : root.relativize(folder)) {
            if (part.toString().equals("src")) {
                return false;
            }
        }
        return true;
    }

    /** Whether a tool wrote the file. */
    static boolean isGenerated(String fileName) {
        return GENERATED.matcher(fileName.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether the file's name says that it holds secrets. */
    static boolean isSecret(String fileName) {
        return SECRET.matcher(fileName.toLowerCase(Locale.ROOT)).matches();
    }
}
