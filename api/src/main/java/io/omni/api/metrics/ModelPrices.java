package io.omni.api.metrics;

import io.omni.api.settings.ModelPrice;
import io.omni.query.metrics.ModelTokens;
import java.util.List;
import java.util.Map;

/**
 * What models cost.
 *
 * @param byModel the prices by model's name; a model that is none of these costs nothing
 */
public record ModelPrices(Map<String, ModelPrice> byModel) {
    private static final double MILLION = 1_000_000;

    /** Keeps its own copy. */
    public ModelPrices {
        byModel = Map.copyOf(byModel);
    }

    /** What these tokens cost, in US dollars. */
    double cost(List<ModelTokens> tokens) {
        double cost = 0;
        for (ModelTokens used : tokens) {
            ModelPrice price = byModel.get(used.model());
            if (price != null) {
                cost += (used.promptTokens() * price.prompt() + used.completionTokens() * price.completion()) / MILLION;
            }
        }
        return cost;
    }
}
