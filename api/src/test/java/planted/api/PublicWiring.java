package planted.api;

import org.springframework.context.annotation.Configuration;

/** Wiring that others could build on. */
@Configuration
public class PublicWiring {}
