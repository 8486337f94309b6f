package io.omni.events.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** Every size that the brute force compares, from the empty tree on. */
    private static final int SIZES = 130;

    private static final HexFormat HEX = HexFormat.of();

    /** The inputs and roots that Certificate Transparency's reference implementation publishes. */
    private static final List<byte[]> PUBLISHED_LEAVES = leavesOf(
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> PUBLISHED_ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void the_published_roots_of_sizes_0_to_8_are_met() {
        for (int size = 0; size < PUBLISHED_ROOTS.size(); size++) {
            GrownTree tree = new GrownTree();
            tree.append(PUBLISHED_LEAVES.subList(0, size));

            assertThat(HEX.formatHex(tree.root())).isEqualTo(PUBLISHED_ROOTS.get(size));
        }
    }

    @Test
    void every_root_and_every_proof_of_sizes_0_to_130_is_what_the_definition_says() {
        List<byte[]> leaves = leaves(SIZES);
        GrownTree tree = new GrownTree();
        for (int size = 0; size <= SIZES; size++) {
            if (size > 0) {
                tree.append(leaves.subList(size - 1, size));
            }
            List<byte[]> part = leaves.subList(0, size);
            byte[] root = NaiveTree.root(part);
            assertThat(tree.root()).isEqualTo(root);
            assertThat(tree.reader(size).root()).isEqualTo(root);
            assertThat(tree.reader(size).frontier(size))
                    .isEqualTo(tree.tail().frontier().bytes());
            for (int index = 0; index < size; index++) {
                List<byte[]> path = tree.reader(size).inclusion(index);
                assertThat(path).containsExactlyElementsOf(NaiveTree.path(index, part));
                Proofs.inclusion(index, size, Hashing.leaf(leaves.get(index)), path, root);
            }
            for (int from = 1; from <= size; from++) {
                List<byte[]> path = tree.reader(size).consistency(from);
                assertThat(path).containsExactlyElementsOf(NaiveTree.proof(from, part));
                Proofs.consistency(from, size, path, NaiveTree.root(leaves.subList(0, from)), root);
            }
        }
    }

    @Test
    void a_proof_with_anything_changed_is_refused() {
        List<byte[]> leaves = leaves(SIZES);
        GrownTree tree = new GrownTree();
        tree.append(leaves);
        for (int size : List.of(1, 2, 3, 7, 8, 9, 64, 65, 100, 130)) {
            byte[] root = tree.reader(SIZES).root(size);
            for (int index = 0; index < size; index++) {
                List<byte[]> path = tree.reader(size).inclusion(index);
                byte[] leaf = Hashing.leaf(leaves.get(index));
                int at = index;
                refuses(() -> Proofs.inclusion(at, size, GrownTree.flipped(leaf), path, root));
                refuses(() -> Proofs.inclusion(at, size, leaf, path, GrownTree.flipped(root)));
                refuses(() -> Proofs.inclusion(at, size, leaf, longer(path, root), root));
                refuses(() -> Proofs.inclusion(at + size, size, leaf, path, root));
                refuses(() -> Proofs.inclusion(-1, size, leaf, path, root));
                refuses(() -> Proofs.inclusion((at + 1) % (size + 1), size, leaf, path, root));
                for (int i = 0; i < path.size(); i++) {
                    List<byte[]> wrong = with(path, i, GrownTree.flipped(path.get(i)));
                    refuses(() -> Proofs.inclusion(at, size, leaf, wrong, root));
                    List<byte[]> shorter = path.subList(0, i);
                    refuses(() -> Proofs.inclusion(at, size, leaf, shorter, root));
                }
            }
        }
    }

    @Test
    void a_consistency_proof_with_anything_changed_is_refused() {
        List<byte[]> leaves = leaves(SIZES);
        GrownTree tree = new GrownTree();
        tree.append(leaves);
        for (int to : List.of(2, 3, 8, 9, 64, 65, 130)) {
            byte[] toRoot = tree.reader(SIZES).root(to);
            for (int from = 1; from < to; from++) {
                byte[] fromRoot = tree.reader(SIZES).root(from);
                List<byte[]> path = tree.reader(to).consistency(from);
                int first = from;
                refuses(() -> Proofs.consistency(first, to, path, GrownTree.flipped(fromRoot), toRoot));
                refuses(() -> Proofs.consistency(first, to, path, fromRoot, GrownTree.flipped(toRoot)));
                refuses(() -> Proofs.consistency(first, to, longer(path, toRoot), fromRoot, toRoot));
                refuses(() -> Proofs.consistency(to, first, path, toRoot, fromRoot));
                for (int i = 0; i < path.size(); i++) {
                    List<byte[]> wrong = with(path, i, GrownTree.flipped(path.get(i)));
                    refuses(() -> Proofs.consistency(first, to, wrong, fromRoot, toRoot));
                    List<byte[]> shorter = path.subList(0, i);
                    refuses(() -> Proofs.consistency(first, to, shorter, fromRoot, toRoot));
                }
            }
        }
    }

    @Test
    void nothing_is_proved_of_and_from_an_empty_tree() {
        byte[] empty = Hashing.empty();
        byte[] root = Hashing.leaf(new byte[0]);
        refuses(() -> Proofs.inclusion(0, 0, root, List.of(), empty));
        refuses(() -> Proofs.consistency(0, 1, List.of(), empty, root));
        refuses(() -> Proofs.consistency(0, 0, List.of(), empty, empty));
        GrownTree tree = new GrownTree();
        refuses(() -> tree.reader(0).inclusion(0));
        refuses(() -> tree.reader(0).consistency(0));
        tree.append(leaves(3));
        refuses(() -> tree.reader(3).inclusion(3));
        refuses(() -> tree.reader(3).inclusion(-1));
        refuses(() -> tree.reader(3).consistency(4));
    }

    @Test
    void two_trees_of_one_size_are_consistent_only_when_they_are_the_same() {
        byte[] root = Hashing.leaf(new byte[] {1});
        Proofs.consistency(1, 1, List.of(), root, root);
        refuses(() -> Proofs.consistency(1, 1, List.of(), root, GrownTree.flipped(root)));
        refuses(() -> Proofs.consistency(1, 1, List.of(root), root, root));
    }

    @Test
    void a_hash_that_is_not_32_bytes_long_is_refused_wherever_it_comes() {
        byte[] root = Hashing.leaf(new byte[0]);
        for (int length : List.of(0, 1, 31, 33, 64)) {
            byte[] odd = new byte[length];
            refuses(() -> Hashing.node(odd, root));
            refuses(() -> Hashing.node(root, odd));
            refuses(() -> Frontier.empty().append(odd));
            refuses(() -> Frontier.of(1, odd));
            refuses(() -> Proofs.inclusion(0, 1, odd, List.of(), root));
            refuses(() -> Proofs.inclusion(0, 1, root, List.of(), odd));
            refuses(() -> Proofs.inclusion(0, 2, root, List.of(odd), root));
            refuses(() -> Proofs.consistency(1, 2, List.of(odd), root, root));
            refuses(() -> Proofs.consistency(1, 2, List.of(root), odd, root));
            refuses(() -> Proofs.consistency(1, 2, List.of(root), root, odd));
        }
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable proof) {
        assertThatThrownBy(proof).isInstanceOf(BadProof.class);
    }

    private static List<byte[]> with(List<byte[]> path, int place, byte[] hash) {
        List<byte[]> other = new ArrayList<>(path);
        other.set(place, hash);
        return other;
    }

    private static List<byte[]> longer(List<byte[]> path, byte[] hash) {
        List<byte[]> other = new ArrayList<>(path);
        other.add(hash);
        return other;
    }

    private static List<byte[]> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ("leaf " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static List<byte[]> leavesOf(String... hex) {
        return Arrays.stream(hex).map(HEX::parseHex).toList();
    }
}
