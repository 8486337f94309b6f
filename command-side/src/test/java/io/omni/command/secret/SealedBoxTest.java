package io.omni.command.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealedBoxTest {
    private static final byte[] PLAIN = "grüße 🔑".getBytes(StandardCharsets.UTF_8);

    private final MasterKey key = MasterKey.of(MasterKey.random());
    private final SealedBox box = new SealedBox(key);

    @Test
    void it_opens_in_its_place_under_its_key_and_looks_different_each_time() {
        byte[] sealed = box.seal("here", PLAIN);

        assertThat(new SealedBox(key).open("here", sealed)).isEqualTo(PLAIN);
        assertThat(box.seal("here", PLAIN)).isNotEqualTo(sealed);
    }

    @Test
    void another_key_is_told_from_a_change() {
        byte[] sealed = box.seal("here", PLAIN);
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;
        SealedBox other = new SealedBox(MasterKey.of("a passphrase long enough"));

        assertThatThrownBy(() -> other.open("here", sealed))
                .isInstanceOf(WrongMasterKey.class)
                .hasMessageContaining("OMNI_MASTER_KEY")
                .hasMessageContaining(key.id());
        for (byte[] broken :
                new byte[][] {changed, Arrays.copyOf(sealed, 27), Arrays.copyOf(sealed, 30), new byte[0]}) {
            assertThatThrownBy(() -> box.open("here", broken))
                    .isInstanceOf(IllegalStateException.class)
                    .isNotInstanceOf(WrongMasterKey.class);
        }
        assertThatThrownBy(() -> box.open("there", sealed)).isInstanceOf(IllegalStateException.class);
    }
}
