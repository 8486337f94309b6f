package io.omni.api.edge;

import org.jspecify.annotations.Nullable;

/** Knows one kind of bearer token. The edge asks each bean of this type in order until one knows the token. */
public interface CallerAuthenticator {

    /**
     * Who a token belongs to. Comparison takes the same time wherever the first difference is.
     *
     * @param bearerToken what follows {@code Bearer} in the {@code Authorization} header
     * @return null when this isn't a token of this kind, or nobody's
     */
    @Nullable
    Identity identify(String bearerToken);
}
