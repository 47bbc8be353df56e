package io.fairlead.vmagent.capture;

import io.fairlead.vmagent.host.CommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Changes the rules of this host, or leaves them as they were. */
final class CaptureHost {

  private final Netfilter netfilter;
  private final ProxySource proxySource;
  private final Drain drain;

  CaptureHost(Netfilter netfilter, ProxySource proxySource, Drain drain) {
    this.netfilter = netfilter;
    this.proxySource = proxySource;
    this.drain = drain;
  }

  /** What is ours at the moment, of each family that can be asked. */
  Map<Family, RuleSet> found() {
    Map<Family, RuleSet> found = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      if (netfilter.problem(family).isEmpty()) {
        found.put(family, netfilter.found(family));
      }
    }
    return found;
  }

  /** Makes the rules those of the plan, or puts back what was found. */
  void apply(CapturePlan plan) {
    Map<Family, RuleSet> before = found();
    boolean addsSource = plan.addsProxySource();
    if (addsSource) {
      proxySource.add();
    }
    try {
      change(before, plan.rules());
      verify(plan.rules());
    } catch (CaptureException | CommandException e) {
      rollBack(before, addsSource, e);
      throw e;
    }
  }

  /**
   * Takes away whatever is ours, whoever made it. First nothing new is led any more, then what is
   * open may end, and only then the rest goes: where nobody else uses connection tracking, it ends
   * with the last of our rules, and with it every connection that was led.
   *
   * @param patience how long open connections may take to end
   * @return whether there was anything of ours
   */
  boolean remove(Duration patience) {
    Map<Family, RuleSet> before = found();
    if (before.values().stream().allMatch(RuleSet::isEmpty)) {
      return false;
    }
    Map<Family, RuleSet> unused = new EnumMap<>(Family.class);
    before.forEach((family, rules) -> unused.put(family, rules.withoutJumps()));
    change(before, unused);
    drain.await(unused.values(), patience);
    change(found(), Map.of());
    verify(Map.of());
    if (HostFactsReader.hasProxySource()) {
      proxySource.remove();
    }
    return true;
  }

  private void change(Map<Family, RuleSet> found, Map<Family, RuleSet> wanted) {
    found.forEach(
        (family, rules) -> {
          String document =
              RestoreDocument.between(rules, wanted.getOrDefault(family, RuleSet.NONE));
          if (!document.isEmpty()) {
            netfilter.restore(family, document);
          }
        });
  }

  private void verify(Map<Family, RuleSet> wanted) {
    found()
        .forEach(
            (family, rules) -> {
              if (!rules.matches(wanted.getOrDefault(family, RuleSet.NONE))) {
                throw CaptureException.host(
                    "%s accepted the rules, but they are not what it shows afterwards"
                        .formatted(family.restoreProgram()));
              }
            });
  }

  private void rollBack(Map<Family, RuleSet> before, boolean addedSource, Exception reason) {
    List<Runnable> steps = new ArrayList<>();
    before.forEach((family, rules) -> steps.add(() -> putBack(family, rules)));
    if (addedSource) {
      steps.add(proxySource::remove);
    }
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (CaptureException | CommandException e) {
        // The other steps still have to be tried; the caller tells of both.
        reason.addSuppressed(e);
      }
    }
  }

  private void putBack(Family family, RuleSet before) {
    String document = RestoreDocument.between(netfilter.found(family), before);
    if (!document.isEmpty()) {
      netfilter.restore(family, document);
    }
  }
}
