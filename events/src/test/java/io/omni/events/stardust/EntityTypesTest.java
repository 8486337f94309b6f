package io.omni.events.stardust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityTypesTest {
    @ParameterizedTest
    @CsvSource({
        "pipeline.stage.started, pipe_1, pipeline, pipeline",
        "service.restarted, redis, service, service",
        // A service may be called like an id.
        "service.restarted, clip_1, service, service",
        "workflow.created, wf_1, workflow, workflow",
        "workflow.slot.taken, slots_1, workflow, workflow",
        "workflow.step.started, exec_1, execution, workflow",
        "knowledge.refreshed, refresh_1, refresh, knowledge",
        "knowledge.lease.taken, knowledge, knowledge, knowledge",
        "content.creator.added, proj_1, project, content",
        "content.clip.judged, clip_1, clip, content",
        "content.job.done, edit_1, job, content",
        "content.job.done, job_1, job, content",
        "content.calendar.schedule_run, cal_1, calendar, content",
        "hook.received, hook_1, hook, hook"
    })
    void an_event_is_about_what_callers_call_it(String event, String subject, String type, String former) {
        assertThat(EntityTypes.of(event, subject)).isEqualTo(type);
        assertThat(EntityTypes.formerly(type)).isEqualTo(former);
    }
}
