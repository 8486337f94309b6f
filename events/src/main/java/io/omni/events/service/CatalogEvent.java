package io.omni.events.service;

/** Something that happened to the catalogue as a whole. */
public sealed interface CatalogEvent permits CatalogApplied {

    /** The one catalogue of the platform. */
    String catalogId();
}
