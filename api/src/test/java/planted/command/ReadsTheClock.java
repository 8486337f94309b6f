package planted.command;

import java.time.Instant;

/** A decision that comes out differently every time. */
final class ReadsTheClock {
    Instant decide() {
        return Instant.now();
    }
}
