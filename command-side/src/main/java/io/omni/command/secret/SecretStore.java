package io.omni.command.secret;

/** Keeps secrets encrypted in the database. Events and read models hold only the reference. */
public interface SecretStore {

    /**
     * Encrypts and stores a secret durably.
     *
     * @return the reference, {@code secret_} and a lower-case ULID
     */
    String store(String secret);

    /**
     * The secret behind a reference.
     *
     * @throws IllegalStateException when there is none
     * @throws WrongMasterKey when the master key is not the one it was encrypted with
     */
    String reveal(String reference);

    /** Forgets a secret; forgetting one that is gone changes nothing. */
    void forget(String reference);
}
