package io.omni.events.service.deployment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The value of an environment variable: a text, or a secret of which only the reference and a keyed fingerprint are known here.
 *
 * @param text the value; null for a secret
 * @param secretRef where the secret lies encrypted; null for a text
 * @param fingerprint tells whether two secrets are the same, without giving either away; null for a text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigValue(
        @Nullable String text,
        @Nullable String secretRef,
        @Nullable String fingerprint) {
    /** What stands in place of a secret wherever it can be read. */
    public static final String REDACTED = "***";

    /** @throws IllegalArgumentException when it is neither a text nor a secret, or both */
    public ConfigValue {
        if ((text == null) == (secretRef == null) || (secretRef == null) != (fingerprint == null)) {
            throw new IllegalArgumentException("a value is a text, or a secret's reference with its fingerprint");
        }
    }

    /** A value that may be read. */
    public static ConfigValue text(String text) {
        return new ConfigValue(text, null, null);
    }

    /** A secret. */
    public static ConfigValue secret(String reference, String fingerprint) {
        return new ConfigValue(null, reference, fingerprint);
    }

    /** Whether both stand for the same value, wherever secrets lie. */
    public boolean sameAs(@Nullable ConfigValue other) {
        if (other == null) {
            return false;
        }
        return text != null
                ? text.equals(other.text)
                : String.valueOf(fingerprint).equals(other.fingerprint);
    }

    /** What people may read. */
    @JsonIgnore
    public String shown() {
        return text == null ? REDACTED : text;
    }
}
