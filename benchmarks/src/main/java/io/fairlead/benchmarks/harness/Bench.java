package io.fairlead.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One run: what it may use, and the rows it has so far.
 *
 * @param isQuick fewer repetitions
 * @param flags of the JVMs that were measured
 */
record Bench(Programs programs, boolean isQuick, List<Row> rows, Set<String> flags) {

  static Bench of(Programs programs, boolean isQuick) {
    return new Bench(programs, isQuick, new ArrayList<>(), new LinkedHashSet<>());
  }

  /** The same run with other programs. */
  Bench with(Programs others) {
    return new Bench(others, isQuick, rows, flags);
  }

  void add(Row row) {
    rows.add(row);
    System.out.println(Table.line(row));
  }

  Testbed testbed(String name, MeshPlan plan, Wire wire) {
    return testbed(name, plan, wire, Server.Keys.STANDARD);
  }

  Testbed testbed(String name, MeshPlan plan, Wire wire, Server.Keys keys) {
    Testbed testbed = Testbed.start(programs, name, plan, wire, keys);
    flags.add(testbed.server().flags());
    return testbed;
  }

  String serverFlags() {
    return String.join("`, `", flags);
  }

  static MeshPlan usualMesh() {
    return new MeshPlan(1_000, 10, 1);
  }

  int repetitions(int usual) {
    return isQuick ? Math.max(5, usual / 5) : usual;
  }
}
