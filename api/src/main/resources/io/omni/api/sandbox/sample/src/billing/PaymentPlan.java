package billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Splits an amount into monthly payments. */
public final class PaymentPlan {
    private PaymentPlan() {}

    /**
     * Splits an amount into equal payments, as far as whole cents allow.
     *
     * @param total the amount, in whole cents and not negative
     * @param parts how many payments, at least one
     * @param firstDue when the first one is due; the others follow monthly
     */
    public static List<Payment> split(BigDecimal total, int parts, LocalDate firstDue) {
        if (parts < 1) {
            throw new IllegalArgumentException("a plan has at least one payment");
        }
        BigDecimal share = total.divide(BigDecimal.valueOf(parts), 2, RoundingMode.HALF_UP);
        List<Payment> payments = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            payments.add(new Payment(firstDue.plusMonths(i), share));
        }
        return payments;
    }
}
