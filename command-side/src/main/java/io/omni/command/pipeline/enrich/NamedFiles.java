package io.omni.command.pipeline.enrich;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that a text names: {@code src/app/main.py}, {@code Main.java:12}, or a type like {@code TokenService} whose file has its
 * name.
 */
final class NamedFiles {
    private static final int MAX_NAMES = 64;
    private static final int MAX_CHARS = 100_000;
    /** Bounded repetition: the text comes from outside, and must not make the expression backtrack. */
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_@+./\\\\-]{1,200}+");

    private static final Pattern FILE = Pattern.compile("[^/]+\\.[A-Za-z][A-Za-z0-9]{0,9}");
    private static final Pattern TYPE = Pattern.compile("\\b[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]{0,60}){1,6}\\b");

    private final Set<String> paths = new LinkedHashSet<>();
    private final Set<String> types = new LinkedHashSet<>();

    private NamedFiles() {}

    static NamedFiles in(String text) {
        NamedFiles named = new NamedFiles();
        String head = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
        Matcher candidates = PATH.matcher(head);
        while (candidates.find() && named.paths.size() < MAX_NAMES) {
            String path = candidates.group().replace('\\', '/').replaceAll("^[./]+|[./-]+$", "");
            if (FILE.matcher(path.substring(path.lastIndexOf('/') + 1)).matches()) {
                named.paths.add(path.toLowerCase(Locale.ROOT));
            }
        }
        Matcher words = TYPE.matcher(head);
        while (words.find() && named.types.size() < MAX_NAMES) {
            named.types.add(words.group().toLowerCase(Locale.ROOT));
        }
        return named;
    }

    /** The names to look files up by, in lower case: file names, and types' names without extension. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(types);
        paths.forEach(path -> names.add(path.substring(path.lastIndexOf('/') + 1)));
        return names;
    }

    /** Whether the text names the file with this path. */
    boolean contains(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String name = lower.substring(lower.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return types.contains(dot > 0 ? name.substring(0, dot) : name)
                || paths.stream().anyMatch(p -> lower.equals(p) || lower.endsWith("/" + p) || p.endsWith("/" + lower));
    }
}
