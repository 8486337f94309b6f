package io.omni.command.secret;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by its name or its text whether a value looks like a secret. When in doubt it does. */
public final class SecretLook {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    private static final Set<String> WORDS = Set.of(
            "key",
            "keys",
            "token",
            "tokens",
            "secret",
            "secrets",
            "password",
            "passwords",
            "passwd",
            "passphrase",
            "pass",
            "pwd",
            "credential",
            "credentials",
            "creds",
            "dsn",
            "cookie",
            "salt",
            "pin",
            "auth",
            "pat");
    private static final Set<String> ENDINGS =
            Set.of("key", "token", "secret", "password", "passwd", "pwd", "credential", "credentials", "dsn");
    private static final Pattern USER_INFO = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/\\s@]+@");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private SecretLook() {}

    /**
     * Whether a value looks like a secret.
     *
     * @param name what it is called, for example {@code OPENAI_API_KEY}
     * @param text the value
     */
    public static boolean isSecret(String name, String text) {
        return hasSecretName(name, text)
                || USER_INFO.matcher(text).find()
                || !Redactor.redact(text).equals(text);
    }

    private static boolean hasSecretName(String name, String text) {
        for (String part : BETWEEN_WORDS.split(name)) {
            String word = part.toLowerCase(Locale.ROOT);
            // MAX_TOKENS=8000 is how many there may be, not one of them.
            boolean counts = (word.equals("tokens") || word.equals("keys"))
                    && COUNT.matcher(text).matches();
            if (!counts && (WORDS.contains(word) || ENDINGS.stream().anyMatch(word::endsWith))) {
                return true;
            }
        }
        return false;
    }
}
