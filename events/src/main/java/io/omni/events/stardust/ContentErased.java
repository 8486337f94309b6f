package io.omni.events.stardust;

/**
 * The content beside a packet is erased for good. The packet and every proof stay as they are.
 *
 * @param contentId {@code content_} and the packet's id
 * @param packetId the packet, 64 hexadecimal digits
 * @param reason why, in the caller's words
 */
public record ContentErased(String contentId, String packetId, String reason) implements LedgerEvent {}
