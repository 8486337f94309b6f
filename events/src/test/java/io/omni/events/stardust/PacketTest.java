package io.omni.events.stardust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PacketTest {
    private static final Packet PACKET = new Packet(
            PacketKind.EVENT,
            "pipeline",
            "pipe_1",
            null,
            "operator \"A\"",
            Instant.parse("2026-01-01T00:00:00.123456Z"),
            "{\"type\":\"pipeline.started\", \"event_id\":\"evt_1\"}",
            "ab".repeat(32),
            List.of("ff".repeat(32), "00".repeat(32)));

    @Test
    void its_bytes_are_canonical_and_its_id_is_their_hash() throws Exception {
        String text = new String(PACKET.bytes(), StandardCharsets.UTF_8);

        assertThat(text)
                .isEqualTo("{\"_meta_parents\":[\"" + "00".repeat(32) + "\",\"" + "ff".repeat(32)
                        + "\"],\"actor\":\"operator \\\"A\\\"\",\"entity_id\":\"pipe_1\",\"entity_type\":\"pipeline\","
                        + "\"kind\":\"event\",\"occurred_at\":\"2026-01-01T00:00:00.123456Z\","
                        + "\"payload\":{\"event_id\":\"evt_1\",\"type\":\"pipeline.started\"},"
                        + "\"payload_commitment\":\"" + "ab".repeat(32)
                        + "\",\"schema_version\":1,\"trace_id\":null}");
        byte[] hashed = ("stardust/v1\n" + text).getBytes(StandardCharsets.UTF_8);
        assertThat(Packet.id(PACKET.bytes()))
                .isEqualTo(HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest(hashed)));
    }

    @Test
    void it_reads_back_and_has_the_same_bytes_again() {
        Packet read = Packet.parse(PACKET.bytes());

        assertThat(read.bytes()).isEqualTo(PACKET.bytes());
        assertThat(read.actor()).isEqualTo("operator \"A\"");
        assertThat(read.traceId()).isNull();
        assertThat(read.payload()).isEqualTo("{\"event_id\":\"evt_1\",\"type\":\"pipeline.started\"}");
    }

    @Test
    void what_is_no_packet_is_refused() {
        String text = new String(PACKET.bytes(), StandardCharsets.UTF_8);
        for (String other : List.of(
                "",
                "[]",
                "{}",
                text.replace("\"schema_version\":1", "\"schema_version\":2"),
                text.replace("\"kind\":\"event\"", "\"kind\":\"else\""),
                text.replace("\"trace_id\"", "\"trace\""),
                text.substring(0, text.length() - 1),
                text.replace("2026-01-01", "yesterday"))) {
            assertThatThrownBy(() -> Packet.parse(other.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The examples of RFC 8785: section 3.2.2 (values), 3.2.3 (order of members) and appendix B (numbers). */
    @Test
    void canonical_json_is_what_rfc_8785_gives_as_examples() {
        Map<String, String> examples = Map.of(
                """
                {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                 "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                 "literals": [null, true, false]}
                """,
                "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
                """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control", "\\u00f6": "Latin Small Letter O With Diaeresis"}
                """,
                "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small Letter O With Diaeresis\","
                        + "\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
                "[56, {\"d\": true, \"10\": null, \"1\": []}]",
                "[56,{\"1\":[],\"10\":null,\"d\":true}]",
                "[0, -0, 5e-324, -5e-324, 1.7976931348623157e308, 9007199254740992, 295147905179352830000, 9.999999999999997e22, 1e23, 1.0000000000000001e23, 999999999999999700000, 1e21, 0.000001, 0.0000009999999999999997]",
                "[0,0,5e-324,-5e-324,1.7976931348623157e+308,9007199254740992,295147905179352830000,9.999999999999997e+22,1e+23,1.0000000000000001e+23,999999999999999700000,1e+21,0.000001,9.999999999999997e-7]");

        examples.forEach((json, canonical) -> assertThat(new String(CanonicalJson.of(json), StandardCharsets.UTF_8))
                .isEqualTo(canonical));
    }

    @Test
    void canonical_json_refuses_what_is_none() {
        for (String json : List.of("", "{", "{\"a\":1,\"a\":2}", "{\"a\":NaN}", "[1,]", "{\"a\":\"\ud800\"}")) {
            assertThatThrownBy(() -> CanonicalJson.of(json)).as(json).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_commitment_depends_on_salt_and_content() {
        byte[] content = "{}".getBytes(StandardCharsets.UTF_8);
        Commitment commitment = Commitment.to(new byte[Commitment.SALT_BYTES], content);
        byte[] otherSalt = new byte[Commitment.SALT_BYTES];
        otherSalt[0] = 1;

        assertThat(commitment.hex()).hasSize(64);
        assertThat(Commitment.to(new byte[Commitment.SALT_BYTES], content).digest())
                .isEqualTo(commitment.digest());
        assertThat(Commitment.to(otherSalt, content).digest()).isNotEqualTo(commitment.digest());
        assertThat(Commitment.to(new byte[Commitment.SALT_BYTES], new byte[0]).digest())
                .isNotEqualTo(commitment.digest());
    }
}
