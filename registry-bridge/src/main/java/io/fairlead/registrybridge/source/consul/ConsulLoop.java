package io.fairlead.registrybridge.source.consul;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The one thread that knows a datacenter: hears the watches, reads what changed, and reports. What
 * a service with a watch of its own is, the watch tells. Of the others, a change of checks or tags
 * names its services, which are read at once. Any other change of the catalog (a port, an address,
 * meta, an instance that goes) names none: the handful of services that changed last are read at
 * once, for it is most often one of them, and then follows a sweep over all that have no watch,
 * paced to take half of the time at most.
 */
final class ConsulLoop implements Runnable {

  static final String SERVICES = "services";

  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LONGEST_SLICE = Duration.ofSeconds(1);

  /** What the loop works with. */
  record Parts(
      Signals signals,
      Set<String> watches,
      ServiceFetcher fetcher,
      ServiceWatches serviceWatches,
      ServiceFilter filter,
      ConsulReporter reporter,
      Pause pause) {}

  private final Parts parts;
  private final Knowledge knowledge;
  private final Clock clock;

  private final Work work = new Work();
  private Settling settling = Settling.SETTLED;
  private Map<String, List<String>> tags = Map.of();
  private boolean isSweepDue;
  private Instant sweepBegan = Instant.MIN;
  private Instant nextSweep = Instant.MIN;

  /** Services that could not be read, which are read again later and delay no others. */
  private final Set<String> failed = new HashSet<>();

  private int failures;
  private Instant retry = Instant.MIN;
  private String fetchError = "";

  ConsulLoop(Parts parts, Knowledge knowledge, Clock clock) {
    this.parts = parts;
    this.knowledge = knowledge;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      while (!parts.pause().isClosed()) {
        Signals.Taken taken = parts.signals().take(idleTime());
        hear(taken);
        boolean isComplete = taken.heard().containsAll(parts.watches());
        if (isComplete) {
          startSweepIfDue();
          readBatch();
          startWatches();
        }
        if (!parts.pause().isClosed()) {
          Optional<String> watchError = taken.failing().values().stream().findFirst();
          Optional<String> error =
              watchError.or(() -> Optional.of(fetchError).filter(text -> !text.isEmpty()));
          settling = settling.at(clock.instant());
          boolean isQuiet =
              isComplete
                  && work.isDone()
                  && failed.isEmpty()
                  && !isSweepDue
                  && settling.isSettled();
          parts.reporter().report(knowledge, isQuiet, error);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      parts.serviceWatches().endAll();
    }
  }

  private void hear(Signals.Taken taken) {
    for (Signal signal : taken.signals()) {
      switch (signal) {
        case Signal.Services(Map<String, List<String>> all) -> hearServices(all);
        case Signal.Checks(String status, List<ConsulInstance.Check> checks) ->
            isTold(Reconciliation.afterChecks(status, checks, knowledge.read()));
        case Signal.Nodes(Map<String, String> addresses) ->
            isTold(Reconciliation.afterNodes(addresses, knowledge.read()));
        case Signal.Instances(ServiceWatch watch, List<ConsulInstance> instances) -> {
          if (parts.serviceWatches().hears(watch)) {
            settling = settling.told(clock.instant());
            found(watch.service(), instances);
          }
        }
        case Signal.Lost(ServiceWatch watch, boolean isOverLimit) -> {
          if (parts.serviceWatches().hears(watch)) {
            parts.serviceWatches().lost(watch, isOverLimit);
            work.addUrgent(List.of(watch.service()));
          }
        }
      }
    }
    work.addUrgent(parts.serviceWatches().overdue());
  }

  /** These services have changed; the ones with a watch are about to tell so themselves. */
  private void isTold(Set<String> names) {
    work.addUrgent(parts.serviceWatches().doubt(names));
  }

  private void found(String name, List<ConsulInstance> instances) {
    if (knowledge.found(name, instances)) {
      parts.serviceWatches().changed(name);
    }
  }

  private void hearServices(Map<String, List<String>> all) {
    Map<String, List<String>> wanted = new HashMap<>(all);
    wanted.keySet().removeIf(name -> !parts.filter().isWanted(name));
    ServiceWatches watches = parts.serviceWatches();
    isTold(Reconciliation.afterServices(wanted, tags));
    work.addUrgent(watches.without(knowledge.changedLast(wanted.keySet())));
    watches.retain(wanted.keySet());
    work.retain(wanted.keySet());
    failed.retainAll(wanted.keySet());
    knowledge.retain(wanted.keySet());
    parts.fetcher().retain(wanted.keySet());
    tags = wanted;
    isSweepDue = !watches.without(wanted.keySet()).isEmpty();
  }

  private void startSweepIfDue() {
    if (isSweepDue && !work.isSweeping() && !clock.instant().isBefore(nextSweep)) {
      isSweepDue = false;
      sweepBegan = clock.instant();
      work.addSweep(parts.serviceWatches().without(knowledge.likeliestFirst(tags.keySet())));
    }
  }

  private void readBatch() throws InterruptedException {
    if (!failed.isEmpty() && !clock.instant().isBefore(retry)) {
      work.addUrgent(failed);
      failed.clear();
    }
    if (work.isDone()) {
      return;
    }
    boolean wasSweeping = work.isSweeping();
    boolean hasFailed = false;
    for (ServiceFetcher.Fetched fetched : parts.fetcher().fetch(work.takeBatch())) {
      switch (fetched) {
        case ServiceFetcher.Fetched.Found(String name, List<ConsulInstance> instances) -> {
          found(name, instances);
          parts.serviceWatches().wasRead(name);
        }
        case ServiceFetcher.Fetched.Same(String name) -> {
          knowledge.foundAgain(name);
          parts.serviceWatches().wasRead(name);
        }
        case ServiceFetcher.Fetched.Failed(String name, String error) -> {
          parts.serviceWatches().wasNotRead(name);
          hasFailed = true;
          fetchError = error;
          failed.add(name);
        }
      }
    }
    Instant now = clock.instant();
    if (hasFailed) {
      failures++;
      retry = now.plus(parts.pause().backoff(failures));
    } else if (failed.isEmpty()) {
      failures = 0;
      fetchError = "";
    }
    if (wasSweeping && !work.isSweeping()) {
      nextSweep = now.plus(Duration.between(sweepBegan, now));
    }
  }

  private void startWatches() {
    ServiceWatches.Filled filled = parts.serviceWatches().fill();
    work.drop(filled.begun());
    work.addUrgent(filled.ended());
  }

  /** How long nothing has to be done, if nothing arrives. */
  private Duration idleTime() {
    Duration longest = idleTimeOfReading();
    Instant now = clock.instant();
    return Stream.of(parts.serviceWatches().due(), settling.until())
        .flatMap(Optional::stream)
        .map(then -> until(then, now))
        .reduce(longest, (one, other) -> one.compareTo(other) < 0 ? one : other);
  }

  private Duration idleTimeOfReading() {
    Instant now = clock.instant();
    if (!work.isDone()) {
      return tags.isEmpty() ? LONGEST_SLICE : Duration.ZERO;
    }
    if (!failed.isEmpty()) {
      return until(retry, now);
    }
    if (isSweepDue) {
      return until(nextSweep, now);
    }
    return parts.reporter().heldUntil().map(held -> until(held, now)).orElse(IDLE);
  }

  /** In slices, so that a clock that is set back stops nothing for long. */
  private static Duration until(Instant then, Instant now) {
    if (!now.isBefore(then)) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, then);
    return left.compareTo(LONGEST_SLICE) < 0 ? left : LONGEST_SLICE;
  }
}
