package io.omni.api.content;

import io.omni.api.edge.Caller;
import io.omni.api.edge.envelope.Paging;
import io.omni.api.edge.together.MarkedAnswers;
import io.omni.query.content.ContentPage;
import io.omni.query.content.PageRequest;
import io.omni.query.content.ProjectMark;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes pages of a project's lists as JSON, and keeps them. A kept page is good as long as the project's mark is the one that it was
 * read under: every event of the project moves the mark, in the transaction that changes what lists show.
 */
@Component
final class WrittenPages {
    private static final long KEPT_BYTES = 32 << 20;
    private static final byte[] BEFORE = bytes("{\"status\":\"success\",\"data\":");
    private static final byte[] BEHIND = bytes(",\"error\":null,\"meta\":{\"request_id\":");

    private final JsonMapper mapper;
    private final Clock clock;
    private final MarkedAnswers<Key, ProjectMark> pages = new MarkedAnswers<>(KEPT_BYTES);

    WrittenPages(@Qualifier("edgeJsonMapper") JsonMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * A page in its envelope, as UTF-8.
     *
     * @param mark the project's, read before the list is
     * @param list what distinguishes this list from the project's others: its name and what it is filtered by
     * @param read reads the page
     * @param shown how an item is shown
     */
    <T> byte[] page(
            ProjectMark mark,
            List<Object> list,
            Paging paging,
            Caller caller,
            Function<PageRequest, ContentPage<T>> read,
            Function<? super T, ?> shown) {
        Key key = new Key(mark.projectId().value(), list, paging);
        byte[] data = pages.answer(
                key, mark, () -> mapper.writeValueAsBytes(ListData.of(ListData.read(paging, read), paging, shown)));
        return enveloped(data, caller);
    }

    private byte[] enveloped(byte[] data, Caller caller) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(data.length + 200);
        whole.writeBytes(BEFORE);
        whole.writeBytes(data);
        whole.writeBytes(BEHIND);
        whole.writeBytes(mapper.writeValueAsBytes(caller.requestId()));
        whole.writeBytes(bytes(",\"generated_at\":\"" + clock.instant().truncatedTo(ChronoUnit.MILLIS) + "\"}}"));
        return whole.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Key(String project, List<Object> list, Paging paging) {}
}
