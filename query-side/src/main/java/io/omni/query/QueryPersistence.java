package io.omni.query;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Finds the entities and repositories of the read side, wherever the application's own package lies. */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = QueryPersistence.class)
@EnableJpaRepositories(basePackageClasses = QueryPersistence.class)
class QueryPersistence {}
