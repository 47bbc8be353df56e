package io.fairlead.vmagent.capture;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is ours in all tables of one family. */
public record RuleSet(Map<Table, TableRules> tables) {

  static final RuleSet NONE = of(table -> TableRules.NONE);

  public RuleSet {
    tables = Map.copyOf(tables);
  }

  static RuleSet of(Function<Table, TableRules> rules) {
    Map<Table, TableRules> tables = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      tables.put(table, rules.apply(table));
    }
    return new RuleSet(tables);
  }

  TableRules in(Table table) {
    return tables.getOrDefault(table, TableRules.NONE);
  }

  /** Our chains as they are, with nothing that leads into them. */
  RuleSet withoutJumps() {
    return of(table -> new TableRules(in(table).chains(), List.of()));
  }

  boolean isEmpty() {
    return tables.values().stream().allMatch(TableRules::isEmpty);
  }

  boolean matches(RuleSet other) {
    return tables.keySet().stream().allMatch(table -> in(table).matches(other.in(table)));
  }
}
