package io.omni.command.content;

import io.omni.events.content.ProjectId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is named and leaves the rest as it is. Refused with {@code PROJECT_EXISTS} when another project has the new name.
 *
 * @param projectId the project
 * @param expectedVersions the versions of which it must have one, otherwise {@code PRECONDITION_FAILED}; null when that doesn't matter
 * @param name its name; null: as it is
 * @param description what it is for, empty for nothing; null: as it is
 * @param scrapeWindowDays null: as it is
 * @param dailyQuota null: as it is
 * @param keywords null: as they are
 * @param contentMix null: as it is
 * @param defaultPlatforms null: as they are
 */
public record ChangeProject(
        ProjectId projectId,
        @Nullable Set<Long> expectedVersions,
        @Nullable String name,
        @Nullable String description,
        @Nullable Integer scrapeWindowDays,
        @Nullable Integer dailyQuota,
        @Nullable List<String> keywords,
        @Nullable Map<String, Object> contentMix,
        @Nullable List<String> defaultPlatforms)
        implements ProjectCommand {}
