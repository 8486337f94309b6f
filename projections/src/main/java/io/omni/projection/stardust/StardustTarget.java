package io.omni.projection.stardust;

import io.omni.projection.fanout.FanOutTarget;
import io.omni.projection.fanout.PublishedEvent;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Has every event of the store in the ledger, exactly once: packets are committed with the position behind their events. */
@Component
class StardustTarget implements FanOutTarget {
    private final Ledger ledger;
    private final EventPackets packets;
    private final ContentEraser eraser;

    StardustTarget(Ledger ledger, EventPackets packets, ContentEraser eraser) {
        this.ledger = ledger;
        this.packets = packets;
        this.eraser = eraser;
    }

    @Override
    public String name() {
        return "stardust";
    }

    @Override
    public void accept(List<PublishedEvent> batch) {
        List<PacketDraft> drafts = new ArrayList<>(batch.size() + batch.size() / 4);
        batch.forEach(event -> packets.addTo(drafts, event));
        ledger.append(drafts);
        // After the append, so that what is erased is there already.
        batch.stream().filter(ContentEraser::concerns).forEach(eraser::erase);
    }
}
