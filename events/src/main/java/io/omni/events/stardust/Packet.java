package io.omni.events.stardust;

import io.omni.events.tlog.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One entry of the ledger. Its bytes are canonical JSON, its id is their hash, and they are the leaf of the tree.
 *
 * @param kind what it tells of
 * @param entityType what kind of thing it is about, such as {@code pipeline}
 * @param entityId which one
 * @param traceId the W3C trace it belongs to; null when there is none
 * @param actor who caused it; null when nobody is known
 * @param occurredAt when it happened
 * @param payload a JSON object that holds nothing personal
 * @param commitment the commitment to the content beside it, 64 hexadecimal digits; null when there is none
 * @param parents the ids of the packets that led to it, sorted
 */
public record Packet(
        PacketKind kind,
        String entityType,
        String entityId,
        @Nullable String traceId,
        @Nullable String actor,
        Instant occurredAt,
        String payload,
        @Nullable String commitment,
        List<String> parents) {
    /** The version of this shape. */
    public static final int SCHEMA_VERSION = 1;

    private static final byte[] DOMAIN = "stardust/v1\n".getBytes(StandardCharsets.US_ASCII);
    private static final JsonFactory JSON = new JsonFactory();

    /** Sorts the parents. */
    public Packet {
        parents = parents.stream().distinct().sorted().toList();
    }

    /**
     * The bytes that are hashed and kept.
     *
     * @throws IllegalArgumentException when the payload is no JSON object
     */
    public byte[] bytes() {
        // Its members are written in their canonical order, so that only the payload has to be put in order.
        StringBuilder out = new StringBuilder(700).append("{\"_meta_parents\":[");
        for (int i = 0; i < parents.size(); i++) {
            CanonicalJson.write(i == 0 ? out : out.append(','), parents.get(i));
        }
        out.append(']');
        member(out, "actor", actor);
        member(out, "entity_id", entityId);
        member(out, "entity_type", entityType);
        member(out, "kind", kind.wireName());
        member(out, "occurred_at", occurredAt.toString());
        out.append(",\"payload\":").append(CanonicalJson.text(payload));
        if (commitment != null) {
            member(out, "payload_commitment", commitment);
        }
        out.append(",\"schema_version\":").append(SCHEMA_VERSION);
        member(out, "trace_id", traceId);
        return CanonicalJson.encoded(out.append('}'));
    }

    private static void member(StringBuilder out, String name, @Nullable String value) {
        out.append(",\"").append(name).append("\":");
        CanonicalJson.write(out, value);
    }

    /** The id of the packet with these bytes: hexadecimal SHA-256 over {@code "stardust/v1\n"} and the bytes. */
    public static String id(byte[] bytes) {
        return HexFormat.of().formatHex(idBytes(bytes));
    }

    /** The same id as its 32 bytes. */
    public static byte[] idBytes(byte[] bytes) {
        MessageDigest digest = Hashing.sha256();
        digest.update(DOMAIN);
        return digest.digest(bytes);
    }

    /**
     * Reads a packet.
     *
     * @param bytes what {@link #bytes} gave
     * @throws IllegalArgumentException when it is no packet of this version
     */
    public static Packet parse(byte[] bytes) {
        Parts parts = new Parts();
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("A packet is a JSON object.");
            }
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                parts.read(in, bytes);
            }
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("That is no packet.", e);
        }
        return parts.packet();
    }

    /** The members as they are read. */
    private static final class Parts {
        private int version;
        private @Nullable String kind;
        private @Nullable String entityType;
        private @Nullable String entityId;
        private @Nullable String traceId;
        private @Nullable String actor;
        private @Nullable Instant occurredAt;
        private @Nullable String payload;
        private @Nullable String commitment;
        private @Nullable List<String> parents;

        void read(JsonParser in, byte[] bytes) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            switch (name) {
                case "schema_version" -> version = in.getIntValue();
                case "kind" -> kind = in.getString();
                case "entity_type" -> entityType = in.getString();
                case "entity_id" -> entityId = in.getString();
                case "trace_id" -> traceId = value == JsonToken.VALUE_NULL ? null : in.getString();
                case "actor" -> actor = value == JsonToken.VALUE_NULL ? null : in.getString();
                case "occurred_at" -> occurredAt = Instant.parse(in.getString());
                case "payload_commitment" -> commitment = in.getString();
                case "payload" -> payload = object(in, value, bytes);
                case "_meta_parents" -> parents = strings(in);
                default -> throw new IllegalArgumentException("A packet has no member " + name + ".");
            }
        }

        private static String object(JsonParser in, JsonToken value, byte[] bytes) {
            if (value != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("A packet's payload is a JSON object.");
            }
            int from = (int) in.currentTokenLocation().getByteOffset();
            in.skipChildren();
            int to = (int) in.currentLocation().getByteOffset();
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }

        private static List<String> strings(JsonParser in) {
            List<String> strings = new ArrayList<>();
            while (in.nextToken() == JsonToken.VALUE_STRING) {
                strings.add(in.getString());
            }
            return strings;
        }

        Packet packet() {
            if (version != SCHEMA_VERSION
                    || kind == null
                    || entityType == null
                    || entityId == null
                    || occurredAt == null
                    || payload == null
                    || parents == null) {
                throw new IllegalArgumentException("That is no packet of version " + SCHEMA_VERSION + ".");
            }
            PacketKind known = PacketKind.of(kind)
                    .orElseThrow(() -> new IllegalArgumentException("There is no kind of packet " + kind + "."));
            return new Packet(known, entityType, entityId, traceId, actor, occurredAt, payload, commitment, parents);
        }
    }
}
