package io.fairlead.controlplane.condition;

import io.fairlead.controlplane.push.Standing;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.translation.EndpointOrigins;
import io.fairlead.translation.Origin.Form;
import io.fairlead.translation.Origin.Made;
import io.fairlead.translation.Origins;
import io.fairlead.translation.Outbound;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.ProxyTraits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
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

  /** Who answers, for each view of the mesh that some shape has. */
  private Map<MeshView, EndpointOrigins> answering = new IdentityHashMap<>();

  /** How often what a shape is sent was looked for. */
  private long walks;

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
    Map<MeshView, EndpointOrigins> nextAnswering = new IdentityHashMap<>();
    Found found = new Found(new HashSet<>(), new HashMap<>());
    byShape.forEach(
        (traits, members) -> {
          Outbound outbound = members.getFirst().outbound();
          MeshView mesh = outbound.scope().mesh();
          EndpointOrigins answers = nextAnswering.computeIfAbsent(mesh, this::answering);
          Concern concern = concern(traits, outbound, answers);
          next.put(traits, concern);
          look(members, concern, found);
        });
    concerns = next;
    answering = nextAnswering;
    return found;
  }

  long walks() {
    return walks;
  }

  private EndpointOrigins answering(MeshView mesh) {
    EndpointOrigins known = answering.get(mesh);
    return known == null ? EndpointOrigins.of(mesh) : known;
  }

  private Concern concern(ProxyTraits traits, Outbound outbound, EndpointOrigins answers) {
    Concern known = concerns.get(traits);
    if (known != null && known.callsAs(outbound)) {
      return known.answeredBy(outbound, answers);
    }
    walks++;
    return Concern.of(outbound, answers);
  }

  /** The proxies of one shape. */
  private static void look(List<Standing> members, Concern concern, Found found) {
    Map<Made, Set<ResourceId>> sent = concern.origins(untaken(members));
    concern.ids().forEach(found.concerned::addAll);
    for (Standing member : members) {
      Map<Made, Set<ResourceId>> served = served(member);
      Set<ResourceId> serving = new HashSet<>();
      served.values().forEach(serving::addAll);
      found.concerned.addAll(serving);
      List<Set<ResourceId>> all = new ArrayList<>(concern.ids());
      all.add(serving);
      new ProxyFindings(member, all, found.findings).find(List.of(sent, served));
    }
  }

  private static Set<Made> untaken(List<Standing> members) {
    Set<Made> all = new HashSet<>();
    for (Standing member : members) {
      member
          .untaken()
          .forEach(
              (type, untaken) -> {
                Form form = ProxyFindings.FORMS.get(type);
                if (form != null) {
                  untaken.awaited().forEach(name -> all.add(new Made(form, name)));
                  untaken.refused().keySet().forEach(name -> all.add(new Made(form, name)));
                }
              });
    }
    return all;
  }

  /** What a proxy serves is its own. */
  private static Map<Made, Set<ResourceId>> served(Standing standing) {
    Map<Made, Set<ResourceId>> origins = new HashMap<>();
    Origins.walk(
        standing.outbound().scope().mesh().state(),
        standing.proxy(),
        standing.inbound(),
        (origin, made) ->
            origins.computeIfAbsent(made, absent -> new HashSet<>()).add(Concern.id(origin)));
    return origins;
  }
}
