package io.omni.command.content.media;

import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.content.media.Scoring.Measured;
import io.omni.command.content.media.Transcripts.Transcript;
import io.omni.command.content.media.Watcher.Scenes;
import io.omni.events.content.Analysis;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Measures a video and says what could be cut from it. */
public final class Analyzer {
    private final Prober prober;
    private final Listener listener;
    private final Watcher watcher;
    private final Transcripts transcripts;

    /** An analyzer that uses the programs of the settings. */
    public Analyzer(MediaSettings settings, JsonMapper json) {
        MediaProgram program = new MediaProgram(settings);
        Ffmpeg ffmpeg = new Ffmpeg(settings, program);
        this.prober = new Prober(settings, program, json);
        this.listener = new Listener(ffmpeg);
        this.watcher = new Watcher(ffmpeg);
        this.transcripts = new Transcripts(settings, program, ffmpeg);
    }

    /**
     * Looks at a file without measuring it, and refuses what can't become a clip.
     *
     * @param name its name in the folder
     * @throws MediaTrouble {@code BAD_INPUT} with the reason, {@code UNEQUIPPED} where ffprobe is missing
     */
    public void requireVideo(Path work, String name) throws MediaTrouble, InterruptedException {
        prober.requireVideo(prober.probe(work, name));
    }

    /**
     * Measures a video.
     *
     * @param name its name in the folder
     * @param sidecar the name of a subtitle file in the folder; null when there is none
     * @param about title and description of its post
     * @param keywords the project's
     * @param steps told how far it is: PROBING, LISTENING, WATCHING, READING, SCORING
     */
    public Analysis analyze(
            Path work, String name, @Nullable String sidecar, String about, List<String> keywords, Steps steps)
            throws MediaTrouble, InterruptedException {
        steps.step("PROBING", 0.0, "looks at what the file is");
        Probe probe = prober.probe(work, name);
        prober.requireVideo(probe);
        steps.step("LISTENING", 0.05, "measures loudness and looks for silences");
        Sound sound = probe.hasSound()
                ? listener.listen(
                        work, name, null, probe.seconds(), steps.within("LISTENING", 0.05, 0.3, probe.seconds()))
                : null;
        steps.step("WATCHING", 0.3, "looks for changes of scene");
        Scenes scenes =
                watcher.watch(work, name, probe.seconds(), steps.within("WATCHING", 0.3, 0.85, probe.seconds()));
        if (scenes.seconds() <= 0) {
            throw new MediaTrouble(Kind.BAD_INPUT, "no picture in the file can be decoded");
        }
        // What can be shown and what can be heard, whatever the header says.
        double seconds = scenes.seconds();
        steps.step("READING", 0.85, "reads what is said");
        Transcript transcript = transcripts.read(work, name, sidecar, probe, seconds);
        steps.step("SCORING", 0.95, "looks for what could become clips");
        return Scoring.analyze(new Measured(probe, seconds, sound, scenes.changes(), transcript), about, keywords);
    }
}
