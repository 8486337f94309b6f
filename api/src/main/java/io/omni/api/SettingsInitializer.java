package io.omni.api;

import io.omni.api.settings.OmniSettings;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Hands the settings to the context as a bean, and to Spring Boot what is its own to know. */
final class SettingsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private final OmniSettings settings;

    SettingsInitializer(OmniSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("omniSettings", settings);
        Map<String, Object> properties = Map.of(
                "server.port", settings.port(),
                "omni.profile", settings.profile().wireName(),
                "omni.data-dir", settings.dataDir().toString());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("omni-settings", properties));
    }
}
