package io.fairlead.controlplane.condition;

import io.fairlead.controlplane.push.Standing;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.translation.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of what proxies make of resources. It looks at all proxies now and then, and
 * says only what lasts: a proxy that has not answered yet takes nothing back that was said before
 * it was asked, and a fleet that answers one by one changes few words. One owner.
 */
final class Words {

  /** Between two looks, at least. */
  static final Duration PACE = Duration.ofSeconds(1);

  /** Of the time between two looks, a look takes at most one part in so many. */
  private static final int SHARE = 20;

  /** Proxies that come back do so within this time of our start, mostly. */
  static final Duration COMING_BACK = Duration.ofSeconds(10);

  /** A proxy answers within this time; that it does not is worth a word. */
  static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);

  /** Other words for a status that was told already have time: proxies come and go. */
  static final Duration SAME_STATUS_FOR = Duration.ofSeconds(10);

  private final Supplier<? extends Collection<Standing>> standings;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Programming programming = new Programming();
  private final Map<ResourceId, Word> words = new HashMap<>();
  private final Map<ResourceId, Instant> unknownSince = new HashMap<>();
  private @Nullable Instant begin;
  private Instant nextLook = Instant.MIN;

  /** What was said last of a resource. */
  private record Word(Programmed condition, Instant at) {}

  /**
   * @param nanos by which it is told what a look costs
   */
  Words(
      Supplier<? extends Collection<Standing>> standings, InstantSource clock, LongSupplier nanos) {
    this.standings = standings;
    this.clock = clock;
    this.nanos = nanos;
  }

  /**
   * Those of which another word is to be said than before.
   *
   * @param isAccepted whether a resource is taken as it is; empty where it is none of ours
   */
  List<ResourceId> look(ConfigState state, Function<ResourceId, Optional<Boolean>> isAccepted) {
    Instant now = clock.instant();
    if (now.isBefore(nextLook)) {
      return List.of();
    }
    if (begin == null) {
      begin = now;
    }
    long started = nanos.getAsLong();
    Programming.Found found = programming.look(standings.get());
    List<ResourceId> changed = new ArrayList<>();
    for (ResourceId id : state.resources().keys()) {
      isAccepted
          .apply(id)
          .flatMap(accepted -> accepted ? made(id, found) : Optional.of(Programmed.NOT_ACCEPTED))
          .filter(condition -> isNews(id, condition, now))
          .ifPresent(
              condition -> {
                words.put(id, new Word(condition, now));
                changed.add(id);
              });
    }
    words.keySet().removeIf(id -> !state.resources().containsKey(id));
    unknownSince.keySet().removeIf(id -> !state.resources().containsKey(id));
    Duration rest = Duration.ofNanos((nanos.getAsLong() - started) * SHARE);
    nextLook = now.plus(rest.compareTo(PACE) > 0 ? rest : PACE);
    return changed;
  }

  /** What was said last; empty before anything is known. */
  Optional<Programmed> of(ResourceId id) {
    return Optional.ofNullable(words.get(id)).map(Word::condition);
  }

  /** Whether a first word may be had soon: proxies come back after our start. */
  boolean isToCome(ResourceId id) {
    return Origin.Kind.titled(id.kind()).isPresent()
        && !words.containsKey(id)
        && (begin == null || clock.instant().isBefore(begin.plus(COMING_BACK)));
  }

  /** Empty for kinds of which it cannot be told what comes of them. */
  private static Optional<Programmed> made(ResourceId id, Programming.Found found) {
    return Origin.Kind.titled(id.kind()).map(told -> found.of(id));
  }

  private boolean isNews(ResourceId id, Programmed condition, Instant now) {
    if (!condition.isUnknown()) {
      unknownSince.remove(id);
    } else if (now.isBefore(unknownSince.computeIfAbsent(id, absent -> now).plus(UNKNOWN_FOR))) {
      return false;
    }
    Word before = words.get(id);
    if (before == null || !before.condition.status().equals(condition.status())) {
      return true;
    }
    return !before.condition.equals(condition) && !now.isBefore(before.at.plus(SAME_STATUS_FOR));
  }

  /** How often it was looked for what resources come of. */
  long walks() {
    return programming.walks();
  }
}
