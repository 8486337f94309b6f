package planted.query;

/** A query that changes what it reads. */
final class WritesRows {
    String sql() {
        return "DELETE FROM planted_view WHERE id = ?";
    }
}
