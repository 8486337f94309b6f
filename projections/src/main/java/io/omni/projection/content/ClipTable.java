package io.omni.projection.content;

import io.omni.events.content.ClipState;
import io.omni.events.content.mind.Judgement;
import io.omni.projection.folding.FoldedRow;
import io.omni.projection.folding.FoldedTable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code content_clip_view}. */
@Component
class ClipTable implements FoldedTable<ClipState> {
    private static final String LOAD = "SELECT clip_id, position, state FROM content_clip_view WHERE clip_id = ANY (?)";
    private static final String WRITE = "INSERT INTO content_clip_view (clip_id, project_id, video_id, status,"
            + " confidence, created_at, version, position, overview, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (clip_id) DO UPDATE SET status = excluded.status, version = excluded.version,"
            + " position = excluded.position, overview = excluded.overview, state = excluded.state"
            + " WHERE content_clip_view.version < excluded.version";

    private final StateRows<ClipState> rows;

    ClipTable(@Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.rows = new StateRows<>(processing, json, ClipState.class, ClipState::version, LOAD);
    }

    @Override
    public Map<String, FoldedRow<ClipState>> load(Collection<String> ids) {
        return rows.load(ids);
    }

    @Override
    public void write(List<FoldedRow<ClipState>> changed) {
        rows.jdbc().batchUpdate(WRITE, changed, changed.size(), (statement, row) -> {
            ClipState state = row.state();
            statement.setString(1, row.id());
            statement.setString(2, state.projectId().value());
            statement.setString(3, state.videoId().value());
            statement.setString(4, state.status().name());
            statement.setDouble(5, state.candidate().confidence());
            StateRows.setTime(statement, 6, state.foundAt());
            statement.setLong(7, row.version());
            statement.setLong(8, row.position());
            statement.setString(9, rows.json(Overview.of(state)));
            statement.setString(10, rows.json(state));
        });
    }

    /** What the list of clips shows. */
    record Overview(
            String clipId,
            String videoId,
            String status,
            double confidence,
            List<String> semanticTags,
            List<VoteOverview> pantheonVotes) {
        static Overview of(ClipState state) {
            return new Overview(
                    state.clipId().value(),
                    state.videoId().value(),
                    state.status().name(),
                    state.candidate().confidence(),
                    state.candidate().tags(),
                    votes(state.judgement()));
        }

        private static List<VoteOverview> votes(@Nullable Judgement judgement) {
            return judgement == null
                    ? List.of()
                    : judgement.pantheon().votes().stream()
                            .map(vote -> new VoteOverview(vote.agent(), vote.vote(), vote.confidence(), vote.comment()))
                            .toList();
        }
    }

    /** A vote in that list. */
    record VoteOverview(Object agent, double vote, double confidence, String comment) {}
}
