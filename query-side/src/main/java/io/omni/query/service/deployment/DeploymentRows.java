package io.omni.query.service.deployment;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads {@code service_deployment_view}. Its queries open no transaction: each is one statement. */
interface DeploymentRows extends Repository<DeploymentRow, String> {

    /** The row of this service. */
    @Query("select r from DeploymentRow r where r.service = :service")
    Optional<DeploymentRow> row(String service);

    /** All rows. */
    @Query("select r from DeploymentRow r")
    List<DeploymentRow> all();
}
