package billing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tests, run by a plain main method. */
public final class RunTests {
    private static final LocalDate FIRST_DUE = LocalDate.of(2025, 1, 31);

    private RunTests() {}

    public static void main(String[] args) throws IOException {
        Map<String, Runnable> tests = new LinkedHashMap<>();
        tests.put("an_invoice_rounds_its_tax_once", RunTests::anInvoiceRoundsItsTaxOnce);
        tests.put("payments_are_due_monthly", RunTests::paymentsAreDueMonthly);
        tests.put("a_plan_needs_a_payment", RunTests::aPlanNeedsAPayment);
        tests.put("no_cent_gets_lost", RunTests::noCentGetsLost);
        tests.put("payments_are_as_equal_as_cents_allow", RunTests::paymentsAreAsEqualAsCentsAllow);

        StringBuilder cases = new StringBuilder();
        int failures = 0;
        for (Map.Entry<String, Runnable> test : tests.entrySet()) {
            String name = test.getKey();
            cases.append("  <testcase classname=\"billing.RunTests\" name=\"").append(name).append("\"");
            try {
                test.getValue().run();
                cases.append("/>\n");
                System.out.println("ok     " + name);
            } catch (AssertionError | RuntimeException e) {
                failures++;
                cases.append(">\n    <failure message=\"").append(e.getMessage()).append("\"/>\n  </testcase>\n");
                System.out.println("FAILED " + name + ": " + e.getMessage());
            }
        }
        Path reports = Files.createDirectories(Path.of("reports"));
        Files.writeString(reports.resolve("TEST-billing.RunTests.xml"), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<testsuite name=\"billing.RunTests\" tests=\"" + tests.size() + "\" failures=\"" + failures
                + "\" errors=\"0\" skipped=\"0\">\n" + cases + "</testsuite>\n");
        System.out.println(tests.size() + " tests, " + failures + " failed");
        if (failures > 0) {
            System.exit(1);
        }
    }

    private static void anInvoiceRoundsItsTaxOnce() {
        Invoice invoice = new Invoice(
                List.of(new Invoice.Line("pen", 3, amount("0.35")), new Invoice.Line("pad", 1, amount("1.15"))),
                amount("0.19"));
        check(invoice.total().equals(amount("2.62")), "the total is " + invoice.total() + ", not 2.62");
    }

    private static void paymentsAreDueMonthly() {
        List<LocalDate> due = PaymentPlan.split(amount("90.00"), 3, FIRST_DUE).stream().map(Payment::due).toList();
        List<LocalDate> expected = List.of(FIRST_DUE, LocalDate.of(2025, 2, 28), LocalDate.of(2025, 3, 31));
        check(due.equals(expected), "the payments are due on " + due + ", not on " + expected);
    }

    private static void aPlanNeedsAPayment() {
        try {
            PaymentPlan.split(amount("10.00"), 0, FIRST_DUE);
        } catch (IllegalArgumentException e) {
            return;
        }
        throw new AssertionError("a plan without payments was accepted");
    }

    private static void noCentGetsLost() {
        for (String[] plan : PLANS) {
            BigDecimal sum = payments(plan).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            check(
                    sum.equals(amount(plan[0])),
                    "the payments of " + plan[0] + " in " + plan[1] + " sum to " + sum + ", not " + plan[0]);
        }
    }

    private static void paymentsAreAsEqualAsCentsAllow() {
        for (String[] plan : PLANS) {
            List<BigDecimal> sorted = payments(plan).stream().sorted().toList();
            BigDecimal spread = sorted.get(sorted.size() - 1).subtract(sorted.get(0));
            check(
                    spread.compareTo(amount("0.01")) <= 0,
                    "the payments of " + plan[0] + " in " + plan[1] + " differ by " + spread + ", not by at most 0.01");
        }
    }

    private static final String[][] PLANS = {
        {"100.00", "3"}, {"100.00", "4"}, {"200.00", "3"}, {"0.05", "10"}, {"999.99", "7"}
    };

    private static List<BigDecimal> payments(String[] plan) {
        return PaymentPlan.split(amount(plan[0]), Integer.parseInt(plan[1]), FIRST_DUE).stream()
                .map(Payment::amount)
                .toList();
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
