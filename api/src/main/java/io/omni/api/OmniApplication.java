package io.omni.api;

import io.omni.api.settings.OmniSettings;
import io.omni.api.settings.StartupProblem;
import io.omni.api.stardust.verify.VerifyCommand;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The program. */
@SpringBootApplication(scanBasePackages = "io.omni")
@AutoConfigurationPackage(basePackages = "io.omni")
public class OmniApplication {
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
    private static final int FEWEST_CARRIERS = 64;

    /**
     * Starts the program, or runs the verifier when the first argument is {@code verify}; ends the process with exit code 1 and one
     * sentence when the operator must mend something first.
     */
    public static void main(String[] args) {
        Integer verified = VerifyCommand.runIfAsked(args, System.out, System.err, System.getenv());
        if (verified != null) {
            System.exit(verified);
        }
        carryVirtualThreads();
        runOrExit(() -> start(System.getenv(), args));
    }

    /**
     * Gives virtual threads more carriers than a small machine has processors. A thread that the virtual machine makes load a class
     * keeps its carrier while it waits for the jar's lock; with two carriers, two such threads keep the one that holds the lock from
     * ever running again, and the whole server stands still. Must be called before the first virtual thread starts.
     */
    static void carryVirtualThreads() {
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(
                    CARRIERS,
                    Integer.toString(
                            Math.max(FEWEST_CARRIERS, Runtime.getRuntime().availableProcessors())));
        }
    }

    static void runOrExit(Runnable start) {
        try {
            start.run();
        } catch (RuntimeException e) {
            String sentence = StartupSentences.of(e);
            if (sentence != null) {
                System.err.println(sentence);
            }
            System.exit(1);
        }
    }

    /**
     * Starts the program in this process.
     *
     * @param environment the settings, as {@link OmniSettings#from} reads them
     * @param args command line arguments of Spring Boot; the program itself takes none
     * @return the running application; closing it stops everything
     * @throws StartupProblem when a setting makes no sense
     */
    public static ConfigurableApplicationContext start(Map<String, String> environment, String... args) {
        return start(OmniApplication.class, OmniSettings.from(environment), args);
    }

    static ConfigurableApplicationContext start(Class<?> application, OmniSettings settings, String... args) {
        SpringApplication spring = new SpringApplication(application);
        spring.addInitializers(new SettingsInitializer(settings));
        return spring.run(args);
    }

    /** Microseconds, which is what the database keeps: a time reads back as it was written. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
