package io.omni.command.knowledge;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts tokens as a model does. Encodings by model name as OpenAI's tiktoken maps them: {@code gpt-4}, {@code gpt-3.5} and the
 * {@code text-embedding} models use {@code cl100k_base}; {@code gpt-4o}, {@code gpt-4.1}, what is newer, and every model that isn't
 * known here {@code o200k_base}. For other vendors' models that is an estimate.
 */
@Component
public final class TokenCounter {
    private static final Pattern CL100K = Pattern.compile("gpt-4(-.*)?|gpt-3\\.5.*|text-embedding-.*");

    private final EncodingRegistry registry = Encodings.newLazyEncodingRegistry();

    /**
     * A counter for a model.
     *
     * @param model the model's name, with or without a provider before a slash; null for the default encoding
     */
    public ToIntFunction<String> forModel(@Nullable String model) {
        Encoding encoding = registry.getEncoding(encodingOf(model));
        // "Ordinary": a special token spelled out in somebody's text is text.
        return encoding::countTokensOrdinary;
    }

    static EncodingType encodingOf(@Nullable String model) {
        if (model == null) {
            return EncodingType.O200K_BASE;
        }
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return CL100K.matcher(name).matches() ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE;
    }
}
