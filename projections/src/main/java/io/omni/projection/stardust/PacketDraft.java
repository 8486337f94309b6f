package io.omni.projection.stardust;

import io.omni.events.stardust.Commitment;
import io.omni.events.stardust.PacketKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become a packet. What no text of the database can hold is replaced, and texts that are too long are cut: nobody outside
 * can send something that would keep the ledger from growing.
 *
 * @param kind what it tells of
 * @param entityType what kind of thing it is about, such as {@code pipeline}
 * @param entityId which one
 * @param traceId the W3C trace; null for none
 * @param actor who caused it; null when nobody is known
 * @param occurredAt when
 * @param source what it is made of (an event's id, a request's id, …), so that others can name it as their parent; null when nobody will
 * @param payload a JSON object that holds nothing personal, nothing large and no secret, and that no other packet of its kind has
 * @param commitment commits to something that isn't kept, or only the salt of which is; null for none
 * @param content what is kept beside the packet and can be erased; the packet commits to it. Null for none; not together with a
 *     commitment
 * @param parents what led to it, as {@link #reference} writes it; those that aren't in the ledger are left out
 */
public record PacketDraft(
        PacketKind kind,
        String entityType,
        String entityId,
        @Nullable String traceId,
        @Nullable String actor,
        Instant occurredAt,
        @Nullable String source,
        String payload,
        @Nullable Commitment commitment,
        byte @Nullable [] content,
        List<String> parents) {
    private static final int LONGEST = 300;

    /** Cleans the texts. */
    public PacketDraft {
        entityType = clean(entityType);
        entityId = clean(entityId);
        traceId = traceId == null ? null : clean(traceId);
        actor = actor == null ? null : clean(actor);
        source = source == null ? null : clean(source);
        parents = List.copyOf(parents);
        if (commitment != null && content != null) {
            throw new IllegalArgumentException("a packet commits to a content or has a commitment, not both");
        }
    }

    /** Names the packet that was made of this source, as a parent. */
    public static String reference(PacketKind kind, String source) {
        return (kind == PacketKind.EVENT ? "event:" : "other:") + clean(source);
    }

    private static String clean(String text) {
        String shorter = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        boolean sound = true;
        for (int i = 0; i < shorter.length() && sound; i++) {
            char c = shorter.charAt(i);
            sound = c >= ' ' && !Character.isSurrogate(c);
        }
        if (sound) {
            return shorter;
        }
        StringBuilder cleaned = new StringBuilder(shorter.length());
        shorter.codePoints()
                .map(c -> c < ' ' || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(cleaned::appendCodePoint);
        return cleaned.toString();
    }
}
