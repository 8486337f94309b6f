package io.omni.events.stardust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

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
        return encoded(text(json));
    }

    /** The same as a text. */
    static String text(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedString();
        } catch (IOException e) {
            throw new IllegalArgumentException("That is no JSON: " + e.getMessage(), e);
        }
    }

    /**
     * A canonical text as UTF-8.
     *
     * @throws IllegalArgumentException when it holds half a surrogate pair, of which the library would make a question mark
     */
    static byte[] encoded(CharSequence canonical) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(canonical));
            return Arrays.copyOf(encoded.array(), encoded.limit());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("That is no JSON: " + e.getMessage(), e);
        }
    }

    /** Writes a string, or null, as section 3.2.2.2 has it: escaped is only what must be, in the shortest way. */
    static void write(StringBuilder out, @Nullable String string) {
        if (string == null) {
            out.append("null");
            return;
        }
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
