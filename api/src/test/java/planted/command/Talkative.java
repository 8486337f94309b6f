package planted.command;

/** Writes where no log pattern, level or redaction applies. */
final class Talkative {
    void say() {
        System.out.println("hello");
    }
}
