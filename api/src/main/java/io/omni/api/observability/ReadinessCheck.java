package io.omni.api.observability;

import org.jspecify.annotations.Nullable;

/** One thing that must hold before this node should get requests. Each bean of this type is asked by {@code /ready}. */
public interface ReadinessCheck {

    /**
     * Its name in the answer: {@code database}, {@code event_store}, {@code projections}, {@code work_queue}, {@code disk_space},
     * {@code critical_services}.
     */
    String name();

    /**
     * Looks, within a second or so; a check that takes longer or throws counts as failed.
     *
     * @throws Exception for any reason; the answer doesn't repeat it, the log does
     */
    Result check() throws Exception;

    /**
     * What a check found.
     *
     * @param ready whether it holds
     * @param report what the answer shows: a word or a small map of names to words; without secrets
     */
    record Result(boolean ready, Object report) {

        /** It holds. */
        public static Result ok() {
            return new Result(true, "ok");
        }

        /** It doesn't hold, for a reason given in a few words. */
        public static Result failed(@Nullable String reason) {
            return new Result(false, reason == null ? "failed" : reason);
        }
    }
}
