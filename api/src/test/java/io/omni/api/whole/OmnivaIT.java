package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.api.whole.Api.Answer;
import io.omni.command.content.CancelJob;
import io.omni.command.content.ReportFailure;
import io.omni.command.content.RunSchedule;
import io.omni.command.content.media.MediaKind;
import io.omni.command.content.media.MediaStore;
import io.omni.command.content.media.WorkFolder;
import io.omni.events.content.ClipId;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.ProjectId;
import io.omni.events.content.StoredFile;
import io.omni.events.content.mind.Mishap;
import io.omni.events.pipeline.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** The content pipeline as callers see it: the envelope, both ways to page, every code of the table. */
@Timeout(1800)
@ExtendWith(SharedOmni.class)
class OmnivaIT {
    private static final String PROJECTS = "/v1/projects";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private final RunningOmni omni;
    /** Without a token: the test calls from a trusted network. */
    private final Api api;

    OmnivaIT(RunningOmni omni) {
        this.omni = omni;
        this.api = omni.api().as(null);
    }

    @Test
    void a_project_is_made_shown_changed_and_deleted() {
        Answer made = api.post(
                PROJECTS,
                "{\"name\":\"Life\",\"description\":\"d\",\"keywords\":[\"music\"],\"content_mix\":{\"music\":0.5}}");
        String path = made.header("Location");

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(data(made).propertyNames()).containsExactly("project_id", "status", "created_at");
        assertThat(data(made).path("status").asString()).isEqualTo("PAUSED");
        assertThat(path)
                .isEqualTo(PROJECTS + "/" + data(made).path("project_id").asString());
        JsonNode shown = data(api.get(path));
        assertThat(shown.at("/settings/scrape_window_days").asInt()).isEqualTo(7);
        assertThat(shown.at("/settings/daily_quota").asInt()).isEqualTo(5);
        assertThat(shown.at("/stats").propertyNames())
                .containsExactly("creators", "videos_scraped", "clips_in_pipeline", "uploads_pending");
        Answer changed = api.send("PATCH", path, "{\"settings\":{\"daily_quota\":2}}", "If-Match", "\"1\"");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(data(changed).at("/settings/daily_quota").asInt()).isEqualTo(2);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        refused(api.send("PATCH", path, "{\"name\":\"Other\"}", "If-Match", "\"1\""), 412, "PRECONDITION_FAILED");
        refused(api.send("DELETE", path, null, "If-Match", "\"1\""), 412, "PRECONDITION_FAILED");
        assertThat(data(api.delete(path)).path("message").asString()).isNotBlank();
        refused(api.get(path), 404, "PROJECT_NOT_FOUND");
        refused(api.delete(path), 404, "PROJECT_NOT_FOUND");
        assertThat(api.post(PROJECTS, "{\"name\":\"Life\"}").status())
                .as("its name is free again")
                .isEqualTo(201);
    }

    @Test
    void what_exists_already_is_refused() {
        String project = project("Twice");
        String creator = "{\"platform\":\"tiktok\",\"handle\":\"@someone\"}";

        refused(api.post(PROJECTS, "{\"name\":\" twice\"}"), 409, "PROJECT_EXISTS");
        refused(api.patch(project("Another"), "{\"name\":\"TWICE\"}"), 409, "PROJECT_EXISTS");
        assertThat(api.post(project + "/creators", creator).status()).isEqualTo(201);
        refused(api.post(project + "/creators", creator), 409, "CREATOR_EXISTS");
        refused(
                api.post(project + "/creators", "{\"platform\":\"youtube\",\"handle\":\"a/../b c\"}"),
                422,
                "INVALID_HANDLE");
        refused(api.post(project + "/stop"), 409, "ALREADY_STOPPED");
        Answer started = api.post(project + "/start", "{\"reason\":\"a try\"}");
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        assertThat(data(started).propertyNames()).containsExactly("message", "requested_at");
        refused(api.post(project + "/start"), 409, "ALREADY_RUNNING");
        assertThat(data(api.get(project)).path("status").asString()).isEqualTo("RUNNING");
        assertThat(api.post(project + "/stop").status()).isEqualTo(202);
    }

