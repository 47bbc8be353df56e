package io.fairlead.registrybridge.source.consul;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Which services have a query standing open: all of them where there is room, else those that
 * changed last. A watched service is read by its watch alone, so that no answer can overtake
 * another. Owned by one {@link ConsulLoop}.
 */
final class ServiceWatches {

  /** A change that something else told of, and that the watch has not told by then, is read. */
  private static final Duration DOUBT = Duration.ofSeconds(1);

  /** Consul refused a connection: there are too many from this address, of whomever. */
  private static final Duration OVER_LIMIT = Duration.ofMinutes(1);

  private static final Duration GROWTH = Duration.ofMillis(250);
  private static final int AT_ONCE = 64;
  private static final int MOST_PREFERRED = 16;

  private final Parts parts;
  private final Clock clock;

  /** The one that changed last is the last. */
  private final LinkedHashMap<String, Open> open = new LinkedHashMap<>();

  private final Set<String> waiting = new LinkedHashSet<>();
  private final LinkedHashSet<String> preferred = new LinkedHashSet<>();
  private final Map<String, Instant> doubts = new HashMap<>();
  private int allowed = Integer.MAX_VALUE;
  private int losses;
  private Instant next = Instant.MIN;

  /**
   * What it starts watches with.
   *
   * @param room how many may stand open at once
   * @param fetcher reads the services that are not watched, and knows what it read last
   */
  record Parts(String name, IntSupplier room, ServiceFetcher fetcher, ServiceWatch.Asked asked) {}

  /** A watch and its thread. */
  private record Open(ServiceWatch watch, Thread thread) {
    void end() {
      watch.end();
      thread.interrupt();
    }
  }

  /**
   * What came of filling the room.
   *
   * @param begun services that need not be read any more
   * @param ended services that made room, and have to be read once
   */
  record Filled(List<String> begun, List<String> ended) {}

  ServiceWatches(Parts parts, Clock clock) {
    this.parts = parts;
    this.clock = clock;
  }

  Set<String> without(Collection<String> names) {
    Set<String> others = new LinkedHashSet<>(names);
    others.removeAll(open.keySet());
    return others;
  }

  /** The service was read otherwise and may be watched from what was read. */
  void wasRead(String service) {
    waiting.add(service);
  }

  /** The service cannot be read now, and so not be watched. */
  void wasNotRead(String service) {
    waiting.remove(service);
    preferred.remove(service);
  }

  /** The service just changed, and so will likely change again. */
  void changed(String service) {
    Open moved = open.remove(service);
    if (moved != null) {
      open.put(service, moved);
      return;
    }
    preferred.remove(service);
    preferred.addLast(service);
    if (preferred.size() > MOST_PREFERRED) {
      preferred.removeFirst();
    }
  }

  /** Whether an answer comes from a watch that still counts. */
  boolean hears(ServiceWatch watch) {
    Open known = open.get(watch.service());
    boolean counts = known != null && known.watch() == watch;
    if (counts) {
      doubts.remove(watch.service());
    }
    return counts;
  }

  /** A watch ended with an error. */
  void lost(ServiceWatch watch, boolean isOverLimit) {
    open.remove(watch.service());
    doubts.remove(watch.service());
    losses++;
    allowed = Math.max(1, open.size());
    Duration rest = isOverLimit ? OVER_LIMIT : parts.asked().pause().backoff(losses);
    Instant then = clock.instant().plus(rest);
    next = then.isAfter(next) ? then : next;
  }

  void retain(Collection<String> names) {
    for (String gone : without(names, open.keySet())) {
      end(gone);
    }
    waiting.retainAll(names);
    preferred.retainAll(names);
    doubts.keySet().retainAll(names);
  }

  private static List<String> without(Collection<String> names, Collection<String> from) {
    return from.stream().filter(name -> !names.contains(name)).toList();
  }

  /** Services that something else says have changed: returns those that have to be read. */
  Set<String> doubt(Set<String> names) {
    Set<String> unwatched = new HashSet<>();
    for (String name : names) {
      if (open.containsKey(name)) {
        doubts.putIfAbsent(name, clock.instant().plus(DOUBT));
      } else {
        unwatched.add(name);
      }
    }
    return unwatched;
  }

  /** Services whose watches did not tell what they should have: they are read otherwise. */
  List<String> overdue() {
    Instant now = clock.instant();
    List<String> due =
        doubts.entrySet().stream()
            .filter(each -> !now.isBefore(each.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(this::end);
    return due;
  }

  /** Starts what there is room for. */
  Filled fill() {
    Filled filled = new Filled(new ArrayList<>(), new ArrayList<>());
    Instant now = clock.instant();
    if (now.isBefore(next) || (waiting.isEmpty() && preferred.isEmpty())) {
      return filled;
    }
    int room = grown(parts.room().getAsInt(), now);
    if (room > 0 && open.size() >= room && !preferred.isEmpty()) {
      String oldest = open.keySet().iterator().next();
      end(oldest);
      filled.ended().add(oldest);
      next = now.plus(GROWTH);
    }
    begin(preferred, room, filled);
    begin(waiting, room, filled);
    return filled;
  }

  /** After losses the room opens step by step. */
  private int grown(int room, Instant now) {
    if (allowed < room && open.size() >= allowed) {
      allowed = Math.min(room, 2 * allowed);
      next = now.plus(GROWTH);
    }
    if (allowed >= room) {
      allowed = Integer.MAX_VALUE;
      losses = 0;
    }
    return Math.min(room, allowed);
  }

  private void begin(Set<String> from, int room, Filled filled) {
    Iterator<String> names = from.iterator();
    while (names.hasNext() && open.size() < room && filled.begun().size() < AT_ONCE) {
      String service = names.next();
      names.remove();
      Optional<Seen> seen = parts.fetcher().release(service);
      if (seen.isPresent() && !open.containsKey(service)) {
        ServiceWatch watch = new ServiceWatch(service, seen.get(), parts.asked());
        Thread thread =
            Thread.ofVirtual().name("consul-" + parts.name() + "-watch-" + service).start(watch);
        open.put(service, new Open(watch, thread));
        filled.begun().add(service);
      }
    }
  }

  /** When there is something to do though nothing arrives. */
  Optional<Instant> due() {
    Optional<Instant> doubt = doubts.values().stream().min(Instant::compareTo);
    int room = parts.room().getAsInt();
    boolean mayBegin =
        room > 0 && (!preferred.isEmpty() || (!waiting.isEmpty() && open.size() < room));
    if (!mayBegin) {
      return doubt;
    }
    return doubt.filter(instant -> instant.isBefore(next)).or(() -> Optional.of(next));
  }

  private void end(String service) {
    doubts.remove(service);
    Open ended = open.remove(service);
    if (ended != null) {
      ended.end();
    }
  }

  void endAll() {
    List.copyOf(open.keySet()).forEach(this::end);
  }
}
