package io.omni.events.stardust;

/**
 * A checkpoint of the ledger was signed and is made known, so that whoever hears of it can hold the ledger to it.
 *
 * @param checkpointId {@code checkpoint_} and the tree's size
 * @param origin the ledger's name
 * @param size how many packets the tree has
 * @param root the tree's root, in base64
 * @param note the signed note, as <a href="https://c2sp.org/tlog-checkpoint">C2SP's tlog-checkpoint</a> writes it
 */
public record CheckpointPublished(String checkpointId, String origin, long size, String root, String note)
        implements LedgerEvent {}
