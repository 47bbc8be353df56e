package io.fairlead.translation;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.translation.cluster.InboundCluster;
import io.fairlead.translation.listener.InboundListeners;
import io.fairlead.translation.scope.ContestedPorts;
import io.fairlead.translation.scope.IpFamilies;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.OwnServices;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the state of the mesh into what proxies need. What a proxy sends out follows from its
 * traits alone and is shared by all proxies of equal traits; what it serves is its own.
 */
public final class Translator {

  private final Encoder encoder;

  public Translator(ResourceCache cache) {
    this.encoder = new Encoder(cache);
  }

  /** What every proxy of {@code traits} needs to send, from nothing. */
  public Outbound outbound(MeshView mesh, ProxyTraits traits) {
    Scope empty = Scope.empty(traits, mesh.state().settings());
    Outbound nothing =
        new Outbound(
            empty,
            SharedMap.sorted(),
            SharedMap.hashed(),
            SharedMap.hashed(),
            SharedMap.sorted(),
            SharedMap.sorted(),
            Outbound.Resources.NONE);
    return new OutboundStep(encoder, nothing, empty.at(mesh)).fixed().run();
  }

  /** What {@code before} becomes over the next view of the mesh, at the cost of what changed. */
  public Outbound next(Outbound before, MeshView mesh) {
    return next(before, mesh, before.scope().traits());
  }

  /**
   * What proxies of {@code traits} need, made from what others need: at the cost of what differs.
   *
   * @param traits near to those of {@code before}
   */
  public Outbound next(Outbound before, MeshView mesh, ProxyTraits traits) {
    if (!traits.isNear(before.scope().traits())) {
      throw new IllegalArgumentException("traits so different share nothing worth going on from");
    }
    return new OutboundStep(encoder, before, before.scope().at(mesh, traits)).run();
  }

  /** What {@code proxy} needs to serve. */
  public Inbound inbound(MeshState state, Proxy proxy) {
    IpFamilies families = IpFamilies.of(proxy.addresses());
    OwnServices own = OwnServices.of(state, proxy);
    return new Inbound(
        encoder.encode(InboundCluster.of(own, proxy.interception(), families)),
        encoder.encode(InboundListeners.of(own, proxy.interception(), families)),
        own.problems());
  }

  /** Who serves what each proxy serves: for those whose rules keep zones. */
  public Kinship kinship() {
    return new Kinship(encoder);
  }

  /** All resources of one proxy, from nothing, with every problem: for people and tests. */
  public XdsResources translate(MeshState state, Proxy proxy) {
    MeshView view = MeshView.of(state);
    ProxyTraits traits = ProxyTraits.of(state, proxy);
    Outbound outbound = outbound(view, traits);
    Inbound inbound = inbound(state, proxy);
    List<EncodedResource> kin =
        traits.keepsZones() ? List.of(kinship().of(view, proxy)) : List.of();
    List<Problem> problems = new ArrayList<>(outbound.problems());
    problems.addAll(inbound.problems());
    problems.addAll(ContestedPorts.of(outbound.scope(), proxy));
    return XdsResources.of(outbound.resources(), inbound, kin, problems);
  }
}
