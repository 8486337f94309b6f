package planted.command;

/** Takes a setting that nobody checks. */
final class ReadsTheEnvironment {
    String home() {
        return System.getenv("HOME");
    }
}
