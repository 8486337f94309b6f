package planted.events;

/** An event that can change after it happened. */
final class ChangeableEvent implements PlantedEvent {
    String value = "";
}
