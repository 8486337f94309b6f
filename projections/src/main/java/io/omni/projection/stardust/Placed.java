package io.omni.projection.stardust;

/**
 * Where a packet is in the ledger.
 *
 * @param index its index
 * @param packetId its id in hexadecimal
 */
record Placed(long index, String packetId) {}
