package io.fairlead.vmagent.capture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What is ours in one table, as text: our chains with their rules in order, and the rules in other
 * chains that lead into ours. The same for what is planned and for what was found.
 */
public record TableRules(SequencedMap<String, List<String>> chains, List<String> jumps) {

  static final TableRules NONE = new TableRules(new LinkedHashMap<>(), List.of());

  public TableRules {
    SequencedMap<String, List<String>> copy = new LinkedHashMap<>();
    chains.forEach((chain, rules) -> copy.put(chain, List.copyOf(rules)));
    chains = Collections.unmodifiableSequencedMap(copy);
    jumps = jumps.stream().sorted().toList();
  }

  static TableRules of(List<Chain> declared, List<Rule> rules) {
    SequencedMap<String, List<String>> chains = new LinkedHashMap<>();
    declared.forEach(chain -> chains.put(chain.name(), new ArrayList<>()));
    List<String> jumps = new ArrayList<>();
    for (Rule rule : rules) {
      chains.getOrDefault(rule.chain(), jumps).add(rule.text());
    }
    return new TableRules(chains, jumps);
  }

  /** Reads what iptables-save prints of a table; foreign rules are passed over. */
  static TableRules parse(String saved) {
    SequencedMap<String, List<String>> chains = new LinkedHashMap<>();
    List<String> jumps = new ArrayList<>();
    for (String line : saved.lines().toList()) {
      if (line.startsWith(":" + Chain.PREFIX)) {
        chains.put(line.substring(1, line.indexOf(' ')), new ArrayList<>());
      } else if (line.startsWith("-A ")) {
        String chain = line.split(" ", 3)[1];
        if (chain.startsWith(Chain.PREFIX)) {
          chains.computeIfAbsent(chain, absent -> new ArrayList<>()).add(line);
        } else if (line.matches(".* -[jg] " + Chain.PREFIX + "\\S+")) {
          jumps.add(line);
        }
      }
    }
    return new TableRules(chains, jumps);
  }

  boolean isEmpty() {
    return chains.isEmpty() && jumps.isEmpty();
  }

  /** Whether both do the same: the order of chains means nothing, that of rules everything. */
  boolean matches(TableRules other) {
    return chains.equals(other.chains) && jumps.equals(other.jumps);
  }

  /** Every line, jumps first, chains by name. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(jumps);
    chains.keySet().stream()
        .sorted()
        .forEach(
            chain -> {
              lines.add(":" + chain);
              lines.addAll(chains.getOrDefault(chain, List.of()));
            });
    return lines;
  }
}
