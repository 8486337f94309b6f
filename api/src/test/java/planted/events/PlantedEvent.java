package planted.events;

/** What happened to something planted. */
sealed interface PlantedEvent permits ChangeableEvent {}
