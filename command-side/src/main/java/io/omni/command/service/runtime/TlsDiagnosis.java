package io.omni.command.service.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why an engine can't be talked to over TLS, with a connection of its own that sends no request: since TLS 1.3 the engine
 * looks at our certificate when the handshake is over for us, and its refusal is lost when a request is under way at that moment.
 */
final class TlsDiagnosis {
    private static final int REFUSED_WITHIN_MS = 1_000;

    private final SSLContext context;
    private final boolean ownAuthority;
    private final InetSocketAddress engine;
    private final int timeoutMs;

    /**
     * For one engine.
     *
     * @param ownAuthority whether {@code ca.pem} vouches for it, and not what Java trusts by itself
     */
    TlsDiagnosis(SSLContext context, boolean ownAuthority, String host, int port, Duration timeout) {
        this.context = context;
        this.ownAuthority = ownAuthority;
        this.engine = InetSocketAddress.createUnresolved(host, port);
        this.timeoutMs = Math.toIntExact(timeout.toMillis());
    }

    /** What the engine does, as the end of a sentence about it; null when TLS is not what is wrong. */
    @Nullable
    String whyNot() {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            socket.connect(new InetSocketAddress(engine.getHostString(), engine.getPort()), timeoutMs);
            socket.setSoTimeout(timeoutMs);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            socket.setSoTimeout(REFUSED_WITHIN_MS);
            // One that accepts us waits in silence for a request.
            socket.getInputStream().read();
            return null;
        } catch (SSLException e) {
            return why(e);
        } catch (IOException e) {
            // No connection at all, or the silence: the caller knows better what happened to its request.
            return null;
        }
    }

    private String why(SSLException trouble) {
        for (Throwable cause = trouble.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException invalid && invalid.getReason() == BasicReason.EXPIRED) {
                return "shows a certificate that has expired; renew it";
            }
            if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
                return ownAuthority
                        ? "shows a certificate that isn't vouched for by ca.pem in DOCKER_CERT_PATH; put its authority's certificate"
                                + " there"
                        : "shows a certificate that no authority known to this Java vouches for; set DOCKER_CERT_PATH to the folder"
                                + " with ca.pem, cert.pem and key.pem";
            }
        }
        if (trouble.getCause() instanceof CertificateException) {
            return "shows a certificate for another name; give in DOCKER_HOST a name or address that its certificate is made out to";
        }
        String message = String.valueOf(trouble.getMessage());
        if (message.contains("unrecognized SSL message")) {
            return "answers without TLS; give in DOCKER_HOST the port where it speaks TLS, or unset DOCKER_CERT_PATH";
        }
        if (message.contains("Received fatal alert")) {
            return "refuses our certificate (" + message
                    + "); put into cert.pem and key.pem of DOCKER_CERT_PATH what its authority has"
                    + " signed for clients";
        }
        return "can't be talked to over TLS (" + message + ")";
    }
}
