package io.omni.api.settings;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code OMNI_DATABASE_URL}: a JDBC URL, or the {@code postgresql://user:password@host/db} form of libpq. */
final class DatabaseUrl {
    private static final String URL = "OMNI_DATABASE_URL";
    private static final String RULE =
            "must look like jdbc:postgresql://host:5432/database or postgresql://user:password@host:5432/database.";

    private DatabaseUrl() {}

    static @Nullable DatabaseSettings read(SettingsReader reader) {
        String url = reader.text(URL);
        String user = reader.text("OMNI_DATABASE_USER");
        String password = reader.text("OMNI_DATABASE_PASSWORD");
        if (url == null) {
            if (user != null || password != null) {
                String name = user != null ? "OMNI_DATABASE_USER" : "OMNI_DATABASE_PASSWORD";
                throw new InvalidSetting(name, "has no effect without OMNI_DATABASE_URL; set both or neither.");
            }
            return null;
        }
        URI uri = parse(url);
        String[] credentials =
                uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new DatabaseSettings(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                user == null && credentials.length > 0 ? credentials[0] : user,
                password == null && credentials.length > 1 ? credentials[1] : password);
    }

    private static URI parse(String url) {
        try {
            URI uri = new URI(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
            boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            boolean named = uri.getHost() != null
                    && uri.getPath() != null
                    && uri.getPath().length() > 1;
            if (postgres && named) {
                return uri;
            }
        } catch (URISyntaxException notAUrl) {
            // The sentence below serves both; the value may hold a password, so it isn't repeated.
        }
        throw new InvalidSetting(URL, RULE);
    }
}
