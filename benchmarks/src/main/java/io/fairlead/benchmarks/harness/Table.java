package io.fairlead.benchmarks.harness;

import java.util.List;
import java.util.Locale;

/** Writes rows as Markdown. */
final class Table {

  static final String HEAD =
      """
      | Work | Wire | p50, p99, max ms | server CPU ms | resident MiB | simulator CPU ms | istiod p99, CPU, MiB | ratio p99, CPU | reach p99, CPU, MiB | |
      |---|---|---|---|---|---|---|---|---|---|
      """;

  private Table() {}

  static String of(List<Row> rows) {
    StringBuilder table = new StringBuilder(HEAD);
    rows.forEach(row -> table.append(line(row)).append('\n'));
    return table.toString();
  }

  static String line(Row row) {
    Peer istiod = row.against().istiod();
    Peer reach = row.against().reach();
    return String.join(
        " | ",
        "| " + row.work(),
        row.wire(),
        join(row.times().p50(), row.times().p99(), row.times().max()),
        number(row.cost().cpu()),
        number(row.cost().resident()),
        number(row.cost().simulatorCpu()),
        join(istiod.p99(), istiod.cpu(), istiod.resident()),
        join(ratio(istiod.p99(), row.times().p99()), ratio(istiod.cpu(), row.cost().cpu())),
        join(reach.p99(), reach.cpu(), reach.resident())
            + (reach.isKnown() ? row.misses() ? " missed" : " reached" : ""),
        row.note() + " |");
  }

  /** How many times the peer's figure is of ours. */
  private static double ratio(double peer, double own) {
    return peer / own;
  }

  private static String join(double... values) {
    StringBuilder joined = new StringBuilder();
    for (double value : values) {
      joined.append(joined.isEmpty() ? "" : ", ").append(number(value));
    }
    return joined.toString();
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.1f" : "%,.0f", value);
  }
}
