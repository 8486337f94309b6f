package io.omni.command.pipeline.workspace;

import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** A repository's own credentials, given to its own server only: a redirect to another one gets nothing. */
final class StoredCredentials extends CredentialsProvider {
    private final URIish repository;
    private final @Nullable String user;
    private final @Nullable String password;

    /**
     * Takes the credentials.
     *
     * @param userInfo {@code user:password}, or a token alone; null when there are none
     */
    StoredCredentials(URIish repository, @Nullable String userInfo) {
        this.repository = repository;
        int colon = userInfo == null ? -1 : userInfo.indexOf(':');
        user = userInfo == null ? null : colon < 0 ? userInfo : userInfo.substring(0, colon);
        password = userInfo == null ? null : colon < 0 ? "" : userInfo.substring(colon + 1);
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Username || item instanceof CredentialItem.Password)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        if (user == null || password == null || !isRepositorysServer(uri) || !supports(items)) {
            return false;
        }
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username name) {
                name.setValue(user);
            } else if (item instanceof CredentialItem.Password secret) {
                secret.setValue(password.toCharArray());
            }
        }
        return true;
    }

    private boolean isRepositorysServer(URIish uri) {
        return repository.getHost() != null
                && repository.getHost().equalsIgnoreCase(uri.getHost())
                && repository.getPort() == uri.getPort()
                && repository.getScheme().equalsIgnoreCase(uri.getScheme());
    }
}
