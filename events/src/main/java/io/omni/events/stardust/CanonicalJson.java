package io.omni.events.stardust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.erdtman.jcs.JsonCanonicalizer;

/** JSON in the one form that <a href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a> allows. */
public final class CanonicalJson {
    private CanonicalJson() {}

    /**
     * The canonical form.
     *
     * @param json an object or an array
     * @throws IllegalArgumentException when it is no JSON, or names a member twice
     */
    public static byte[] of(String json) {
        try {
            // Encoded here, because the library turns half a surrogate pair into a question mark.
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(new JsonCanonicalizer(json).getEncodedString()));
            return Arrays.copyOf(encoded.array(), encoded.limit());
        } catch (IOException e) {
            throw new IllegalArgumentException("That is no JSON: " + e.getMessage(), e);
        }
    }
}
