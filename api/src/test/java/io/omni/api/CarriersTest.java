package io.omni.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CarriersTest {

    /** In a process of its own, because the number of carriers is fixed when the first virtual thread starts. */
    @Test
    void virtual_threads_that_hold_their_carriers_do_not_keep_another_from_running() throws Exception {
        Process child = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:ActiveProcessorCount=2",
                        Pinning.class.getName())
                .inheritIO()
                .start();
        try {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isZero();
        } finally {
            child.destroyForcibly();
        }
    }

    /** Several threads wait in the initialiser of one class, each on its carrier; another lets them go. */
    static final class Pinning {
        private static final int WAITING = 16;
        static final CountDownLatch RELEASE = new CountDownLatch(1);

        private Pinning() {}

        public static void main(String[] args) throws InterruptedException {
            OmniApplication.carryVirtualThreads();
            CountDownLatch begun = new CountDownLatch(WAITING);
            for (int i = 0; i < WAITING; i++) {
                Thread.ofVirtual().start(() -> {
                    begun.countDown();
                    Held.touch();
                });
            }
            Thread.ofVirtual().start(() -> {
                try {
                    begun.await();
                    RELEASE.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            System.exit(RELEASE.await(20, TimeUnit.SECONDS) ? 0 : 1);
        }
    }

    private static final class Held {
        static {
            try {
                Pinning.RELEASE.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        static void touch() {}
    }
}
