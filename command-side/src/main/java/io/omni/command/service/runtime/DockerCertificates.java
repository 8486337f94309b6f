package io.omni.command.service.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * The PEM files that Docker's own client uses too
 * (<a href="https://docs.docker.com/engine/security/protect-access/">Protect the Docker daemon socket</a>): {@code ca.pem} vouches for the
 * engine, {@code cert.pem} and {@code key.pem} are what the engine knows us by.
 */
public final class DockerCertificates {
    private static final String AUTHORITY = "ca.pem";
    private static final String CERTIFICATE = "cert.pem";
    private static final String KEY = "key.pem";

    private DockerCertificates() {}

    /**
     * What is wrong with a folder of certificates.
     *
     * @return the name of the first file that can't be read or isn't what it should be; null when all are there
     */
    public static @Nullable String unusable(Path folder) {
        for (String name : List.of(AUTHORITY, CERTIFICATE, KEY)) {
            if (!holds(folder.resolve(name), name.equals(KEY))) {
                return name;
            }
        }
        return null;
    }

    static SSLContext context(Path folder) {
        PemSslStoreDetails key =
                PemSslStoreDetails.forCertificate(uri(folder, CERTIFICATE)).withPrivateKey(uri(folder, KEY));
        PemSslStoreDetails trust = PemSslStoreDetails.forCertificate(uri(folder, AUTHORITY));
        return SslBundle.of(new PemSslStoreBundle(key, trust)).createSslContext();
    }

    private static boolean holds(Path file, boolean key) {
        try {
            PemContent content = PemContent.load(file);
            return key
                    ? content.getPrivateKey() != null
                    : !content.getCertificates().isEmpty();
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            // Whatever it holds, it may be a key: neither it nor what the parser says of it is repeated.
            return false;
        }
    }

    private static String uri(Path folder, String name) {
        return folder.resolve(name).toUri().toString();
    }
}
