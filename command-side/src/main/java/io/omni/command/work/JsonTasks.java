package io.omni.command.work;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps tasks as JSON: classes can move, and people can read the queue.
 *
 * @param json writes them
 */
public record JsonTasks(JsonMapper json) implements Serializer {
    @Override
    public byte[] serialize(Object data) {
        return json.writeValueAsBytes(data);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
        return json.readValue(data, type);
    }
}
