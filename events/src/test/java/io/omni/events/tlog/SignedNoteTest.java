package io.omni.events.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
    /** The example of Go's package golang.org/x/mod/sumdb/note. */
    private static final NoteKey NEUMANN =
            NoteKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");

    private static final String NEUMANNS_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private final NoteSigner signer = NoteSigner.of(NoteSigner.generate("omni.test/stardust"));
    private final byte[] leaf = "one".getBytes(StandardCharsets.UTF_8);

    @Test
    void a_note_that_another_implementation_signed_is_opened() {
        assertThat(SignedNote.open(NEUMANNS_NOTE, NEUMANN))
                .startsWith("If you think")
                .endsWith("problem is.\n");
        assertThat(NEUMANN.toString()).isEqualTo("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    }

    @Test
    void a_note_with_a_changed_letter_is_refused() {
        assertThatThrownBy(() -> SignedNote.open(NEUMANNS_NOTE.replace("think", "drink"), NEUMANN))
                .isInstanceOf(BadProof.class);
        assertThatThrownBy(() -> SignedNote.open(NEUMANNS_NOTE.replace("x08go/ZJ", "x08go/ZK"), NEUMANN))
                .isInstanceOf(BadProof.class);
    }

    @Test
    void a_note_signed_by_somebody_else_alone_is_refused() {
        assertThatThrownBy(() -> SignedNote.open(NEUMANNS_NOTE, signer.key())).isInstanceOf(BadProof.class);
        NoteSigner impostor = NoteSigner.of(NoteSigner.generate("omni.test/stardust"));
        String note = impostor.sign(new Checkpoint("omni.test/stardust", 0, Hashing.empty()).text());
        assertThatThrownBy(() -> Checkpoint.open(note, signer.key())).isInstanceOf(BadProof.class);
    }

    @Test
    void a_witness_signature_beside_the_logs_does_no_harm() {
        String note = checkpoint(1, Hashing.leaf(leaf)) + "\u2014 witness.example AAAAAGJsYQ==\n";

        assertThat(Checkpoint.open(note, signer.key()).size()).isEqualTo(1);
    }

    @Test
    void a_checkpoint_reads_back_as_it_was_signed() {
        Checkpoint read = Checkpoint.open(checkpoint(5, Hashing.leaf(leaf)), signer.key());

        assertThat(read.origin()).isEqualTo("omni.test/stardust");
        assertThat(read.size()).isEqualTo(5);
        assertThat(read.root()).isEqualTo(Hashing.leaf(leaf));
    }

    @Test
    void a_checkpoint_of_another_log_or_with_an_odd_size_or_root_is_refused() {
        String root = "bpQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=";
        for (String text : List.of(
                "another\n1\n" + root + "\n",
                "omni.test/stardust\n-1\n" + root + "\n",
                "omni.test/stardust\n01\n" + root + "\n",
                "omni.test/stardust\n9999999999999999999\n" + root + "\n",
                "omni.test/stardust\n1\nAAAA\n",
                "omni.test/stardust\n1\n")) {
            assertThatThrownBy(() -> Checkpoint.open(signer.sign(text), signer.key()))
                    .isInstanceOf(BadProof.class);
        }
    }

    @Test
    void a_proof_is_checked_with_the_public_key_alone() {
        GrownTree tree = new GrownTree();
        tree.append(List.of(leaf, "two".getBytes(StandardCharsets.UTF_8), "three".getBytes(StandardCharsets.UTF_8)));
        TlogProof proof = new TlogProof(leaf, 0, tree.reader(3).inclusion(0), checkpoint(3, tree.root()));
        NoteKey key = NoteKey.parse(signer.key().toString());

        TlogProof read = TlogProof.parse(proof.text());

        assertThat(read.extra()).isEqualTo(leaf);
        assertThat(read.verify(leaf, key).size()).isEqualTo(3);
        assertThatThrownBy(() -> read.verify("two".getBytes(StandardCharsets.UTF_8), key))
                .isInstanceOf(BadProof.class);
        assertThat(new TlogProof(null, 0, proof.path(), proof.note()).text()).doesNotContain("extra");
    }

    @Test
    void what_is_no_proof_and_no_key_is_refused() {
        for (String text : List.of(
                "",
                "c2sp.org/tlog-proof@v1\n\n",
                "c2sp.org/tlog-proof@v1\nindex x\n\nnote",
                "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nnote",
                "c2sp.org/tlog-proof@v1\nextra !\nindex 0\n\nnote",
                "another\nindex 0\n\nnote")) {
            assertThatThrownBy(() -> TlogProof.parse(text)).isInstanceOf(BadProof.class);
        }
        for (String text : List.of("", "text", "text\n", "text\n\n", "text\n\n\n", "\n\n", "text\n\nno signature\n")) {
            assertThatThrownBy(() -> SignedNote.open(text, signer.key())).isInstanceOf(BadProof.class);
        }
        for (String text : List.of(
                "",
                "a+b",
                "a+00000000+AAAA",
                "a+00000000+!",
                "+00000000+AAAA",
                "a+00000000+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")) {
            assertThatThrownBy(() -> NoteKey.parse(text)).isInstanceOf(BadProof.class);
        }
    }

    private String checkpoint(long size, byte[] root) {
        return signer.sign(new Checkpoint(signer.key().name(), size, root).text());
    }
}
