package io.omni.projection.content;

import io.omni.events.content.Analysis;
import io.omni.events.content.ClipId;
import io.omni.events.content.VideoState;
import io.omni.projection.folding.FoldedRow;
import io.omni.projection.folding.FoldedTable;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code content_video_view}. */
@Component
class VideoTable implements FoldedTable<VideoState> {
    private static final String LOAD =
            "SELECT video_id, position, state FROM content_video_view WHERE video_id = ANY (?)";
    private static final String WRITE = "INSERT INTO content_video_view (video_id, project_id, creator_id, analyzed_at,"
            + " virality_score, relevance_score, created_at, version, position, overview, state)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (video_id) DO UPDATE SET"
            + " analyzed_at = excluded.analyzed_at, virality_score = excluded.virality_score,"
            + " relevance_score = excluded.relevance_score, version = excluded.version, position = excluded.position,"
            + " overview = excluded.overview, state = excluded.state"
            + " WHERE content_video_view.version < excluded.version";

    private final StateRows<VideoState> rows;

    VideoTable(@Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.rows = new StateRows<>(processing, json, VideoState.class, VideoState::version, LOAD);
    }

    @Override
    public Map<String, FoldedRow<VideoState>> load(Collection<String> ids) {
        return rows.load(ids);
    }

    @Override
    public void write(List<FoldedRow<VideoState>> changed) {
        rows.jdbc().batchUpdate(WRITE, changed, changed.size(), (statement, row) -> {
            VideoState state = row.state();
            Analysis analysis = state.analysis();
            statement.setString(1, row.id());
            statement.setString(2, state.projectId().value());
            statement.setString(3, state.creatorId().value());
            StateRows.setTime(statement, 4, state.analyzedAt());
            statement.setObject(5, analysis == null ? null : analysis.viralityScore(), Types.DOUBLE);
            statement.setObject(6, analysis == null ? null : analysis.relevanceScore(), Types.DOUBLE);
            StateRows.setTime(statement, 7, state.scrapedAt());
            statement.setLong(8, row.version());
            statement.setLong(9, row.position());
            statement.setString(10, rows.json(Overview.of(state, analysis)));
            statement.setString(11, rows.json(state));
        });
    }

    /** What the list of analyses shows; of a video that wasn't analyzed nothing. */
    record Overview(
            @Nullable String analysisId,
            String videoId,
            double viralityScore,
            double relevanceScore,
            List<String> keywords,
            List<CandidateOverview> clipCandidates) {
        static Overview of(VideoState state, @Nullable Analysis analysis) {
            String video = state.videoId().value();
            if (analysis == null || state.analysisId() == null) {
                return new Overview(null, video, 0, 0, List.of(), List.of());
            }
            return new Overview(
                    state.analysisId().value(),
                    video,
                    analysis.viralityScore(),
                    analysis.relevanceScore(),
                    analysis.keywords(),
                    analysis.candidates().stream()
                            .map(piece -> new CandidateOverview(
                                    ClipId.of(state.videoId(), piece.start(), piece.end())
                                            .value(),
                                    piece.start(),
                                    piece.end(),
                                    piece.confidence()))
                            .toList());
        }
    }

    /** A candidate in that list. */
    record CandidateOverview(String clipId, double startTime, double endTime, double confidence) {}
}
