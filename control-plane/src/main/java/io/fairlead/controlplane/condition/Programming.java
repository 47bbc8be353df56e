package io.fairlead.controlplane.condition;

import io.fairlead.controlplane.push.Standing;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.model.MeshState;
import io.fairlead.model.proxy.Interception;
import io.fairlead.translation.Origin;
import io.fairlead.translation.Origin.Form;
import io.fairlead.translation.Origin.Made;
import io.fairlead.translation.Origins;
import io.fairlead.translation.Outbound;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.xds.server.Untaken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ties what proxies refuse, or have not answered yet, to the resources of Istio that it comes of.
 * What all proxies took costs a look at each proxy; only what they did not take is looked for in
 * what their shape sees. One owner.
 */
final class Programming {

  /** What each shape is sent comes of; kept while what it is sent is the same. */
  private Map<ProxyTraits, Concern> concerns = new HashMap<>();

  /** How often that was looked for. */
  private long walks;

  /** Everything that resources of one shape come of. */
  private record Concern(Outbound outbound, Set<ResourceId> ids) {

    /**
     * Endpoints alone come and go without a new origin. Equal resources may come of others than
     * before, so who is called counts, too; gateways keep nothing of that but the services.
     */
    @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
    boolean isOf(Outbound other) {
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
      return outbound.scope().traits().interception() instanceof Interception.Edge;
    }
  }

  /** What one look found. */
  record Found(Set<ResourceId> concerned, Map<ResourceId, Finding> findings) {

    Programmed of(ResourceId id) {
      Finding finding = findings.get(id);
      if (finding != null) {
        return finding.told();
      }
      return concerned.contains(id) ? Programmed.TRUE : Programmed.NOBODY;
    }
  }

  Found look(Collection<Standing> standings) {
    Map<ProxyTraits, List<Standing>> byShape = new LinkedHashMap<>();
    for (Standing standing : standings) {
      byShape
          .computeIfAbsent(standing.outbound().scope().traits(), absent -> new ArrayList<>())
          .add(standing);
    }
    Map<ProxyTraits, Concern> next = new HashMap<>();
    Set<ResourceId> concerned = new HashSet<>();
    Map<ResourceId, Finding> findings = new HashMap<>();
    byShape.forEach(
        (traits, members) -> {
          Concern concern = concern(traits, members.getFirst().outbound());
          next.put(traits, concern);
          concerned.addAll(concern.ids());
          new Shape(members, concern.ids(), findings).find();
        });
    concerns = next;
    standings.forEach(standing -> served(standing, concerned, findings));
    return new Found(concerned, findings);
  }

  long walks() {
    return walks;
  }

  private Concern concern(ProxyTraits traits, Outbound outbound) {
    Concern known = concerns.get(traits);
    if (known != null && known.isOf(outbound)) {
      return known;
    }
    walks++;
    Set<ResourceId> ids = new HashSet<>();
    Origins.walk(outbound, (origin, made) -> ids.add(id(origin)));
    return new Concern(outbound, ids);
  }

  /** What a proxy serves is its own. */
  private static void served(
      Standing standing, Set<ResourceId> concerned, Map<ResourceId, Finding> findings) {
    MeshState mesh = standing.outbound().scope().mesh().state();
    if (mesh.accessPolicies().isEmpty()) {
      return;
    }
    Map<Made, Set<ResourceId>> origins = new HashMap<>();
    Origins.walk(
        mesh,
        standing.proxy(),
        standing.inbound(),
        (origin, made) -> origins.computeIfAbsent(made, absent -> new HashSet<>()).add(id(origin)));
    if (!origins.isEmpty()) {
      Set<ResourceId> ids = new HashSet<>();
      origins.values().forEach(ids::addAll);
      concerned.addAll(ids);
      new ProxyFindings(standing, ids, findings).find(origins);
    }
  }

  private static ResourceId id(Origin origin) {
    return new ResourceId(origin.kind().title(), origin.name());
  }

  /** The proxies of one shape. */
  private record Shape(
      List<Standing> members, Set<ResourceId> concerned, Map<ResourceId, Finding> findings) {

    void find() {
      Map<Made, Set<ResourceId>> origins = new HashMap<>();
      for (Standing member : members) {
        member
            .untaken()
            .forEach(
                (type, untaken) -> {
                  Form form = ProxyFindings.FORMS.get(type);
                  if (form != null) {
                    names(untaken).forEach(name -> origins.put(new Made(form, name), Set.of()));
                  }
                });
      }
      if (!origins.isEmpty()) {
        Origins.walk(
            members.getFirst().outbound(),
            (origin, made) ->
                origins.computeIfPresent(
                    made,
                    (same, ids) -> {
                      Set<ResourceId> more = ids.isEmpty() ? new HashSet<>() : ids;
                      more.add(id(origin));
                      return more;
                    }));
      }
      members.forEach(member -> new ProxyFindings(member, concerned, findings).find(origins));
    }

    private static Set<String> names(Untaken untaken) {
      Set<String> names = new HashSet<>(untaken.awaited());
      names.addAll(untaken.refused().keySet());
      return names;
    }
  }
}
