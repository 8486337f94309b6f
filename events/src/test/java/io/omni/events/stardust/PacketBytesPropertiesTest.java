package io.omni.events.stardust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class PacketBytesPropertiesTest {
    @Property
    void bytes_are_canonical_whatever_a_packet_says(
            @ForAll("texts") String type,
            @ForAll("texts") String id,
            @ForAll("textsOrNone") @Nullable String actor,
            @ForAll("textsOrNone") @Nullable String trace,
            @ForAll @IntRange(min = 0, max = 2) int parents) {
        Packet packet = new Packet(
                PacketKind.EVENT,
                type,
                id,
                trace,
                actor,
                Instant.parse("2026-01-01T00:00:00Z"),
                "{\"b\":1.50,\"a\":[true,\"\\u000f\"]}",
                null,
                List.of("11", "00").subList(0, parents));

        byte[] bytes = packet.bytes();

        assertThat(CanonicalJson.of(new String(bytes, StandardCharsets.UTF_8))).isEqualTo(bytes);
        assertThat(Packet.parse(bytes).entityId()).isEqualTo(id);
        assertThat(Packet.parse(bytes).actor()).isEqualTo(actor);
    }

    /** Everything that UTF-8 can say, what must be escaped more often than by chance. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange(' ', '\ud7ff')
                .withCharRange('\ue000', '\uffff')
                .withCharRange('\0', '\u001f')
                .withChars('"', '\\', '/', '\u007f', '\u2028')
                .ofMaxLength(20)
                .map(text -> text + (text.length() % 3 == 0 ? "\ud83d\ude80" : ""));
    }

    @Provide
    Arbitrary<@Nullable String> textsOrNone() {
        return texts().injectNull(0.3);
    }
}
