package io.omni.command.content.worker;

import io.omni.command.content.media.MediaKind;
import io.omni.command.content.media.MediaStore;
import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.media.Renderer;
import io.omni.command.content.media.Renderer.Order;
import io.omni.command.content.media.Renderer.Rendered;
import io.omni.command.content.media.WorkFolder;
import io.omni.command.content.work.ContentSettings;
import io.omni.command.content.work.ContentWorker;
import io.omni.command.content.work.JobFailure;
import io.omni.command.content.work.JobProgress;
import io.omni.command.content.work.JobTask;
import io.omni.events.content.EditInput;
import io.omni.events.content.EditResult;
import io.omni.events.content.JobKind;
import io.omni.events.content.RenderedClip;
import io.omni.events.content.StoredFile;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Renders a clip: CUTTING, RENDERING, CHECKING, STORING. */
@Component
final class ClipEditor implements ContentWorker {
    private static final String VIDEO = "video";

    private final MediaStore store;
    private final Renderer renderer;
    private final ContentSettings settings;

    ClipEditor(MediaStore store, Renderer renderer, ContentSettings settings) {
        this.store = store;
        this.renderer = renderer;
        this.settings = settings;
    }

    @Override
    public JobKind kind() {
        return JobKind.EDIT;
    }

    @Override
    public boolean hasGpu() {
        return settings.gpu();
    }

    @Override
    public EditResult work(JobTask task, JobProgress progress) throws JobFailure, InterruptedException {
        EditInput input = task.input(EditInput.class);
        Order order = new Order(VIDEO, input.start(), input.end(), input.cues(), Set.copyOf(input.operations()));
        try (WorkFolder work = store.work()) {
            work.add(store.open(input.media().sha256()), VIDEO);
            Rendered rendered = renderer.render(work.path(), order, progress::step);
            progress.step("STORING", 0.95, "stores the clip");
            StoredFile media = store.put(rendered.clip(), MediaKind.DERIVED, "video/mp4", "mp4");
            StoredFile thumbnail = store.put(rendered.thumbnail(), MediaKind.DERIVED, "image/jpeg", "jpg");
            return new EditResult(new RenderedClip(
                    media,
                    thumbnail,
                    rendered.seconds(),
                    Renderer.WIDTH,
                    Renderer.HEIGHT,
                    rendered.loudnessLufs(),
                    rendered.captions()));
        } catch (MediaTrouble e) {
            throw Failures.of(e);
        }
    }
}
