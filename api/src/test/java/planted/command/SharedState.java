package planted.command;

/** State that belongs to nobody. */
final class SharedState {
    static int count = 1;

    private SharedState() {}
}
