package io.omni.query.stardust;

/**
 * Cites a packet.
 *
 * @param packetId its id, 64 hexadecimal digits
 * @param index its place in the ledger
 */
public record PacketRef(String packetId, long index) {}
