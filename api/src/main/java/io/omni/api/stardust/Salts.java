package io.omni.api.stardust;

import io.omni.events.stardust.Commitment;
import java.security.SecureRandom;

/** Makes salts. */
final class Salts {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Salts() {}

    static byte[] next() {
        byte[] salt = new byte[Commitment.SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }
}
