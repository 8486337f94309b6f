package planted.api;

/** Goes to the table instead of the query side. */
final class NamesAReadModel {
    String sql() {
        return "SELECT state FROM planted_view";
    }
}
