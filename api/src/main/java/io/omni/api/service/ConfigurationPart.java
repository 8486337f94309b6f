package io.omni.api.service;

import org.jspecify.annotations.Nullable;

/** Fills the part {@code configuration} of a service's detail. */
@FunctionalInterface
public interface ConfigurationPart {

    /**
     * The configuration as the detail shows it: {@code environment}, {@code resources}, {@code pending}; without secrets.
     *
     * @param service a service of the catalogue
     * @return null when nothing is known of it
     */
    @Nullable
    Object of(String service);
}
