package io.omni.api.settings;

/**
 * A model's price, in US dollars for a million tokens.
 *
 * @param prompt of those it reads
 * @param completion of those it writes
 */
public record ModelPrice(double prompt, double completion) {}
