package io.omni.command.content.mind;

import io.omni.command.content.ContentMind;
import io.omni.events.content.Analysis;
import io.omni.events.content.Candidate;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipState;
import io.omni.events.content.Creator;
import io.omni.events.content.Post;
import io.omni.events.content.ProjectState;
import io.omni.events.content.VideoState;
import io.omni.events.content.mind.ChorusInput;
import io.omni.events.content.mind.ClipFacts;
import io.omni.events.content.mind.Goals;
import io.omni.events.content.mind.Judgement;
import io.omni.events.content.mind.VideoFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the policies need to know, out of what is there. */
final class Facts {
    private static final String SPEECH_SHARE = "speech_share";
    private static final Set<String> PLACES = Set.of("folder", "http", "feed");
    private static final Pattern NAME = Pattern.compile("@?[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*");

    private Facts() {}

    static List<ClipFacts> candidates(ContentMind.JudgeQuestion question) {
        Analysis analysis = Objects.requireNonNull(question.video().analysis(), "a judged video is analyzed");
        VideoFacts video = video(question.video(), analysis);
        Goals goals = goals(question.project());
        List<ClipFacts> facts = new ArrayList<>(question.clipIds().size());
        for (int i = 0; i < question.clipIds().size(); i++) {
            facts.add(clip(question.clipIds().get(i), analysis.candidates().get(i), video, goals));
        }
        return facts;
    }

    static Goals goals(ProjectState project) {
        return new Goals(project.settings().keywords(), mix(project.settings().contentMix()));
    }

    /** The members of a content mix that are shares. */
    static Map<String, Double> mix(Map<String, Object> settings) {
        Map<String, Double> mix = new TreeMap<>();
        settings.forEach((category, share) -> {
            if (share instanceof Number number && number.doubleValue() >= 0) {
                mix.put(category, number.doubleValue());
            }
        });
        return mix;
    }

    /** How old a post was, in whole days; 0 when nobody knows, or it is of the future. */
    static int ageDays(@Nullable Instant publishedAt, Instant at) {
        return publishedAt == null
                ? 0
                : (int) Math.max(0, Duration.between(publishedAt, at).toDays());
    }

    static ChorusInput wording(ContentMind.UploadQuestion question) {
        ClipState clip = question.clip();
        Judgement judgement = clip.judgement();
        Post post = question.video().post();
        return new ChorusInput(
                clip.candidate().transcript(),
                clip.candidate().tags(),
                judgement == null ? List.of() : judgement.horizon().matchedKeywords(),
                post.title(),
                question.project()
                        .creator(question.video().creatorId())
                        .flatMap(Facts::credited)
                        .orElse(""),
                post.url());
    }

    private static VideoFacts video(VideoState video, Analysis analysis) {
        return new VideoFacts(
                video.videoId().value(),
                video.media().sha256(),
                analysis.media().durationSeconds(),
                analysis.viralityScore(),
                analysis.relevanceScore(),
                ageDays(video.post().publishedAt(), video.scrapedAt()));
    }

    private static ClipFacts clip(ClipId id, Candidate candidate, VideoFacts video, Goals goals) {
        return new ClipFacts(
                id.value(),
                candidate.start(),
                candidate.end(),
                candidate.confidence(),
                candidate.tags(),
                candidate.transcript(),
                speechShare(candidate),
                video,
                goals,
                List.of());
    }

    /** Where the analysis doesn't say, candidates begin and end on speech: all of it may be. */
    private static double speechShare(Candidate candidate) {
        return candidate.features().get(SPEECH_SHARE) instanceof Number share ? share.doubleValue() : 1;
    }

    /** Where nobody posts, a handle says where things lie here, which is nobody else's business. */
    private static Optional<String> credited(Creator creator) {
        String handle = creator.handle();
        boolean aPerson =
                !PLACES.contains(creator.platform()) && NAME.matcher(handle).matches();
        return aPerson ? Optional.of(handle.startsWith("@") ? handle : "@" + handle) : Optional.empty();
    }
}
