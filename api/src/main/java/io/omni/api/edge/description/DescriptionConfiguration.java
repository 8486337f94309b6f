package io.omni.api.edge.description;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.omni.api.edge.Caller;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.envelope.Paging;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.RawValue;

/** Has the description generated: springdoc reads the controllers, this package adds what our own annotations say. */
@Configuration(proxyBeanMethods = false)
class DescriptionConfiguration {
    /** The name of the one security scheme. */
    static final String BEARER = "bearer";

    private static final NestedNames NAMES = new NestedNames();

    DescriptionConfiguration() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, IfMatch.class, Paging.class)
                .replaceWithClass(JsonNode.class, Object.class)
                .replaceWithClass(RawValue.class, Object.class);
    }

    @Bean
    OpenAPI openApi(@Value("${omni.version}") String version) {
        return new OpenAPI()
                .info(new Info()
                        .title("Omni Orchestrator")
                        .version(version)
                        .description("The control plane for AI coding pipelines, services, workflows and content.")
                        .contact(new Contact().name("The operator of this platform"))
                        .license(new License().name("Apache 2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This server")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("The operator's token, an API key, or a token of the issuer that"
                                                + " the operator trusts.")));
    }

    /** Names as they are on the wire. */
    @Bean
    ModelResolver wireNames() {
        ObjectMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        return new ModelResolver(mapper, NAMES).openapi31(true);
    }

    @Bean
    NullMarkedRecords nullMarkedRecords() {
        return new NullMarkedRecords(NAMES);
    }

    @Bean
    GlobalOperationCustomizer operations() {
        return new DescribedOperation();
    }

    @Bean
    GlobalOpenApiCustomizer wholeDescription() {
        return new WholeDescription(Examples.read());
    }
}
