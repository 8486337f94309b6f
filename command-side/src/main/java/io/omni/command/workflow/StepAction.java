package io.omni.command.workflow;

import io.omni.events.workflow.Template;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a step calls.
 *
 * @param method the HTTP method
 * @param path from the service's root, with its templates
 */
public record StepAction(String method, String path) {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{[^}]*}}");
    private static final int MAX_LENGTH = 2_000;

    /**
     * Reads an action.
     *
     * @throws IllegalArgumentException with a sentence for the author when it is none
     */
    public static StepAction parse(String action) {
        int space = action.indexOf(' ');
        String method = space < 0 ? action : action.substring(0, space);
        require(
                space > 0 && METHODS.contains(method),
                "give METHOD /path with one of GET, HEAD, POST, PUT, PATCH, DELETE");
        require(action.length() <= MAX_LENGTH, "an action has at most 2000 characters");
        String path = action.substring(space + 1);
        Template.parse(path);
        // What a template becomes is percent-encoded, so a letter stands for it here.
        String plain = TEMPLATE.matcher(path).replaceAll("x");
        require(
                plain.startsWith("/") && !plain.startsWith("//"),
                "the path begins with one slash; a step calls its service and no other host");
        require(
                plain.chars().noneMatch(c -> c <= ' ' || c >= 0x7f || c == '\\' || c == '#'),
                "the path holds no spaces, control characters, backslash or fragment; percent-encode them");
        int query = plain.indexOf('?');
        String decoded = (query < 0 ? plain : plain.substring(0, query))
                .replaceAll("(?i)%2e", ".")
                .replaceAll("(?i)%2f|%5c", "/");
        for (String segment : decoded.split("/", -1)) {
            require(!segment.equals("..") && !segment.equals("."), "the path holds no segments '.' or '..'");
        }
        require(
                !decoded.matches("(?i).*%(0[0-9a-f]|1[0-9a-f]|7f|25).*"),
                "the path holds no encoded control characters");
        return new StepAction(method, path);
    }

    /** Whether its input goes into the query instead of a body. */
    public boolean asksByQuery() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("DELETE");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
