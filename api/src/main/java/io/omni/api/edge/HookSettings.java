package io.omni.api.edge;

import org.jspecify.annotations.Nullable;

/**
 * How inbound hooks prove where they come from.
 *
 * @param secret what they are signed under; null: signed hooks are refused
 */
public record HookSettings(@Nullable String secret) {
    /** Without the secret, so that it reaches no log. */
    @Override
    public String toString() {
        return "HookSettings[]";
    }
}
