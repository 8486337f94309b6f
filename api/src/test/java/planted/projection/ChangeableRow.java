package planted.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row that an entity manager would write back. */
@Entity
public class ChangeableRow {
    @Id
    private String id = "";

    /** Changes the row. */
    public void rename(String newId) {
        id = newId;
    }
}
