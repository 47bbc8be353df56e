package io.fairlead.vmagent.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * The text for one {@code iptables-restore --noflush} that turns what is there of ours into what
 * shall be. A table is committed as a whole, so each has one step from the old rules to the new;
 * foreign rules are not named in it.
 */
final class RestoreDocument {

  private RestoreDocument() {}

  /** Empty where there is nothing to do. */
  static String between(RuleSet found, RuleSet wanted) {
    List<Table> order = new ArrayList<>(List.of(Table.values()));
    if (wanted.in(Table.RAW).isEmpty()) {
      // Redirections end before the zones that make them safe.
      order = order.reversed();
    }
    StringBuilder document = new StringBuilder();
    for (Table table : order) {
      if (!found.in(table).matches(wanted.in(table))) {
        document.append("*").append(table).append('\n');
        step(found.in(table), wanted.in(table)).forEach(line -> document.append(line).append('\n'));
        document.append("COMMIT\n");
      }
    }
    return document.toString();
  }

  private static List<String> step(TableRules found, TableRules wanted) {
    List<String> lines = new ArrayList<>();
    // Declaring a chain creates it, or empties it where it is already there.
    wanted.chains().keySet().forEach(chain -> lines.add(":" + chain + " - [0:0]"));
    List<String> missing = new ArrayList<>(wanted.jumps());
    for (String jump : found.jumps()) {
      if (!missing.remove(jump)) {
        lines.add("-D" + jump.substring(2));
      }
    }
    lines.addAll(missing);
    wanted.chains().values().forEach(lines::addAll);
    List<String> gone =
        found.chains().keySet().stream()
            .filter(chain -> !wanted.chains().containsKey(chain))
            .toList();
    gone.forEach(chain -> lines.add("-F " + chain));
    gone.forEach(chain -> lines.add("-X " + chain));
    return lines;
  }
}
