package io.omni.events.stardust;

import io.omni.events.tlog.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Stands for a content that isn't in the packet itself: SHA-256 over {@code "stardust/payload/v1\n"}, the salt and the content. Who
 * has the salt and the content can prove that they are the ones; once the salt is erased, nobody can even guess.
 *
 * @param salt {@value #SALT_BYTES} random bytes
 * @param digest the hash
 */
public record Commitment(byte[] salt, byte[] digest) {
    /** The length of a salt, in bytes. */
    public static final int SALT_BYTES = 32;

    private static final byte[] DOMAIN = "stardust/payload/v1\n".getBytes(StandardCharsets.US_ASCII);

    /** A commitment to a content. */
    public static Commitment to(byte[] salt, byte[] content) {
        return new Commitment(salt, begin(salt).digest(content));
    }

    /** A hash that the content is still to be fed to, piece by piece. */
    public static MessageDigest begin(byte[] salt) {
        MessageDigest digest = Hashing.sha256();
        digest.update(DOMAIN);
        digest.update(salt);
        return digest;
    }

    /** The hash in hexadecimal, as a packet holds it. */
    public String hex() {
        return HexFormat.of().formatHex(digest);
    }
}
