package io.omni.command.knowledge.source;

import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.KnowledgeSource;
import java.util.List;

/** Asks one knowledge service for passages. */
public interface KnowledgeClient {

    /** The source as pipelines name it. */
    KnowledgeSource source();

    /** The service behind it, as the catalogue names it. */
    String service();

    /**
     * Asks it.
     *
     * @return the passages, best first, at most as many as asked for
     * @throws ServiceUnavailable when it gives no usable answer
     */
    List<Passage> search(Question question) throws ServiceUnavailable, InterruptedException;
}
