package io.omni.command.service;

/** Is told of every call of a service, also of those that failed. */
@FunctionalInterface
public interface CallListener {
    /** Tells nobody. */
    CallListener NOBODY = (_, _, _) -> {};

    /**
     * A call has ended.
     *
     * @param call what was called
     * @param failed whether there was no answer, or a 5xx
     * @param nanos how long it took
     */
    void called(ServiceHttp.Call call, boolean failed, long nanos);
}
