package io.omni.events.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TreeTailPropertiesTest {

    @Property(tries = 60)
    void batches_of_any_sizes_grow_the_tree_that_single_leaves_grow(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 700) Integer> batches) {
        GrownTree tree = new GrownTree();
        Frontier one = Frontier.empty();
        int next = 0;
        for (int batch : batches) {
            List<byte[]> leaves = leaves(next, batch);
            tree.append(leaves);
            leaves.forEach(leaf -> one.append(Hashing.leaf(leaf)));
            next += batch;

            assertThat(tree.root()).isEqualTo(one.root());
            assertThat(tree.tail().frontier().bytes()).isEqualTo(one.bytes());
            assertThat(tree.reader(next).root()).isEqualTo(one.root());
        }
    }

    @Property(tries = 40)
    void whoever_starts_anew_from_what_is_stored_goes_on_alike(
            @ForAll @IntRange(max = 2_000) int before, @ForAll @IntRange(max = 1_000) int after) {
        GrownTree tree = new GrownTree();
        tree.append(leaves(0, before));
        Frontier stored = Frontier.of(before, tree.tail().frontier().bytes());
        TreeTail anew = TreeTail.of(stored, tree.partial());
        List<byte[]> more = leaves(before, after);

        List<Tile> full = anew.append(more.stream().map(Hashing::leaf).toList());
        tree.append(more);

        assertThat(anew.frontier().root()).isEqualTo(tree.root());
        for (Tile tile : full) {
            assertThat(tile.hashes())
                    .isEqualTo(tree.tile(tile.level(), tile.number()).hashes());
        }
    }

    @Property(tries = 60)
    void what_was_tried_on_a_copy_leaves_the_original_as_it_was(
            @ForAll @IntRange(max = 1_000) int before, @ForAll @IntRange(min = 1, max = 1_000) int tried) {
        GrownTree tree = new GrownTree();
        tree.append(leaves(0, before));
        byte[] root = tree.root();
        TreeTail copy = tree.tail().copy();

        copy.append(leaves(before, tried).stream().map(Hashing::leaf).toList());

        assertThat(tree.root()).isEqualTo(root);
        tree.append(leaves(before, tried));
        assertThat(tree.root()).isEqualTo(copy.frontier().root());
    }

    @Property(tries = 25)
    void any_leaf_and_any_earlier_size_of_a_tree_with_two_levels_of_tiles_can_be_proved(@ForAll Random random) {
        int size = 60_000 + random.nextInt(12_000);
        GrownTree tree = LARGE.get(size);
        byte[] root = tree.reader(size).root();
        for (int i = 0; i < 20; i++) {
            int index = random.nextInt(size);
            Proofs.inclusion(
                    index, size, Hashing.leaf(leaf(index)), tree.reader(size).inclusion(index), root);
            int from = 1 + random.nextInt(size);
            byte[] fromRoot = tree.reader(size).root(from);
            assertThat(fromRoot).isEqualTo(tree.reader(from).root());
            Proofs.consistency(from, size, tree.reader(size).consistency(from), fromRoot, root);
        }
    }

    private static final Large LARGE = new Large();

    private static List<byte[]> leaves(int from, int count) {
        List<byte[]> leaves = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            leaves.add(leaf(from + i));
        }
        return leaves;
    }

    private static byte[] leaf(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    /** One tree for all tries: a proof at a size needs no tree that ends there. */
    private static final class Large {
        private final GrownTree tree = new GrownTree();

        Large() {
            tree.append(leaves(0, 72_000));
        }

        GrownTree get(int size) {
            assertThat(size).isLessThanOrEqualTo(72_000);
            return tree;
        }
    }
}
