package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.StageFailure;
import io.omni.events.pipeline.RepositoryUrl;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;

/** Turns what a git server did into a failure that says what to do, and whether trying again may help. */
final class GitTrouble {
    private static final Pattern REFUSED = Pattern.compile(
            "not authorized|authentication|auth fail|not permitted|403|401|cannot log in|no more authentication methods");
    private static final Pattern HOST_KEY = Pattern.compile("host key|server key|not verif");

    private GitTrouble() {}

    static StageFailure failure(Throwable trouble, RepositoryUrl url) {
        if (trouble instanceof StageFailure failure) {
            return failure;
        }
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return unreachable(url, "no host has that name", trouble);
            } else if (cause instanceof SocketException || cause instanceof SocketTimeoutException) {
                return unreachable(url, lastWords(trouble), trouble);
            } else if (cause instanceof PackProtocolException) {
                // Its message quotes the answer, which may come from an inner
                // service that is no business of the caller.
                return StageFailure.permanent("what answers at " + url + " is no git server; check the URL", null);
            } else if (cause instanceof NoRemoteRepositoryException) {
                return StageFailure.permanent(
                        "there is no repository at " + url + ", or it is private; check the URL and its credentials",
                        trouble);
            } else if (cause instanceof CorruptObjectException || cause instanceof TooLargeObjectInPackException) {
                return StageFailure.permanent(
                        "the repository at " + url + " holds objects that are broken or unsafe: " + cause.getMessage(),
                        trouble);
            } else if (cause instanceof NotSupportedException) {
                return StageFailure.permanent(
                        "the repository at " + url
                                + " can't be read or written that way: its server may offer no pushes; use a https URL of a git server",
                        trouble);
            } else if (cause instanceof SSLHandshakeException) {
                return StageFailure.permanent(
                        "the certificate of the server of " + url
                                + " isn't trusted; install its authority's certificate",
                        trouble);
            }
        }
        // The URL's own words must not be taken for the server's.
        String said = words(trouble).replace(url.value().toLowerCase(Locale.ROOT), "");
        if (HOST_KEY.matcher(said).find()) {
            return StageFailure.permanent(
                    "the ssh host of " + url
                            + " isn't known; add its key to known_hosts in the orchestrator's ssh folder",
                    trouble);
        } else if (REFUSED.matcher(said).find()) {
            return StageFailure.permanent(
                    "the server refused access to " + url + "; check the credentials and what they may do", trouble);
        }
        return unreachable(url, lastWords(trouble), trouble);
    }

    private static StageFailure unreachable(RepositoryUrl url, String why, Throwable trouble) {
        return StageFailure.transientTrouble(
                "the repository at " + url + " can't be reached now: " + why, null, trouble);
    }

    private static String words(Throwable trouble) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            words.append(cause.getMessage()).append('\n');
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }

    private static String lastWords(Throwable trouble) {
        Throwable root = trouble;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.length() > 300 ? message.substring(0, 300) : message;
    }
}
