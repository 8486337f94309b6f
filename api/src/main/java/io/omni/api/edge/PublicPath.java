package io.omni.api.edge;

/**
 * A folder of static files that needs no token; whoever serves one declares a bean of this type.
 *
 * @param prefix begins and ends with a slash, for example {@code /dashboard/}
 */
public record PublicPath(String prefix) {

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when it isn't a folder below the root
     */
    public PublicPath {
        if (prefix.length() < 3 || !prefix.startsWith("/") || !prefix.endsWith("/")) {
            throw new IllegalArgumentException("A public path begins and ends with a slash: " + prefix);
        }
    }
}
