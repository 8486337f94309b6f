package io.omni.command.content.mind;

import io.omni.command.content.ContentMind;
import io.omni.events.content.CalendarEntry;
import io.omni.events.content.CalendarState;
import io.omni.events.content.Candidate;
import io.omni.events.content.ClipState;
import io.omni.events.content.CreatorId;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.Placement;
import io.omni.events.content.PlacementWish;
import io.omni.events.content.Post;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ProjectStatus;
import io.omni.events.content.VideoState;
import io.omni.events.content.mind.Booked;
import io.omni.events.content.mind.Chorus;
import io.omni.events.content.mind.ChorusParameters;
import io.omni.events.content.mind.Eclipse;
import io.omni.events.content.mind.EclipseDecision;
import io.omni.events.content.mind.EclipseInput;
import io.omni.events.content.mind.EclipseParameters;
import io.omni.events.content.mind.Fingerprint;
import io.omni.events.content.mind.Horizon;
import io.omni.events.content.mind.Judgement;
import io.omni.events.content.mind.Lattice;
import io.omni.events.content.mind.LatticeInput;
import io.omni.events.content.mind.LatticeParameters;
import io.omni.events.content.mind.LatticePriority;
import io.omni.events.content.mind.Mind;
import io.omni.events.content.mind.MindParameters;
import io.omni.events.content.mind.Paradox;
import io.omni.events.content.mind.ParadoxFinding;
import io.omni.events.content.mind.Peer;
import io.omni.events.content.mind.Pending;
import io.omni.events.content.mind.Placed;
import io.omni.events.content.mind.Placing;
import io.omni.events.content.mind.PlacingInput;
import io.omni.events.content.mind.PlacingParameters;
import io.omni.events.content.mind.Plan;
import io.omni.events.content.mind.Rule;
import io.omni.events.content.mind.Work;
import io.omni.events.content.mind.Zenith;
import io.omni.events.content.mind.ZenithDecision;
import io.omni.events.content.mind.ZenithVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The nine modules' policies, with their usual parameters and the operator's engagement window. */
@Component
class PolicyMind implements ContentMind {
    private static final double MILLIS = 1000;

    private final PlacingParameters placing;

    PolicyMind(PlacingParameters placing) {
        this.placing = placing;
    }

    @Override
    public List<Judgement> judge(JudgeQuestion question) {
        return Mind.judgeAll(Facts.candidates(question), MindParameters.DEFAULT);
    }

    @Override
    public UploadAnswer word(UploadQuestion question) {
        return new UploadAnswer(
                Chorus.word(Facts.wording(question), ChorusParameters.DEFAULT),
                Zenith.permit(
                        Work.UPLOAD,
                        ReleaseRules.of(Objects.requireNonNull(
                                question.clip().rendered(), "a clip that may go out is rendered"))));
    }

    @Override
    public LatticePriority priority(PriorityQuestion question) {
        LatticeInput known = known(question.clip(), question.post(), question);
        return Lattice.prioritise(known.wished(question.operatorPriority()), LatticeParameters.DEFAULT);
    }

    @Override
    public ZenithDecision permit(ProjectState project, Work work) {
        boolean running = project.status() == ProjectStatus.RUNNING;
        Rule rule = new Rule(
                "project_is_running",
                running,
                running ? 1 : 0,
                1,
                ZenithVerdict.REJECT,
                running
                        ? "the project is running"
                        : "the project is " + project.status().name().toLowerCase(Locale.ROOT));
        return Zenith.permit(work, List.of(rule));
    }

    @Override
    public ParadoxFinding duplicate(VideoState known, Post post, CreatorId creator) {
        String media = known.media().sha256();
        double seconds = known.analysis() == null ? 0 : known.analysis().media().durationSeconds();
        Peer earlier = new Peer(known.videoId().value(), media, 0, seconds, 1, Fingerprint.NONE, List.of(), true);
        return Paradox.ofVideo(media, List.of(earlier));
    }

    @Override
    public EclipseDecision afterFailure(FailureQuestion question) {
        Duration asked = question.retryAfter();
        int deferrals = question.job().attempts().size()
                - question.job().failures()
                - question.job().losses()
                - 1;
        EclipseInput input = new EclipseInput(
                work(question.job().kind()),
                question.mishap(),
                question.job().failures() + 1,
                Math.max(0, deferrals),
                asked == null ? null : asked.toMillis() / MILLIS,
                List.of());
        return Eclipse.decide(input, EclipseParameters.DEFAULT);
    }

    @Override
    public PlacementWish wish(ProjectState project, VideoState video, ClipState clip, JobId upload, String channel) {
        Candidate candidate = clip.candidate();
        Judgement judgement = clip.judgement();
        LatticeInput known = judgement == null ? LatticeInput.unknown() : LatticeInput.ofClip(judgement.facts());
        return new PlacementWish(
                upload,
                clip.clipId(),
                channel,
                Lattice.prioritise(known, LatticeParameters.DEFAULT).priority(),
                Horizon.category(candidate.tags(), Facts.goals(project).contentMix()),
                String.format(Locale.ROOT, "%s %010.3f", video.media().sha256(), candidate.start()));
    }

    @Override
    public PlaceAnswer place(PlaceQuestion question) {
        Map<String, PlacementWish> wishes = question.movable().stream()
                .collect(Collectors.toMap(wish -> wish.jobId().value(), Function.identity()));
        List<Pending> pending = question.movable().stream()
                .map(wish -> new Pending(
                        wish.jobId().value(), wish.channel(), wish.category(), wish.priority(), wish.tieBreak()))
                .toList();
        Plan plan = Placing.place(
                new PlacingInput(
                        question.now(),
                        question.targetDay(),
                        question.project().settings().dailyQuota(),
                        Facts.mix(question.project().settings().contentMix()),
                        booked(question.fixed()),
                        pending),
                placing);
        List<Placement> places = new ArrayList<>(plan.placed().size());
        for (Placed placed : plan.placed()) {
            PlacementWish wish = Objects.requireNonNull(wishes.get(placed.id()));
            places.add(new Placement(wish.jobId(), wish.clipId(), wish.channel(), placed.time(), placed.time(), false));
        }
        return new PlaceAnswer(plan.policy(), places);
    }

    private static List<Booked> booked(List<CalendarEntry> fixed) {
        List<Booked> booked = new ArrayList<>(fixed.size());
        fixed.forEach(entry -> {
            Placement place = entry.placement();
            if (place != null) {
                booked.add(
                        new Booked(place.channel(), entry.wish().category(), CalendarState.slotOf(place.finalTime())));
            }
        });
        return booked;
    }

    private static LatticeInput known(@Nullable ClipState clip, @Nullable Post post, PriorityQuestion question) {
        Judgement judgement = clip == null ? null : clip.judgement();
        if (judgement != null) {
            return LatticeInput.ofClip(judgement.facts());
        }
        return post == null
                ? LatticeInput.unknown()
                : LatticeInput.ofPost(Facts.ageDays(post.publishedAt(), question.now()));
    }

    private static Work work(JobKind kind) {
        return switch (kind) {
            case SCRAPE -> Work.SCRAPE;
            case ANALYZE -> Work.ANALYZE;
            case EDIT -> Work.EDIT;
            case UPLOAD -> Work.UPLOAD;
            case SCHEDULE -> Work.SCHEDULE;
        };
    }
}
