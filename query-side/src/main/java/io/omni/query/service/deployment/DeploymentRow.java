package io.omni.query.service.deployment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The deployment of one service as the read model holds it. */
@Entity
@Immutable
@Table(name = "service_deployment_view")
class DeploymentRow {
    @Id
    @Column(name = "service")
    private String service = "";

    @Column(name = "version")
    private long version;

    @Column(name = "state")
    private String state = "";

    /** The service's catalogue name. */
    String service() {
        return service;
    }

    /** How many events are folded into it. */
    long version() {
        return version;
    }

    /** Its events, folded, as JSON. */
    String state() {
        return state;
    }
}
