package io.omni.api.storage;

/** The PostgreSQL server that this node works on, inside or outside. */
public interface DatabaseServer extends AutoCloseable {

    /** Where it is. */
    DatabaseAddress address();

    /** Whether it runs inside this program, on the data folder. */
    boolean embedded();

    /** Stops it when it is ours; an outside server isn't touched. */
    @Override
    void close();
}
