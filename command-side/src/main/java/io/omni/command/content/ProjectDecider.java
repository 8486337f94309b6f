package io.omni.command.content;

import io.omni.command.Refusal;
import io.omni.events.content.Creator;
import io.omni.events.content.CreatorAdded;
import io.omni.events.content.CreatorPaused;
import io.omni.events.content.CreatorRemoved;
import io.omni.events.content.CreatorStatus;
import io.omni.events.content.ProjectChanged;
import io.omni.events.content.ProjectDeleted;
import io.omni.events.content.ProjectEvent;
import io.omni.events.content.ProjectFailed;
import io.omni.events.content.ProjectSettings;
import io.omni.events.content.ProjectStarted;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ProjectStatus;
import io.omni.events.content.ProjectStopped;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what a command changes about a project. Pure: the same state and command give the same events. */
final class ProjectDecider {
    /** Where creators can be scraped. */
    static final Set<String> PLATFORMS =
            Set.of("feed", "http", "folder", "tiktok", "instagram", "youtube", "youtube_shorts");

    private static final int LONGEST_HANDLE = 2_048;
    private static final int LONGEST_ACCOUNT = 100;

    private ProjectDecider() {}

    /**
     * What a command changes; empty when it changes nothing.
     *
     * @throws Refusal when a rule refuses it
     */
    static List<ProjectEvent> decide(ProjectState state, ProjectCommand command) {
        return switch (command) {
            case ChangeProject c -> change(state, c);
            case DeleteProject c -> {
                expect(state, c.expectedVersions());
                yield List.of(new ProjectDeleted(state.projectId()));
            }
            case StartProject c -> {
                if (state.status() == ProjectStatus.RUNNING) {
                    throw refusal(state, "ALREADY_RUNNING", "the project runs already");
                }
                yield List.of(new ProjectStarted(state.projectId(), c.reason()));
            }
            case StopProject c -> {
                if (state.status() == ProjectStatus.PAUSED) {
                    throw refusal(state, "ALREADY_STOPPED", "the project is paused already");
                }
                yield List.of(new ProjectStopped(state.projectId(), c.reason()));
            }
            case AddCreator c -> List.of(added(state, c));
            case RemoveCreator c -> {
                expect(state, c.expectedVersions());
                if (state.creator(c.creatorId()).isEmpty()) {
                    throw NotThere.creator(c.creatorId());
                }
                yield List.of(new CreatorRemoved(state.projectId(), c.creatorId()));
            }
            case PauseCreator c -> paused(state, c);
            case CreateProject _, QueueScrapes _ ->
                throw new IllegalStateException("they concern other aggregates too");
        };
    }

    private static List<ProjectEvent> change(ProjectState state, ChangeProject c) {
        expect(state, c.expectedVersions());
        ProjectSettings now = state.settings();
        ProjectSettings next = new ProjectSettings(
                c.scrapeWindowDays() == null ? now.scrapeWindowDays() : c.scrapeWindowDays(),
                c.dailyQuota() == null ? now.dailyQuota() : c.dailyQuota(),
                c.keywords() == null ? now.keywords() : c.keywords(),
                c.contentMix() == null ? now.contentMix() : c.contentMix(),
                c.defaultPlatforms() == null ? now.defaultPlatforms() : c.defaultPlatforms());
        String name = c.name() == null ? state.name() : c.name();
        String description =
                c.description() == null ? state.description() : c.description().isEmpty() ? null : c.description();
        boolean same =
                next.equals(now) && name.equals(state.name()) && Objects.equals(description, state.description());
        return same ? List.of() : List.of(new ProjectChanged(state.projectId(), name, description, next));
    }

    private static CreatorAdded added(ProjectState state, AddCreator c) {
        requireHandle(c);
        boolean known = state.creators().stream()
                .filter(one -> one.platform().equals(c.platform()))
                .anyMatch(one -> known(one.platform(), one.handle()).equals(known(c.platform(), c.handle())));
        if (known) {
            throw new Refusal(
                    "CREATOR_EXISTS",
                    "the project has this creator already",
                    new Refusal.Detail("platform", c.platform()),
                    new Refusal.Detail("handle", c.handle()));
        }
        return new CreatorAdded(
                state.projectId(),
                c.creatorId(),
                c.platform(),
                c.handle().strip(),
                c.profileUrl(),
                c.scrapeWindowDays());
    }

    /** What tells a creator from others of its platform: accounts are written with and without an at sign, and in any case. */
    private static String known(String platform, String handle) {
        String text = handle.strip();
        return switch (platform) {
            case "feed", "http", "folder" -> text;
            default -> (text.startsWith("@") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        };
    }

    /** An address for what is fetched, a path for what lies here, the name of an account for the rest. */
    private static void requireHandle(AddCreator c) {
        if (!PLATFORMS.contains(c.platform())) {
            throw noHandle(
                    c.platform(), "there is no source for this platform; use one of " + String.join(", ", sorted()));
        }
        String text = c.handle().strip();
        boolean clean = text.chars().noneMatch(x -> x < ' ' || x == 0x7f) && !text.isEmpty();
        boolean good = clean
                && switch (c.platform()) {
                    case "feed", "http" ->
                        text.length() <= LONGEST_HANDLE && (c.profileUrl() != null || isAddress(text));
                    case "folder" -> text.length() <= LONGEST_HANDLE && (c.profileUrl() != null || isPath(text));
                    default -> text.length() <= LONGEST_ACCOUNT && text.matches("@?[\\w.\\-]+");
                };
        if (!good) {
            throw noHandle(
                    c.platform(),
                    switch (c.platform()) {
                        case "feed", "http" ->
                            "give the http or https address of the feed or listing as handle or as profile_url";
                        case "folder" -> "give the path of a folder";
                        default -> "give the name of the account: letters, digits, dots, hyphens and underscores";
                    });
        }
    }

    /** That something is no handle of a platform. */
    static Refusal noHandle(String platform, String message) {
        return new Refusal("INVALID_HANDLE", message, new Refusal.Detail("platform", platform));
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()))
                    && address.getHost() != null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private static boolean isPath(String text) {
        try {
            Path path = text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
            return !path.toString().isEmpty();
        } catch (IllegalArgumentException | FileSystemNotFoundException notAPath) {
            return false;
        }
    }

    private static List<String> sorted() {
        return PLATFORMS.stream().sorted().toList();
    }

    private static List<ProjectEvent> paused(ProjectState state, PauseCreator c) {
        Creator creator = state.creator(c.creatorId()).orElse(null);
        if (creator == null || creator.status() == CreatorStatus.PAUSED) {
            return List.of();
        }
        List<ProjectEvent> events = new ArrayList<>();
        events.add(new CreatorPaused(state.projectId(), c.creatorId(), c.problem()));
        boolean last = state.creators().stream()
                .allMatch(one -> one.creatorId().equals(c.creatorId()) || one.status() == CreatorStatus.PAUSED);
        if (last && state.status() == ProjectStatus.RUNNING) {
            events.add(new ProjectFailed(state.projectId(), c.problem()));
        }
        return events;
    }

    private static void expect(ProjectState state, @Nullable Set<Long> versions) {
        if (versions != null && !versions.contains(state.version())) {
            throw new Refusal(
                    "PRECONDITION_FAILED",
                    "the project has changed since the version that If-Match names; read it again",
                    new Refusal.Detail("version", Long.toString(state.version())));
        }
    }

    private static Refusal refusal(ProjectState state, String code, String message) {
        return new Refusal(
                code,
                message,
                new Refusal.Detail("project_id", state.projectId().value()));
    }
}
