package billing;

import java.math.BigDecimal;
import java.time.LocalDate;

/** One payment of a plan. */
public record Payment(LocalDate due, BigDecimal amount) {}
