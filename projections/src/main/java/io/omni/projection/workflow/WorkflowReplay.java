package io.omni.projection.workflow;

import io.omni.projection.replay.ReplayableProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the read models of workflows and executions be made anew. */
@Configuration(proxyBeanMethods = false)
class WorkflowReplay {

    @Bean
    ReplayableProjection replayableWorkflows(WorkflowViewTable table) {
        return new ReplayableProjection(
                WorkflowProjection.NAME, List.of("workflow_view"), () -> new WorkflowProjection(table));
    }

    @Bean
    ReplayableProjection replayableExecutions(ExecutionViewTable table) {
        return new ReplayableProjection(
                ExecutionProjection.NAME, List.of("execution_view"), () -> new ExecutionProjection(table));
    }
}
