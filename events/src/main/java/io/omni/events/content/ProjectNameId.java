package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Hashes;
import io.omni.events.id.Ids;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names a name of a project. Derived from tenant and name, so that two claims meet in the same aggregate, on whichever node.
 *
 * @param value {@code pname_} and a suffix of 1 to 40 of {@code [0-9a-z]}
 */
public record ProjectNameId(@JsonValue String value) {
    private static final String PREFIX = "pname";
    private static final int DIGITS = 40;

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public ProjectNameId {
        Ids.require(PREFIX, value);
    }

    /** The name as the tenant's projects share it: without regard to case and to blanks around it. */
    public static ProjectNameId of(@Nullable String tenant, String name) {
        String canonical = (tenant == null ? "" : tenant) + "\n" + name.strip().toLowerCase(Locale.ROOT);
        return new ProjectNameId(PREFIX + "_" + Hashes.sha256(canonical).substring(0, DIGITS));
    }

    /** Whether a text from outside has the form of such an id. */
    public static boolean isValid(String text) {
        return Ids.isValid(PREFIX, text);
    }

    @Override
    public String toString() {
        return value;
    }
}
