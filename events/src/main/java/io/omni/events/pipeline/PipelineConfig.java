package io.omni.events.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * What a pipeline works on, and how.
 *
 * @param model the model to ask; null leaves it to the platform
 * @param language the language the caller says the code is in; null when not said
 * @param repoUrl the repository, without credentials
 * @param branch the branch that the work starts from
 * @param maxIterations how often generate, validate and test may run, 1 to 10
 * @param qualityGate how strictly checks decide
 * @param credentialsRef names the encrypted credentials of {@code repoUrl} in the secret store; null when there are none
 */
public record PipelineConfig(
        @Nullable String model,
        @Nullable String language,
        RepositoryUrl repoUrl,
        BranchName branch,
        int maxIterations,
        QualityGate qualityGate,
        @Nullable String credentialsRef) {}