    @Test
    void creators_are_listed_scraped_and_removed() {
        String project = project("Creators");
        refused(api.post(project + "/scrape"), 404, "CREATOR_NOT_FOUND");
        String creator = data(api.post(project + "/creators", "{\"platform\":\"tiktok\",\"handle\":\"@a\"}"))
                .path("creator_id")
                .asString();

        JsonNode item = data(api.get(project + "/creators")).at("/items/0");
        assertThat(item.path("handle").asString()).isEqualTo("@a");
        assertThat(item.path("last_scraped_at").isNull()).isTrue();
        refused(
                api.post(
                        project + "/scrape", "{\"since\":\"2026-02-01T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}"),
                400,
                "INVALID_DATE_RANGE");
        refused(api.post(project + "/scrape", "{\"since\":\"yesterday\"}"), 400, "INVALID_DATE_RANGE");
        refused(api.post(project + "/scrape", "{\"creator_ids\":[\"cr_0\"]}"), 404, "CREATOR_NOT_FOUND");
        Answer scrape = api.post(project + "/scrape", "{\"creator_ids\":[\"" + creator + "\"],\"force\":true}");
        assertThat(scrape.status()).as(scrape.toString()).isEqualTo(202);
        assertThat(data(scrape).path("queued_creators").asInt()).isEqualTo(1);
        String job = data(scrape).path("job_id").asString();
        assertThat(scrape.header("Location")).isEqualTo("/v1/jobs/" + job);
        assertThat(data(api.get("/v1/jobs/" + job)).path("creator_id").asString())
                .isEqualTo(creator);
        Answer status = api.get(project + "/scrape/status", token(scrape));
        assertThat(data(status).at("/jobs/0/job_id").asString()).isEqualTo(job);
        refused(
                api.send("DELETE", project + "/creators/" + creator, null, "If-Match", "\"1\""),
                412,
                "PRECONDITION_FAILED");
        assertThat(api.delete(project + "/creators/" + creator).status()).isEqualTo(200);
        refused(api.delete(project + "/creators/" + creator), 404, "CREATOR_NOT_FOUND");
        refused(api.delete(project + "/creators/nobody"), 404, "CREATOR_NOT_FOUND");
    }

