package io.omni.api.stardust;

import io.omni.api.edge.QueryParameters;
import io.omni.events.stardust.PacketKind;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the ledger's query parameters. Each refuses with {@code BAD_REQUEST}, naming the parameter and what it takes. */
final class Parameters {
    private Parameters() {}

    static @Nullable String kind(@Nullable String text) {
        if (text != null && PacketKind.of(text).isEmpty()) {
            throw QueryParameters.bad(
                    "kind",
                    "use one of "
                            + Arrays.stream(PacketKind.values())
                                    .map(PacketKind::wireName)
                                    .collect(Collectors.joining(", ")));
        }
        return text;
    }

    /** A text to compare with. The database takes no NUL. */
    static @Nullable String text(String name, @Nullable String text) {
        if (text != null && (text.isEmpty() || text.length() > 300 || text.indexOf('\0') >= 0)) {
            throw QueryParameters.bad(name, "give 1 to 300 characters");
        }
        return text;
    }
}
