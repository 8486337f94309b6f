package io.omni.events.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names a managed service, as the catalogue and the API do. It is also the id of the service's aggregate: no other id can look like
 * it, because all others hold an underscore.
 *
 * @param value lower-case letters, digits and dashes, at most 64 characters
 */
public record ServiceName(@JsonValue String value) implements Comparable<ServiceName> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    /** @throws IllegalArgumentException when the text is no name of a service */
    @JsonCreator
    public ServiceName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a service's name is made of lower-case letters, digits and dashes, at most 64 characters");
        }
    }

    /** Whether a text has the form of a service's name. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