    @Test
    void jobs_are_cancelled_and_tried_again() {
        String project = project("Jobs");
        ClipId clip = new ContentHistory(omni, id(project)).rendered();
        String time = Instant.now()
                .plus(90, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        Answer upload = api.post("/v1/clips/" + clip + "/upload", upload(time));
        assertThat(upload.status()).as(upload.toString()).isEqualTo(202);
        String job = "/v1/jobs/" + data(upload).path("upload_job_id").asString();

        refused(api.post(job + "/retry"), 409, "JOB_NOT_FAILED");
        assertThat(api.post(job + "/cancel").status()).isEqualTo(202);
        assertThat(data(api.get(job)).path("status").asString()).isEqualTo("CANCELLED");
        refused(api.post(job + "/cancel"), 409, "JOB_NOT_RUNNING");
        Answer again = api.post(job + "/retry");
        assertThat(again.status()).as(again.toString()).isEqualTo(202);
        api.post(job + "/cancel");
    }

    @Test
    void an_edit_that_no_node_can_do_says_what_it_waits_for() {
        ClipId clip = new ContentHistory(omni, id(project("Graphics"))).rendered();
        Answer edit = api.post(clip(clip) + "/edit", "{\"gpu_required\":true}");
        assertThat(edit.status()).as(edit.toString()).isEqualTo(202);

        JsonNode job = Waiting.until(
                "the edit says what it waits for",
                SOON,
                () -> data(api.get(edit.header("Location"))),
                state -> state.path("step").asString("").equals("WAITING_FOR_GPU"));

        assertThat(job.path("status").asString()).isEqualTo("QUEUED");
        assertThat(job.path("message").asString()).contains("OMNI_CONTENT_GPU");
        api.post(edit.header("Location") + "/cancel");
        assertThat(data(api.get(clip(clip))).path("status").asString()).isEqualTo("READY_FOR_UPLOAD");
    }

    @Test
    void clips_are_refused_what_they_are_not_ready_for() {
        String project = project("Clips");
        ContentHistory history = new ContentHistory(omni, id(project));
        ClipId found = history.candidate();
        ClipId editing = history.editing();
        ClipId first = history.rendered();
        ClipId second = history.rendered();
        ClipId failed = history.failed();
        String time = Instant.now()
                .plus(60, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.HOURS)
                .toString();
        String later = Instant.parse(time).plus(3, ChronoUnit.HOURS).toString();

        refused(api.post(clip(found) + "/upload", upload(null)), 409, "CLIP_NOT_RENDERED");
        refused(api.post(clip(editing) + "/edit", "{\"operations\":[\"audio\"]}"), 409, "EDIT_ALREADY_IN_PROGRESS");
        Answer edit = api.post(clip(found) + "/edit", "{\"operations\":[\"audio\"],\"priority\":0.9}");
        assertThat(edit.status()).as(edit.toString()).isEqualTo(202);
        assertThat(data(edit).propertyNames()).containsExactly("edit_job_id", "status", "clip_id");
        api.post(edit.header("Location") + "/cancel");
        refused(api.post(clip(first) + "/upload", upload("2020-01-01T00:00:00Z")), 400, "INVALID_SCHEDULE");
        refused(api.post(clip(first) + "/upload", upload("soon")), 400, "INVALID_SCHEDULE");
        refused(api.post(clip(failed) + "/upload", upload(null)), 409, "UPLOAD_FAILED");
        Answer queued = api.post(clip(first) + "/upload", upload(time));
        assertThat(queued.status()).as(queued.toString()).isEqualTo(202);
        assertThat(data(queued).propertyNames()).containsExactly("upload_job_id", "status", "clip_id");
        refused(api.post(clip(first) + "/upload", upload(later)), 409, "UPLOAD_EXISTS");
        refused(api.post(clip(second) + "/upload", upload(time)), 409, "SCHEDULE_CONFLICT");
        Answer other = api.post(clip(second) + "/upload", upload(later));
        String slot = project + "/schedule/" + data(other).path("upload_job_id").asString();
        refused(api.patch(slot, "{\"final_time\":\"" + time + "\"}"), 409, "SCHEDULE_CONFLICT");
        refused(api.patch(slot, "{\"final_time\":\"2020-01-01T00:00:00Z\"}"), 400, "INVALID_SCHEDULE");
        refused(api.patch(slot, "{\"final_time\":\"" + later + "\"}", "\"0\""), 412, "PRECONDITION_FAILED");
        String moved = Instant.parse(later).plus(1, ChronoUnit.HOURS).toString();
        Answer override = api.patch(slot, "{\"final_time\":\"" + moved + "\"}");
        assertThat(data(override).path("final_time").asString()).isEqualTo(moved);
        JsonNode places = data(api.get(project + "/schedule", token(override))).path("items");
        assertThat(places).hasSize(2);
        assertThat(places.at("/0/final_time").asString()).isEqualTo(moved);
        JsonNode uploads = data(api.get(project + "/uploads", token(override))).path("items");
        assertThat(uploads).hasSize(2);
        assertThat(uploads.at("/0/scheduled_time").asString()).isEqualTo(moved);
        JsonNode clip = data(api.get(clip(first)));
        assertThat(clip.at("/upload_job/title").asString()).isEqualTo("A title");
        assertThat(clip.at("/edit_job").isNull()).as("nobody works on it").isTrue();
        cancelUploads(project);
    }

    @Test
    void a_clip_that_one_job_has_is_not_given_to_another() {
        String project = project("Taken");
        PlayedContent played = new PlayedContent(omni);
        String clip = clip(new ContentHistory(omni, id(project)).rendered());
        String gpu = "{\"gpu_required\":true}";
        String edit = api.post(clip + "/edit", gpu).header("Location");
        refused(api.post(clip + "/upload", upload(null)), 409, "EDIT_ALREADY_IN_PROGRESS");
        api.post(edit + "/cancel");
        String secondEdit = api.post(clip + "/edit", gpu).header("Location");
        refused(api.post(edit + "/retry"), 409, "EDIT_ALREADY_IN_PROGRESS");
        api.post(secondEdit + "/cancel");

        Instant time = Instant.now().plus(40, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
        String upload = api.post(clip + "/upload", upload(time.toString())).header("Location");
        refused(api.post(clip + "/edit"), 409, "UPLOAD_EXISTS");
        api.post(upload + "/cancel");
        String second = api.post(
                        clip + "/upload", upload(time.plus(1, ChronoUnit.HOURS).toString()))
                .header("Location");
        refused(api.post(upload + "/retry"), 409, "UPLOAD_EXISTS");
        JobId failing = new JobId(id(second));
        played.begin(failing);
        Problem problem = new Problem("LIMIT_REACHED", "the quota is used up");
        played.send(new ReportFailure(failing, 1, problem, Mishap.LIMITED, Duration.ofHours(1)));
        refused(api.post(clip + "/edit"), 409, "UPLOAD_FAILED");
        refused(api.post(upload + "/retry"), 409, "UPLOAD_FAILED");
        cancelUploads(project);
    }

    @Test
    void a_run_of_the_scheduler_is_not_tried_again_during_another() {
        String project = project("Runs");
        ProjectId id = new ProjectId(id(project));
        PlayedContent played = new PlayedContent(omni);
        JobId run = JobId.next(JobKind.SCHEDULE);
        played.send(new RunSchedule(id, run, "a try", null, "test"));
        played.send(new CancelJob(run, "test"));
        new ContentHistory(omni, id.value()).schedulerAtWork();

        refused(api.post("/v1/jobs/" + run + "/retry"), 409, "SCHEDULER_BUSY");
    }

    @Test
    void a_scheduler_at_work_is_not_disturbed() {
        String project = project("Schedules");
        Answer run = api.post(project + "/schedule", "{\"reason\":\"a free evening\"}");
        assertThat(run.status()).as(run.toString()).isEqualTo(202);
        assertThat(data(run).path("status").asString()).isEqualTo("DONE");
        refused(api.post(project + "/schedule", "{\"target_day\":\"2026-02-30\"}"), 400, "INVALID_SCHEDULE");

        String busy = project("Busy schedules");
        new ContentHistory(omni, id(busy)).schedulerAtWork();

        refused(api.post(busy + "/schedule"), 409, "SCHEDULER_BUSY");
    }

    @Test
    void a_rendered_clip_is_seen_whole_and_in_ranges() throws Exception {
        MediaStore store = omni.bean(MediaStore.class);
        byte[] film = "0123456789".repeat(100).getBytes(StandardCharsets.US_ASCII);
        StoredFile media = stored(store, film, "video/mp4", "mp4");
        StoredFile picture = stored(store, new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2}, "image/jpeg", "jpg");
        String clip = clip(new ContentHistory(omni, id(project("Films"))).rendered(media, picture));

        Answer whole = api.get(clip + "/media");
        assertThat(whole.status()).as(whole.toString()).isEqualTo(200);
        assertThat(whole.bytes()).isEqualTo(film);
        assertThat(whole.header("Content-Type")).isEqualTo("video/mp4");
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
        Answer part = api.get(clip + "/media", Map.of("Range", "bytes=10-14"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("01234");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-14/1000");
        assertThat(api.get(clip + "/media", Map.of("Range", "bytes=-2")).text()).isEqualTo("89");
        assertThat(api.get(clip + "/media", Map.of("Range", "bytes=0-1,5-6")).header("Content-Type"))
                .startsWith("multipart/byteranges");
        Answer beyond = api.get(clip + "/media", Map.of("Range", "bytes=1000-"));
        refused(beyond, 416, "RANGE_NOT_SATISFIABLE");
        assertThat(beyond.header("Content-Range")).isEqualTo("bytes */1000");
        refused(api.get(clip + "/thumbnail", Map.of("Range", "bytes=9-")), 416, "RANGE_NOT_SATISFIABLE");
        assertThat(api.get(clip + "/media", Map.of("Range", "bytes=0-1", "If-Range", whole.header("ETag")))
                        .status())
                .isEqualTo(206);
        Answer changed = api.get(clip + "/media", Map.of("Range", "bytes=0-1", "If-Range", "\"another\""));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.bytes()).isEqualTo(film);
        assertThat(api.get(clip + "/thumbnail").bytes()).hasSize(4);
        assertThat(api.get(clip + "/thumbnail", Map.of("Range", "bytes=0-0")).status())
                .isEqualTo(206);
    }

    @Test
    void what_nobody_has_judged_cant_be_explained() {
        String clip = clip(new ContentHistory(omni, id(project("Pending"))).candidate());

        refused(api.get(clip + "/insights"), 409, "HALOLUX_PENDING");
        refused(api.post(clip + "/insights/what-if", "{}"), 409, "HALOLUX_PENDING");
    }

    @Test
    void what_was_judged_is_explained_and_asked_about_otherwise() {
        String clip = clip(new ContentHistory(omni, id(project("Judged"))).judged());

        JsonNode insight = data(api.get(clip + "/insights"));
        assertThat(insight.path("clip_id").asString()).isEqualTo(id(clip));
        assertThat(insight.path("trace_id").asString()).startsWith("trace_");
        assertThat(insight.at("/insights/pantheon")).hasSize(4);
        assertThat(insight.at("/insights/zenith/decision").isMissingNode()).isFalse();
        assertThat(api.post(clip + "/insights/what-if", "{\"zenith\":{\"accept_at\":0.99}}")
                        .status())
                .isEqualTo(200);
        refused(api.post(clip + "/insights/what-if", "{\"zenith\":{\"accept_at\":7}}"), 422, "VALIDATION_ERROR");
        refused(api.post(clip + "/insights/what-if", "{\"zenith\":{\"no_such\":1}}"), 400, "BAD_REQUEST");
    }

    @Test
    void what_was_not_rendered_cant_be_seen() {
        ContentHistory history = new ContentHistory(omni, id(project("Media")));

        for (ClipId clip : List.of(history.candidate(), history.rendered())) {
            refused(api.get(clip(clip) + "/media"), 409, "CLIP_NOT_RENDERED");
            refused(api.get(clip(clip) + "/thumbnail"), 409, "CLIP_NOT_RENDERED");
        }
    }

    @Test
    void both_ways_to_page_find_everything_once() {
        String project = project("Pages");
        ContentHistory history = new ContentHistory(omni, id(project));
        Set<String> all = new LinkedHashSet<>();
        for (int i = 0; i < 7; i++) {
            all.add(history.candidate().value());
        }
        Waiting.until(
                "the clips are listed",
                SOON,
                () -> data(api.get(project + "/clips")).at("/pagination/total").asInt(),
                total -> total == 7);

        List<String> byOffset = new ArrayList<>();
        for (int offset = 0; offset < 9; offset += 3) {
            JsonNode page = data(api.get(project + "/clips?limit=3&offset=" + offset));
            assertThat(page.at("/pagination/offset").asInt()).isEqualTo(offset);
            page.path("items").forEach(item -> byOffset.add(item.path("clip_id").asString()));
        }
        List<String> byCursor = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            JsonNode data = data(api.get(project + "/clips?limit=3&cursor=" + cursor));
            assertThat(data.path("pagination").propertyNames()).containsExactly("limit", "next_cursor");
            data.path("items").forEach(item -> byCursor.add(item.path("clip_id").asString()));
            cursor = data.at("/pagination/next_cursor").asString("");
        }

        assertThat(cursor).as("the end").isEmpty();
        assertThat(byOffset).hasSize(7).containsExactlyInAnyOrderElementsOf(all);
        assertThat(byCursor).isEqualTo(byOffset);
        assertThat(data(api.get(project + "/clips?status=PUBLISHED")).path("items"))
                .isEmpty();
        refused(api.get(project + "/clips?status=lost"), 400, "BAD_REQUEST");
    }

    @Test
    void the_log_tells_what_happened() {
        String project = project("Log");
        Answer added = api.post(project + "/creators", "{\"platform\":\"tiktok\",\"handle\":\"@log\"}");

        JsonNode lines = data(api.get(project + "/logs", token(added))).path("items");

        assertThat(lines).hasSize(2);
        assertThat(lines.at("/0").propertyNames())
                .containsExactly("log_id", "timestamp", "source", "level", "message", "metadata");
        assertThat(lines.at("/0/log_id").asString()).startsWith("log_");
        assertThat(data(api.get(project + "/logs?source=worker")).path("items")).isEmpty();
        assertThat(data(api.get(project + "/logs?level=info&to=2020-01-01T00:00:00Z"))
                        .path("items"))
                .isEmpty();
        refused(
                api.get(project + "/logs?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z"),
                400,
                "INVALID_DATE_RANGE");
        refused(api.get(project + "/logs?from=yesterday"), 400, "INVALID_DATE_RANGE");
        refused(api.get(project + "/logs?worker_type=cook"), 400, "BAD_REQUEST");
    }

    @Test
    void a_tenants_key_sees_its_own_projects_and_nobody_elses() {
        Api acme = tenant("acme");
        Api other = tenant("other");
        String own = acme.post(PROJECTS, "{\"name\":\"Shared name\"}").header("Location");
        Answer same = other.post(PROJECTS, "{\"name\":\"Shared name\"}");
        ClipId clip = new ContentHistory(omni, id(own)).rendered();

        assertThat(same.status()).as("names are each tenant's own").isEqualTo(201);
        assertThat(data(acme.get(own)).path("tenant").asString()).isEqualTo("acme");
        for (String path : List.of("", "/clips", "/logs", "/creators", "/schedule")) {
            refused(other.get(own + path), 404, "PROJECT_NOT_FOUND");
        }
        refused(other.get(clip(clip)), 404, "CLIP_NOT_FOUND");
        refused(other.post(clip(clip) + "/edit"), 404, "CLIP_NOT_FOUND");
        assertThat(acme.get(clip(clip)).status()).isEqualTo(200);
        assertThat(data(other.get(PROJECTS))
                        .path("items")
                        .valueStream()
                        .map(p -> p.path("project_id").asString()))
                .doesNotContain(id(own));
        assertThat(api.get(own).status())
                .as("the platform's own callers see all")
                .isEqualTo(200);
    }

    @Test
    void whatever_is_not_there_is_not_found_by_its_own_name() {
        JsonNode paths = omni.api().read("/openapi.json").path("paths");

        each(paths, (method, path) -> {
            String at = path.replaceAll("\\{[^}]*}", "unknown");
            String code = path.startsWith("/v1/clips/") ? "CLIP_NOT_FOUND" : "PROJECT_NOT_FOUND";
            if (path.contains("{")) {
                refused(send(method, at), 404, path.startsWith("/v1/jobs/") ? "JOB_NOT_FOUND" : code);
            }
        });
        String project = project("Not found");
        refused(
                api.patch(project + "/schedule/up_0", "{\"final_time\":\"2030-01-01T00:00:00Z\"}"),
                404,
                "JOB_NOT_FOUND");
    }

    @Test
    void every_list_refuses_pages_that_there_cant_be() {
        String project = id(project("No pages"));
        JsonNode paths = omni.api().read("/openapi.json").path("paths");
        List<String> lists = new ArrayList<>();

        each(paths, (method, path) -> {
            boolean paged = paths.path(path)
                    .path(method.toLowerCase(Locale.ROOT))
                    .path("parameters")
                    .valueStream()
                    .anyMatch(p -> p.path("name").asString("").equals("cursor"));
            if (method.equals("GET") && paged) {
                String at = path.replaceAll("\\{[^}]*}", project);
                lists.add(path);
                for (String query : List.of("limit=0", "limit=201", "offset=-1", "cursor=abc", "cursor=&offset=1")) {
                    refused(api.get(at + "?" + query), 400, "INVALID_PAGINATION");
                }
                assertThat(data(api.get(at + "?cursor=")).path("pagination").propertyNames())
                        .containsExactly("limit", "next_cursor");
                assertThat(data(api.get(at)).path("pagination").propertyNames())
                        .containsExactly("limit", "offset", "total", "next_cursor");
            }
        });

        assertThat(lists).hasSize(8);
    }

    @Test
    void fields_that_break_rules_are_named_all_at_once() {
        String project = project("Rules");
        String clip = clip(new ContentHistory(omni, id(project)).rendered());
        String time = Instant.now().plus(30, ChronoUnit.DAYS).toString();
        String upload = data(api.post(clip + "/upload", upload(time)))
                .path("upload_job_id")
                .asString();
        String longReason = "{\"reason\":\"" + "x".repeat(501) + "\"}";

        invalid(
                api.post(PROJECTS, "{\"name\":\"\",\"daily_quota\":11,\"scrape_window_days\":0,\"keywords\":[\" \"]}"),
                "name",
                "daily_quota",
                "scrape_window_days",
                "keywords[0]");
        invalid(
                api.post(PROJECTS, "{\"default_platforms\":[\"vhs\"],\"content_mix\":{\"a\":2}}"),
                "name",
                "content_mix",
                "default_platforms[0]");
        invalid(
                api.patch(project, "{\"daily_quota\":2,\"settings\":{\"daily_quota\":0}}"),
                "settings.daily_quota",
                "settings.daily_quota");
        invalid(api.post(project + "/start", longReason), "reason");
        invalid(api.post(project + "/stop", longReason), "reason");
        invalid(api.post(project + "/creators", "{\"profile_url\":\"ftp://x\"}"), "platform", "handle", "profile_url");
        invalid(api.post(project + "/scrape", "{\"creator_ids\":[]}"), "creator_ids");
        invalid(api.post(project + "/schedule", longReason), "reason");
        invalid(api.patch(project + "/schedule/" + upload, "{}"), "final_time");
        invalid(
                api.post(clip + "/edit", "{\"operations\":[\"paint\",\"paint\"],\"priority\":2}"),
                "operations",
                "operations[0]",
                "operations[1]",
                "priority");
        invalid(
                api.post(
                        clip + "/upload",
                        "{\"title\":\"" + "x".repeat(121) + "\",\"description\":\"" + "x".repeat(5001)
                                + "\",\"privacy_status\":\"secret\",\"keywords\":[" + "\"k\",".repeat(15) + "\"k\"]}"),
                "title",
                "description",
                "keywords",
                "privacy_status");
        refused(api.post(PROJECTS, "{\"nam\":\"x\"}"), 400, "BAD_REQUEST");
        cancelUploads(project);
    }

    @Test
    void the_status_names_workers_queues_database_and_modules() {
        JsonNode status = data(api.get("/v1/system/status"));

        assertThat(status.path("workers").propertyNames())
                .containsExactly("scraper", "analyzer", "editor", "uploader", "scheduler");
        assertThat(status.at("/workers/scraper/queue_depth").isIntegralNumber()).isTrue();
        assertThat(status.at("/queues/edit/threshold").asInt()).isPositive();
        assertThat(status.at("/database/status").asString()).isEqualTo("ok");
        assertThat(status.at("/cognitive_layer/modules").propertyNames())
                .containsExactly(
                        "paradox",
                        "eclipse",
                        "stardust",
                        "lattice",
                        "horizon",
                        "pantheon",
                        "chorus",
                        "halolux",
                        "zenith",
                        "placing");
        assertThat(status.at("/cognitive_layer/modules/zenith").asInt()).isPositive();
        assertThat(status.at("/cognitive_layer/states/halolux").asString()).isEqualTo("ok");
        assertThat(status.at("/cognitive_layer/states/stardust").asString())
                .as("other tests of the run may be at the ledger")
                .isIn("ok", "failed");
    }

    @Test
    void an_idempotency_key_gets_the_first_answer_again() {
        String key = UUID.randomUUID().toString();
        Answer first = api.send("POST", PROJECTS, "{\"name\":\"Once\"}", "Idempotency-Key", key);
        Answer again = api.send("POST", PROJECTS, "{\"name\":\"Once\"}", "Idempotency-Key", key);

        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void requests_that_feed_a_full_queue_are_told_when_to_come_again() throws Exception {
        HikariDataSource shared = omni.bean(HikariDataSource.class);
        JdbcTemplate database = new JdbcTemplate(
                new DriverManagerDataSource(shared.getJdbcUrl(), shared.getUsername(), shared.getPassword()));
        database.execute("CREATE DATABASE omniva_full");
        Map<String, String> settings = Map.of(
                "OMNI_DATABASE_URL",
                shared.getJdbcUrl().replaceFirst("/[^/?]+(?=\\?|$)", "/omniva_full"),
                "OMNI_DATABASE_USER",
                shared.getUsername(),
                "OMNI_DATABASE_PASSWORD",
                shared.getPassword(),
                "OMNI_CONTENT_QUEUE",
                "1",
                "OMNI_CONTENT_SCRAPERS",
                "0",
                "OMNI_CONTENT_EDITORS",
                "0");
        try (RunningOmni full = RunningOmni.start(temp.resolve("full"), settings)) {
            Api caller = full.api().as(null);
            String running = caller.post(PROJECTS, "{\"name\":\"Running\"}").header("Location");
            assertThat(caller.post(running + "/start").status()).isEqualTo(202);
            String project = caller.post(PROJECTS, "{\"name\":\"Full\"}").header("Location");
            caller.post(project + "/creators", "{\"platform\":\"tiktok\",\"handle\":\"@a\"}");
            Answer scrape = caller.post(project + "/scrape");
            assertThat(scrape.status()).as(scrape.toString()).isEqualTo(202);

            Answer refused = Waiting.until(
                    "the queue is full", SOON, () -> caller.post(project + "/scrape"), a -> a.status() == 429);
            Answer again = caller.post(project + "/scrape");

            assertThat(refused.errorCode()).isEqualTo("RATE_LIMITED");
            int first = Integer.parseInt(refused.header("Retry-After"));
            assertThat(first).isBetween(1, 5);
            assertThat(Integer.parseInt(again.header("Retry-After"))).isGreaterThan(first);
            assertThat(data(caller.get("/v1/system/status"))
                            .at("/workers/scraper/status")
                            .asString())
                    .isEqualTo("SATURATED");
            String other = "{\"platform\":\"tiktok\",\"handle\":\"@b\"}";
            toldToWait(caller.post(project + "/start"));
            toldToWait(caller.post(running + "/creators", other));
            assertThat(caller.post(project + "/creators", other).status())
                    .as("nobody scrapes a paused project's creators")
                    .isEqualTo(201);
            assertThat(caller.post(project + "/schedule").status()).isEqualTo(202);
            whileTheSchedulerHasTooMuchToDo(full, () -> toldToWait(caller.post(project + "/schedule")));
        } finally {
            database.execute("DROP DATABASE omniva_full WITH (FORCE)");
        }
    }

    /** A chore that is due and that no scheduler can pick, because somebody else has locked it. */
    private static void whileTheSchedulerHasTooMuchToDo(RunningOmni full, Runnable action) throws Exception {
        HikariDataSource database = full.bean(HikariDataSource.class);
        try (Connection holder = DriverManager.getConnection(
                        database.getJdbcUrl(), database.getUsername(), database.getPassword());
                Statement statement = holder.createStatement()) {
            statement.execute("INSERT INTO content_tasks (task_name, task_instance, execution_time, picked, version)"
                    + " VALUES ('content-place', 'held', now() + interval '1 second', false, 1)");
            holder.setAutoCommit(false);
            statement.execute("SELECT 1 FROM content_tasks WHERE task_instance = 'held' FOR UPDATE");
            Waiting.pause(Duration.ofMillis(1_200));
            action.run();
            statement.execute("DELETE FROM content_tasks WHERE task_instance = 'held'");
            holder.commit();
        }
    }

    private static void toldToWait(Answer answer) {
        refused(answer, 429, "RATE_LIMITED");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    private static StoredFile stored(MediaStore store, byte[] content, String type, String extension) throws Exception {
        try (WorkFolder work = store.work()) {
            Path file = work.path().resolve("file." + extension);
            Files.write(file, content);
            return store.put(file, MediaKind.DERIVED, type, extension);
        }
    }

    private interface Visit {
        void operation(String method, String path);
    }

    private static void each(JsonNode paths, Visit visit) {
        paths.properties().stream()
                .filter(path -> path.getKey().startsWith("/v1/"))
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> visit.operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey())));
    }

