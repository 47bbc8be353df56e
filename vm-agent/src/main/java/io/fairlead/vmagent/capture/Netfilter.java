package io.fairlead.vmagent.capture;

import io.fairlead.vmagent.host.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The live rules of this host's kernel, through the programs of iptables. */
final class Netfilter {

  /** Long enough for a host with tens of thousands of rules, and for another's lock. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Commands commands;

  Netfilter(Commands commands) {
    this.commands = commands;
  }

  /** What is ours of one family. */
  RuleSet found(Family family) {
    return RuleSet.of(table -> TableRules.parse(save(family, table)));
  }

  /** Applies a document, table by table. */
  void restore(Family family, String document) {
    Commands.Result result = commands.run(family.restoreCommand(), document, TIMEOUT);
    if (!result.isSuccess()) {
      throw CaptureException.host(
          "%s refused the rules: %s"
              .formatted(family.restoreProgram(), firstLine(result.errors())));
    }
  }

  private String save(Family family, Table table) {
    if (isLegacy(version(family)) && !isLoaded(family, table)) {
      // Asking for it would load it.
      return "";
    }
    Commands.Result result =
        commands.run(List.of(family.saveProgram(), "-t", table.toString()), "", TIMEOUT);
    if (!result.isSuccess()) {
      throw CaptureException.host(
          "%s failed: %s".formatted(family.saveProgram(), firstLine(result.errors())));
    }
    if ((result.output() + result.errors()).contains("is incompatible")) {
      throw CaptureException.host(
          "the %s table %s was changed by nft in ways that %s cannot show: move those rules to a"
                  .formatted(family.label(), table, family.program())
              + " table of their own");
    }
    return result.output();
  }

  /** Why this family cannot get rules, or nothing where it can. */
  String problem(Family family) {
    for (String program :
        List.of(family.program(), family.saveProgram(), family.restoreProgram())) {
      if (commands.find(program).isEmpty()) {
        return program + " is not installed (the package is called iptables)";
      }
    }
    if (family == Family.IPV6 && !Files.exists(Path.of("/proc/net/if_inet6"))) {
      return "this kernel has no IPv6";
    }
    return "";
  }

  /** What the program says of itself. */
  String version(Family family) {
    Commands.Result result = commands.run(List.of(family.program(), "--version"), "", TIMEOUT);
    if (!result.isSuccess()) {
      throw CaptureException.host(
          "%s does not run: %s".formatted(family.program(), firstLine(result.errors())));
    }
    return firstLine(result.output());
  }

  /**
   * A host whose rules are made through both of iptables' back ends: each shows only its own, so
   * nobody can say what holds. Only the tables that we use count. Needs privilege.
   */
  String mixture(Family family) {
    boolean legacy = isLegacy(version(family));
    String other = family.program() + (legacy ? "-nft-save" : "-legacy-save");
    if (commands.find(other).isEmpty()) {
      return "";
    }
    for (Table table : Table.values()) {
      if (!legacy && !isLoaded(family, table)) {
        continue;
      }
      Commands.Result result = commands.run(List.of(other, "-t", table.toString()), "", TIMEOUT);
      if (result.isSuccess() && result.output().lines().anyMatch(line -> line.startsWith("-A "))) {
        return "%s shows rules in the table %s while %s is '%s': let the host use one of the two"
            .formatted(other, table, family.program(), version(family));
      }
    }
    return "";
  }

  private static boolean isLegacy(String version) {
    return !version.contains("nf_tables");
  }

  private static boolean isLoaded(Family family, Table table) {
    String names =
        family == Family.IPV4 ? "/proc/net/ip_tables_names" : "/proc/net/ip6_tables_names";
    try {
      return Files.readAllLines(Path.of(names)).contains(table.toString());
    } catch (IOException e) {
      // The legacy back end was never used since the machine started.
      return false;
    }
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("it gave no reason");
  }
}
