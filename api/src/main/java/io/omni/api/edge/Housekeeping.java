package io.omni.api.edge;

/** Work that is done about once an hour, on every node: to take away what nobody needs any more. Doing it twice changes nothing. */
public interface Housekeeping {

    /** Takes it away. */
    void sweep();
}
