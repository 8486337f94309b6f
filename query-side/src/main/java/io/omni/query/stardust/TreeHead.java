package io.omni.query.stardust;

/**
 * How large the tree is at this moment.
 *
 * @param size how many packets it has
 * @param root its root
 */
public record TreeHead(long size, byte[] root) {}
