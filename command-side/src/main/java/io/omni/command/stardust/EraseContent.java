package io.omni.command.stardust;

import io.omni.command.Command;

/**
 * Erases what is kept beside a packet. The packet stays, and so does every proof; erasing again changes nothing.
 *
 * @param packetId the packet, 64 hexadecimal digits
 * @param reason why, 1..500 characters
 */
public record EraseContent(String packetId, String reason) implements Command {
    @Override
    public String aggregateId() {
        return "content_" + packetId;
    }
}
