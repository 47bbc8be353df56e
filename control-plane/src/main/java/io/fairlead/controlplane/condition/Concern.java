package io.fairlead.controlplane.condition;

import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.model.proxy.Interception;
import io.fairlead.translation.EndpointOrigins;
import io.fairlead.translation.Origin;
import io.fairlead.translation.Origin.Made;
import io.fairlead.translation.Origins;
import io.fairlead.translation.Outbound;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The resources of Istio that what one shape of proxies is sent comes of. */
record Concern(Calls calls, Answers answers) {

  /** By what is said of whom they call. */
  private record Calls(Outbound outbound, Set<ResourceId> ids) {

    static Calls of(Outbound outbound) {
      Set<ResourceId> ids = new HashSet<>();
      Origins.walk(outbound, (origin, made) -> ids.add(id(origin)));
      return new Calls(outbound, ids);
    }
  }

  /** By what is said of who answers. */
  private record Answers(Outbound outbound, EndpointOrigins origins, Set<ResourceId> ids) {

    static Answers of(Outbound outbound, EndpointOrigins origins) {
      Set<ResourceId> ids = new HashSet<>();
      origins.walk(outbound, (origin, made) -> ids.add(id(origin)));
      return new Answers(outbound, origins, ids);
    }
  }

  static Concern of(Outbound outbound, EndpointOrigins answering) {
    return new Concern(Calls.of(outbound), Answers.of(outbound, answering));
  }

  /**
   * Whether the same is said of whom others call. Endpoints alone come and go without a new origin.
   * Equal resources may come of others than before, so who is called counts, too; gateways keep
   * nothing of that but the services.
   */
  @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
  boolean callsAs(Outbound other) {
    Outbound outbound = calls.outbound;
    Outbound.Resources mine = outbound.resources();
    Outbound.Resources its = other.resources();
    return outbound == other
        || (mine.clusters() == its.clusters()
            && mine.listeners() == its.listeners()
            && mine.routes() == its.routes()
            && outbound.ports() == other.ports()
            && (!isEdge() || outbound.scope().services() == other.scope().services())
            && outbound.scope().mesh().state().rules() == other.scope().mesh().state().rules());
  }

  private boolean isEdge() {
    return calls.outbound.scope().traits().interception() instanceof Interception.Edge;
  }

  /** The same calls, and who answers them now. */
  @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
  Concern answeredBy(Outbound outbound, EndpointOrigins answering) {
    return answers.outbound == outbound && answers.origins == answering
        ? this
        : new Concern(calls, Answers.of(outbound, answering));
  }

  /** All of them, in no order; some may be in both. */
  List<Set<ResourceId>> ids() {
    return List.of(calls.ids, answers.ids);
  }

  /** What each of some resources of proxies comes of. */
  Map<Made, Set<ResourceId>> origins(Set<Made> asked) {
    Map<Made, Set<ResourceId>> origins = new HashMap<>();
    if (!asked.isEmpty()) {
      Origins.walk(answers.outbound, (origin, made) -> add(asked, origins, origin, made));
      answers.origins.walk(answers.outbound, (origin, made) -> add(asked, origins, origin, made));
    }
    return origins;
  }

  private static void add(
      Set<Made> asked, Map<Made, Set<ResourceId>> origins, Origin origin, Made made) {
    if (asked.contains(made)) {
      origins.computeIfAbsent(made, absent -> new HashSet<>()).add(id(origin));
    }
  }

  static ResourceId id(Origin origin) {
    return new ResourceId(origin.kind().title(), origin.name());
  }
}
