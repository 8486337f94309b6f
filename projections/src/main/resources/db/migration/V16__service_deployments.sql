-- The deployment of each service that was ever configured or restarted.
CREATE TABLE service_deployment_view (
    service  text   NOT NULL PRIMARY KEY,
    version  bigint NOT NULL,
    position bigint NOT NULL,
    state    text   NOT NULL
);
