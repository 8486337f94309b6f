package io.omni.command.pipeline.build;

import io.omni.command.pipeline.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * A project's checkout with the pipeline's patch on.
 *
 * @param config the project's own rules, as they are without the patch
 * @param patch null when the pipeline generates none
 * @param outcome what applying it came to; null without a patch
 */
public record PatchedProject(
        Workspace workspace, ProjectConfig config, byte @Nullable [] patch, Workspace.@Nullable Outcome outcome) {}
