package io.omni.command.stardust;

import io.omni.command.Command;

/**
 * Makes a signed checkpoint known to everybody who follows the events. A checkpoint of a size that was made known before changes
 * nothing.
 *
 * @param origin the ledger's name
 * @param size how many packets the tree has
 * @param root the tree's root, in base64
 * @param note the signed note
 */
public record PublishCheckpoint(String origin, long size, String root, String note) implements Command {
    @Override
    public String aggregateId() {
        return "checkpoint_" + size;
    }
}
