package io.omni.events.tlog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Signs a log's notes with Ed25519. Its text form is a secret. */
public final class NoteSigner {
    private static final String SIGNATURE_LINE = "\u2014 ";

    private final NoteKey key;
    private final PrivateKey secret;

    private NoteSigner(NoteKey key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    /**
     * Makes a key.
     *
     * @param name the log's origin: no blanks, no plus signs
     * @return what {@link #of} takes: the secret, to be kept encrypted
     */
    public static String generate(String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return NoteKey.of(name, pair.getPublic()) + " "
                    + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no Ed25519.", e);
        }
    }

    /**
     * The signer whose key was made before.
     *
     * @param generated what {@link #generate} gave
     * @throws BadProof when it isn't that
     */
    public static NoteSigner of(String generated) {
        String[] parts = generated.split(" ");
        if (parts.length != 2) {
            throw new BadProof("the signing key isn't one");
        }
        try {
            PrivateKey secret = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[1])));
            return new NoteSigner(NoteKey.parse(parts[0]), secret);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new BadProof("the signing key isn't one");
        }
    }

    /** The public half. */
    public NoteKey key() {
        return key;
    }

    /**
     * Signs a text.
     *
     * @param text lines, each ended by a line feed
     * @return the note: the text, an empty line, and the signature's line
     */
    public String sign(String text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(secret);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signature = signer.sign();
            byte[] named = new byte[4 + signature.length];
            System.arraycopy(key.hash(), 0, named, 0, 4);
            System.arraycopy(signature, 0, named, 4, signature.length);
            return text + "\n" + SIGNATURE_LINE + key.name() + " "
                    + Base64.getEncoder().encodeToString(named) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing with Ed25519 failed.", e);
        }
    }

    /** Names the public half only. */
    @Override
    public String toString() {
        return "NoteSigner[" + key + "]";
    }
}
