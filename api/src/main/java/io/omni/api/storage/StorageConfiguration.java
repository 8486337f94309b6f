package io.omni.api.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.omni.api.settings.DatabaseSettings;
import io.omni.api.settings.OmniSettings;
import io.omni.command.secret.AesGcmSecretStore;
import io.omni.command.secret.MasterKey;
import io.omni.command.secret.SecretStore;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The data folder, the database and its pools. Each kind of work has a pool of its own: on a shared one, a rush of web
 * requests would starve the projections, and a writer that waits for a connection held by its own caller would never get one.
 */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {
    private static final Duration PATIENCE_WITH_OUTSIDE_SERVER = Duration.ofSeconds(20);
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);
    // A server that hangs and closes nothing is given up after this long; longer than any statement of its pool takes.
    private static final Duration WEB_SILENCE = Duration.ofSeconds(30);
    private static final Duration PROCESSING_SILENCE = Duration.ofSeconds(60);
    private static final Duration APPEND_SILENCE = Duration.ofSeconds(15);
    private static final int WEB_CONNECTIONS = 8;
    // One listens for good, and every segment of every event processor may hold one; with fewer, they keep the workers
    // waiting.
    private static final int PROCESSING_CONNECTIONS = 16;
    private static final int APPEND_CONNECTIONS = 2;
    private static final int EDGE_CONNECTIONS = 4;

    @Bean
    DataFolder dataFolder(OmniSettings settings) {
        return DataFolder.open(settings.dataDir());
    }

    /** Migrated before anybody gets to see it, whatever the order of the beans that use it. */
    @Bean
    DatabaseServer databaseServer(OmniSettings settings, DataFolder folder) {
        DatabaseSettings outside = settings.database();
        DatabaseServer server = outside == null
                ? EmbeddedPostgres.start(folder, folder.path().resolve("programs"))
                : OutsidePostgres.reached(outside, PATIENCE_WITH_OUTSIDE_SERVER);
        try {
            Migrations.apply(server.address());
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Bean
    @Primary
    HikariDataSource dataSource(DatabaseServer server) {
        return pool("web", WEB_CONNECTIONS, WEB_SILENCE, server.address());
    }

    // Not default candidates: whoever asks for "the" data source or transaction manager gets the web's, and Boot
    // makes its own.
    @Bean(defaultCandidate = false)
    @Qualifier("processingDataSource")
    HikariDataSource processingDataSource(DatabaseServer server) {
        return pool("processing", PROCESSING_CONNECTIONS, PROCESSING_SILENCE, server.address());
    }

    @Bean(defaultCandidate = false)
    @Qualifier("appendDataSource")
    HikariDataSource appendDataSource(DatabaseServer server) {
        return pool("append", APPEND_CONNECTIONS, APPEND_SILENCE, server.address());
    }

    /**
     * For what the edge counts of callers. Its own, because it waits for rows that many requests of one caller share. Its commits don't
     * wait for the disk: a crash of the machine may give a caller back a fraction of a second.
     */
    @Bean(defaultCandidate = false)
    @Qualifier("edgeDataSource")
    HikariDataSource edgeDataSource(DatabaseServer server) {
        HikariConfig config = config("edge", EDGE_CONNECTIONS, APPEND_SILENCE, server.address());
        config.setConnectionInitSql("SET synchronous_commit TO off");
        return new HikariDataSource(config);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("processingTransactionManager")
    PlatformTransactionManager processingTransactionManager(
            @Qualifier("processingDataSource") DataSource processingDataSource) {
        return new DataSourceTransactionManager(processingDataSource);
    }

    @Bean
    MasterKey masterKey(OmniSettings settings, DataFolder folder) {
        String given = settings.masterKey();
        return MasterKey.of(given != null ? given : folder.privateText("master.key", MasterKey::random));
    }

    @Bean
    SecretStore secretStore(DataSource dataSource, MasterKey masterKey) {
        return new AesGcmSecretStore(dataSource, masterKey);
    }

    private static HikariDataSource pool(String name, int connections, Duration silence, DatabaseAddress address) {
        return new HikariDataSource(config(name, connections, silence, address));
    }

    private static HikariConfig config(String name, int connections, Duration silence, DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(address.jdbcUrl());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        config.setValidationTimeout(2_000);
        config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "omni-" + name);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("loginTimeout", "5");
        config.addDataSourceProperty("socketTimeout", Long.toString(silence.toSeconds()));
        return config;
    }
}
