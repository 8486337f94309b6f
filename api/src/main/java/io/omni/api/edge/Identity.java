package io.omni.api.edge;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a token belongs to, and what it opens.
 *
 * @param actor a name that is safe to store and to show, for example {@code operator} or {@code key:key_01…}
 * @param scopes what it may do
 * @param tenant whose data it works on; null: the platform's own
 */
public record Identity(
        String actor, Set<Scope> scopes, @Nullable String tenant) {
    /** Takes an unchangeable copy of the scopes. */
    public Identity {
        scopes = Set.copyOf(scopes);
    }
}
