package io.omni.api.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.omni.api.edge.Access;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.ValidationFailed;
import io.omni.api.sandbox.CallBook.Calls;
import io.omni.api.sandbox.Faults.Fault;
import io.omni.api.sandbox.Faults.Mode;
import io.omni.command.Refusal;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceCatalog.ManagedService;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sandbox's controls: what its services were asked, and faults to switch on. */
@RestController
@RequestMapping("/sandbox")
@ConditionalOnProperty(name = "omni.profile", havingValue = "sandbox")
class SandboxController {
    private static final int LONGEST_SECONDS = 86_400;

    private final ServiceCatalog catalog;
    private final SandboxPlatform platform;
    private final SampleRepository sample;
    private final Faults faults;
    private final CallBook calls;
    private final Clock clock;

    SandboxController(
            ServiceCatalog catalog,
            SandboxPlatform platform,
            SampleRepository sample,
            Faults faults,
            CallBook calls,
            Clock clock) {
        this.catalog = catalog;
        this.platform = platform;
        this.sample = sample;
        this.faults = faults;
        this.calls = calls;
        this.clock = clock;
    }

    record Overview(boolean sandbox, Sample sample, List<Played> services) {}

    record Sample(@JsonProperty("repo_url") String repoUrl, String branch, String task) {}

    record Played(
            String name,
            String container,
            Mode mode,
            @Nullable Instant until,
            long calls) {}

    record WantedFault(
            @Nullable String mode,
            @JsonProperty("for_seconds") @Nullable Integer forSeconds) {}

    record Asked(String name, long total, List<Calls> calls) {}

    @Access(scope = Scope.ADMIN, rate = RateCategory.READ)
    @GetMapping("/services")
    Overview services() {
        return new Overview(
                true,
                new Sample(sample.url(), SampleRepository.BRANCH, SampleRepository.TASK),
                catalog.services().stream().map(this::played).toList());
    }

    @Access(
            scope = Scope.ADMIN,
            rate = RateCategory.CHANGE,
            errors = {ErrorCode.SERVICE_NOT_FOUND, ErrorCode.VALIDATION_ERROR})
    @PostMapping("/services/{name}/fault")
    Played fault(@PathVariable String name, @RequestBody WantedFault wanted) {
        ManagedService service = find(name);
        Optional<Mode> mode = Mode.parse(wanted.mode());
        Integer seconds = wanted.forSeconds();
        new ValidationFailed.Collector()
                .check(mode.isPresent(), "mode", "give one of none, down, slow, error, flapping")
                .check(
                        seconds == null || (seconds >= 1 && seconds <= LONGEST_SECONDS),
                        "for_seconds",
                        "give 1 to " + LONGEST_SECONDS + " seconds, or leave it out")
                .throwIfAny();
        faults.set(
                name,
                mode.orElseThrow(),
                seconds == null ? null : clock.instant().plusSeconds(seconds));
        return played(service);
    }

    @Access(scope = Scope.ADMIN, rate = RateCategory.READ, errors = ErrorCode.SERVICE_NOT_FOUND)
    @GetMapping("/services/{name}/calls")
    Asked calls(@PathVariable String name) {
        find(name);
        return new Asked(name, calls.total(name), calls.of(name));
    }

    @Access(scope = Scope.ADMIN, rate = RateCategory.CHANGE)
    @PostMapping("/reset")
    Overview reset() {
        platform.reset();
        return services();
    }

    private Played played(ManagedService service) {
        Fault fault = faults.of(service.name());
        return new Played(
                service.name(), service.container(), fault.mode(), fault.until(), calls.total(service.name()));
    }

    private ManagedService find(String name) {
        return catalog.find(name)
                .orElseThrow(() -> new Refusal(
                        "SERVICE_NOT_FOUND", "The catalogue has no such service; GET /sandbox/services lists them."));
    }
}
