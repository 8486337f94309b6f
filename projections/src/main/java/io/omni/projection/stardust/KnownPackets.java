package io.omni.projection.stardust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omni.events.stardust.PacketKind;
import io.omni.projection.stardust.PacketTable.EntityKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the packets are that others name as their parents: the last ones are remembered, the others asked for, a batch at a time.
 * For whoever holds the tree's row.
 */
final class KnownPackets {
    private static final int REMEMBERED = 20_000;

    private final PacketTable table;
    private final Cache<EntityKey, Placed> byEntity =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<String, Placed> byReference =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    KnownPackets(PacketTable table) {
        this.table = table;
    }

    /** Forgets everything; it may have come from a transaction that was rolled back. */
    void forget() {
        byEntity.invalidateAll();
        byReference.invalidateAll();
    }

    /** Asks for what these drafts will name and what isn't remembered. */
    void prepare(List<PacketDraft> drafts) {
        Set<EntityKey> entities = new HashSet<>();
        Map<Boolean, Set<String>> sources = new HashMap<>();
        Set<String> own = new HashSet<>();
        for (PacketDraft draft : drafts) {
            EntityKey entity = entity(draft);
            if (!draft.kind().isApiCall() && byEntity.getIfPresent(entity) == null) {
                entities.add(entity);
            }
            for (String parent : draft.parents()) {
                if (!own.contains(parent) && byReference.getIfPresent(parent) == null) {
                    boolean event = parent.startsWith(PacketDraft.reference(PacketKind.EVENT, ""));
                    sources.computeIfAbsent(event, _ -> new HashSet<>()).add(source(parent));
                }
            }
            if (draft.source() != null) {
                own.add(PacketDraft.reference(draft.kind(), draft.source()));
            }
        }
        if (!entities.isEmpty()) {
            table.lastOf(entities).forEach(byEntity::put);
        }
        sources.forEach((events, names) -> ask(events, names));
    }

    private void ask(boolean events, Collection<String> names) {
        PacketKind kind = events ? PacketKind.EVENT : PacketKind.API_REQUEST;
        table.ofSources(names, events)
                .forEach((source, placed) -> byReference.put(PacketDraft.reference(kind, source), placed));
    }

    /** The last packet of the same entity that isn't a call of the API. */
    @Nullable
    Placed lastOf(PacketDraft draft) {
        return byEntity.getIfPresent(entity(draft));
    }

    @Nullable
    Placed of(String reference) {
        return byReference.getIfPresent(reference);
    }

    boolean has(byte[] packetId) {
        return table.has(packetId);
    }

    void remember(PacketDraft draft, Placed placed) {
        if (!draft.kind().isApiCall()) {
            byEntity.put(entity(draft), placed);
        }
        if (draft.source() != null) {
            byReference.put(PacketDraft.reference(draft.kind(), draft.source()), placed);
        }
    }

    private static EntityKey entity(PacketDraft draft) {
        return new EntityKey(draft.entityType(), draft.entityId());
    }

    private static String source(String reference) {
        return reference.substring(reference.indexOf(':') + 1);
    }
}
