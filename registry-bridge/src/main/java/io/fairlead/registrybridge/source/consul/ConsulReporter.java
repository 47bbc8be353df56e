package io.fairlead.registrybridge.source.consul;

import io.fairlead.model.Problem;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.registrybridge.source.Condition;
import io.fairlead.registrybridge.source.SourceReport;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** Decides when what was read is reported, and as what. Owned by one {@link ConsulLoop}. */
final class ConsulReporter {

  private final MassRemovalGuard guard;
  private final Clock clock;
  private final Consumer<SourceReport> listener;

  private MassRemovalGuard.State guarded = MassRemovalGuard.INITIAL;
  private PMap<ServiceHost, Service> published = HashTreePMap.empty();
  private Condition condition = new Condition.Starting();
  private List<Problem> problems = List.of();

  ConsulReporter(MassRemovalGuard guard, Clock clock, Consumer<SourceReport> listener) {
    this.guard = guard;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Reports if there is anything new.
   *
   * @param isQuiet whether all that is known to have changed was read
   * @param error what goes wrong now, if anything
   */
  void report(Knowledge knowledge, boolean isQuiet, Optional<String> error) {
    Instant now = clock.instant();
    if (!condition.isSynced() && (error.isPresent() || !isQuiet)) {
      send(error.<Condition>map(Condition.Unsynced::new).orElse(condition), Set.of());
      return;
    }
    guarded = guard.next(guarded, knowledge.endpoints(), isQuiet, now);
    if (guarded.isHolding()) {
      send(
          new Condition.Held(
              condition instanceof Condition.Held held ? held.since() : now,
              guarded.until(),
              "of "
                  + guarded.baseline()
                  + " endpoints only "
                  + knowledge.endpoints()
                  + " are left"),
          Set.of());
      return;
    }
    Condition next =
        error
            .<Condition>map(sentence -> new Condition.Stale(staleSince(now), sentence))
            .orElseGet(Condition.Current::new);
    published = knowledge.services();
    Set<ServiceHost> changed = Set.copyOf(knowledge.changed());
    knowledge.changed().clear();
    problems = knowledge.problems();
    send(next, changed);
  }

  /** When a loss that is held back will be believed, if one is held back. */
  Optional<Instant> heldUntil() {
    return guarded.isHolding() ? Optional.of(guarded.until()) : Optional.empty();
  }

  private Instant staleSince(Instant now) {
    return condition instanceof Condition.Stale stale ? stale.since() : now;
  }

  private void send(Condition next, Set<ServiceHost> changed) {
    condition = next;
    listener.accept(new SourceReport(next, published, changed, problems));
  }
}
