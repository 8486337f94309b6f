package billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** An invoice: what was sold, and what it comes to with tax. */
public record Invoice(List<Line> lines, BigDecimal taxRate) {

    /** One line: a quantity of something at a price. */
    public record Line(String text, int quantity, BigDecimal unitPrice) {
        BigDecimal amount() {
            return unitPrice.multiply(BigDecimal.valueOf(quantity));
        }
    }

    public Invoice {
        lines = List.copyOf(lines);
    }

    /** The total with tax, in whole cents. Tax is rounded once, on the sum, as the law asks. */
    public BigDecimal total() {
        BigDecimal net = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return net.add(net.multiply(taxRate)).setScale(2, RoundingMode.HALF_UP);
    }
}