    private Answer send(String method, String path) {
        return Stream.of("POST", "PATCH", "PUT").anyMatch(method::equals)
                ? api.send(method, path, "{}")
                : api.send(method, path, null);
    }

    private Api tenant(String name) {
        Answer key = omni.api()
                .post("/api/v1/keys", "{\"name\":\"t\",\"scopes\":[\"content\"],\"tenant\":\"" + name + "\"}");
        return omni.api().as(key.json().path("key").asString());
    }

    private String project(String name) {
        Answer made = api.post(PROJECTS, Api.JSON.writeValueAsString(Map.of("name", name)));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location");
    }

    /** What waits for a far day needn't stay in the queue. */
    private void cancelUploads(String project) {
        data(api.get(project + "/uploads"))
                .path("items")
                .forEach(item ->
                        api.post("/v1/jobs/" + item.path("upload_job_id").asString() + "/cancel"));
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String clip(ClipId id) {
        return "/v1/clips/" + id;
    }

    private static String upload(@Nullable String time) {
        return time == null
                ? "{\"title\":\"A title\",\"privacy_status\":\"private\"}"
                : "{\"title\":\"A title\",\"privacy_status\":\"private\",\"scheduled_time\":\"" + time + "\"}";
    }

    private static Map<String, String> token(Answer change) {
        return Map.of("X-Consistency-Token", change.header("X-Consistency-Token"));
    }

    private static JsonNode data(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        JsonNode body = answer.json();
        assertThat(body.propertyNames()).containsExactly("status", "data", "error", "meta");
        assertThat(body.path("status").asString()).isEqualTo("success");
        assertThat(body.path("error").isNull()).isTrue();
        assertThat(body.at("/meta/request_id").asString()).isEqualTo(answer.header("X-Request-Id"));
        assertThat(body.at("/meta/generated_at").asString()).endsWith("Z");
        return body.path("data");
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        JsonNode body = answer.json();
        assertThat(body.propertyNames()).containsExactly("status", "data", "error", "meta");
        assertThat(body.path("data").isNull()).isTrue();
        assertThat(answer.errorCode()).as(answer.toString()).isEqualTo(code);
        assertThat(body.at("/meta/request_id").asString()).isEqualTo(answer.header("X-Request-Id"));
    }

    private static void invalid(Answer answer, String... fields) {
        refused(answer, 422, "VALIDATION_ERROR");
        assertThat(answer.json()
                        .at("/error/details")
                        .valueStream()
                        .map(d -> d.path("field").asString()))
                .containsExactlyInAnyOrder(fields);
    }
}
