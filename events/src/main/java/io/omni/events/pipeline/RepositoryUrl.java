package io.omni.events.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a repository is, without credentials. Accepted: {@code https}, {@code http}, {@code ssh}, {@code git} with a host and a path,
 * {@code file} with an absolute path, and git's scp form {@code user@host:path}, which is kept as {@code ssh://user@host/path}.
 * Everything else is refused: above all remote helpers ({@code ext::}) and texts that start with a dash, which git would take
 * as options.
 *
 * @param value the URL; never with a password, and with a user name only for {@code ssh}
 */
public record RepositoryUrl(@JsonValue String value) {
    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git", "file");
    private static final Pattern SCP = Pattern.compile("([A-Za-z0-9._-]+)@([A-Za-z0-9.-]+):([^/:\\s][^:\\s]*)");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]*");
    private static final int MAX_LENGTH = 2048;

    /** @throws IllegalArgumentException with a sentence for the caller when the text is no acceptable URL */
    @JsonCreator
    public RepositoryUrl {
        check(value);
    }

    /** The URL without the credentials that the text may hold. */
    public static RepositoryUrl withoutCredentials(String text) {
        var scp = SCP.matcher(text);
        if (scp.matches()) {
            return new RepositoryUrl("ssh://" + scp.group(1) + "@" + scp.group(2) + "/" + scp.group(3));
        }
        int at = userInfoEnd(text);
        if (at < 0) {
            return new RepositoryUrl(text);
        }
        int start = text.indexOf("://") + 3;
        String userInfo = text.substring(start, at);
        String user = userInfo.indexOf(':') < 0 ? userInfo : userInfo.substring(0, userInfo.indexOf(':'));
        boolean keepsUser = text.toLowerCase(Locale.ROOT).startsWith("ssh://");
        return new RepositoryUrl(text.substring(0, start) + (keepsUser ? user + "@" : "") + text.substring(at + 1));
    }

    /**
     * The user name, or user name and password, that the text holds and that must not be shown again.
     *
     * @return as they stand in the URL, percent-encoded: {@code user}, {@code user:password} or {@code :password}; null when there
     *     are none, and for a mere user name of {@code ssh}, which stays in the URL
     */
    public static @Nullable String credentials(String text) {
        int at = userInfoEnd(text);
        if (at < 0) {
            return null;
        }
        String userInfo = text.substring(text.indexOf("://") + 3, at);
        boolean ssh = text.toLowerCase(Locale.ROOT).startsWith("ssh://");
        return userInfo.isEmpty() || (ssh && userInfo.indexOf(':') < 0) ? null : userInfo;
    }

    /** Whether the text holds a user name or password that must not be shown again. */
    public static boolean hasCredentials(String text) {
        return credentials(text) != null;
    }

    /** The scheme in lower case. */
    public String scheme() {
        return value.substring(0, value.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    /**
     * The same text for every spelling of the same repository: scheme and host in lower case, no default port, no trailing
     * slash and no {@code .git}.
     */
    public String canonical() {
        URI uri = URI.create(value);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        String path = uri.getPath().replaceAll("/+", "/").replaceAll("/$", "").replaceAll("\\.git$", "");
        boolean defaultPort = uri.getPort() == -1 || uri.getPort() == defaultPort(scheme());
        return scheme() + "://" + host + (defaultPort ? "" : ":" + uri.getPort()) + path;
    }

    private static int userInfoEnd(String text) {
        int scheme = text.indexOf("://");
        if (scheme < 0) {
            return -1;
        }
        int pathStart = text.indexOf('/', scheme + 3);
        String authority = text.substring(scheme + 3, pathStart < 0 ? text.length() : pathStart);
        int at = authority.lastIndexOf('@');
        return at < 0 ? -1 : scheme + 3 + at;
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            case "ssh" -> 22;
            case "git" -> 9418;
            default -> -1;
        };
    }

    private static void check(String text) {
        refuse(text.isBlank() || text.length() > MAX_LENGTH, "give a repository URL of 1 to 2048 characters");
        refuse(
                text.chars().anyMatch(c -> c <= ' ' || c == 0x7f),
                "a repository URL holds no spaces or control characters");
        refuse(text.startsWith("-") || text.contains("::"), "use a https, http, ssh, git or file URL");
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("give a well-formed https, http, ssh, git or file URL", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        refuse(!SCHEMES.contains(scheme), "use a https, http, ssh, git or file URL");
        refuse(
                uri.getRawQuery() != null || uri.getRawFragment() != null,
                "a repository URL has no query and no fragment");
        refuse(uri.getPath() == null || uri.getPath().length() < 2, "name the repository's path in the URL");
        if (scheme.equals("file")) {
            refuse(uri.getHost() != null, "a file URL names a path on this machine: file:///path");
        } else {
            refuse(uri.getHost() == null || uri.getHost().startsWith("-"), "name the repository's host in the URL");
            refuse(uri.getPath().startsWith("/-"), "a repository path does not start with a dash");
        }
        String user = uri.getUserInfo();
        refuse(
                user != null && !(scheme.equals("ssh") && USER.matcher(user).matches()),
                "credentials are kept apart from the URL");
    }

    private static void refuse(boolean broken, String sentence) {
        if (broken) {
            throw new IllegalArgumentException(sentence);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
