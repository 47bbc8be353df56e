package io.fairlead.translation;

import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.translation.cluster.InboundCluster;
import io.fairlead.translation.cluster.OutboundClusters;
import io.fairlead.translation.dns.NameTableInput;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.endpoint.Assignment;
import io.fairlead.translation.listener.InboundListeners;
import io.fairlead.translation.listener.OutboundListeners;
import io.fairlead.translation.route.OutboundRoutes;
import io.fairlead.translation.scope.IpFamilies;
import io.fairlead.translation.scope.OwnServices;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.security.MeshIdentities;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns the state of the mesh into what one proxy needs. What it sends out follows from its traits
 * alone and is shared by all proxies of equal traits; what it serves is its own.
 */
public final class Translator {

  private final ResourceCache cache;

  public Translator(ResourceCache cache) {
    this.cache = cache;
  }

  public XdsResources translate(MeshState state, Proxy proxy) {
    return with(outbound(state, ProxyTraits.of(proxy)), state, proxy);
  }

  /** What every proxy of {@code traits} needs to send. */
  public XdsResources outbound(MeshState state, ProxyTraits traits) {
    Scope scope = Scope.of(state, traits);
    OutboundListeners listeners = OutboundListeners.of(scope, traits);
    List<Problem> problems = new ArrayList<>(scope.problems());
    problems.addAll(OutboundClusters.problems(scope));
    problems.addAll(Assignment.problems(scope));
    problems.addAll(listeners.problems());
    return new XdsResources(
        encode(OutboundClusters.of(scope, traits)),
        encode(Assignment.of(scope)),
        encode(listeners.listeners()),
        encode(OutboundRoutes.of(scope, traits)),
        encode(NameTableInput.of(scope, traits)),
        problems);
  }

  /** Adds to {@code outbound}, which its traits gave, what {@code proxy} needs to serve. */
  public XdsResources with(XdsResources outbound, MeshState state, Proxy proxy) {
    IpFamilies families = IpFamilies.of(proxy.addresses());
    OwnServices own =
        OwnServices.of(state, proxy, MeshIdentities.trustDomainPrefix(state.settings()));
    List<EncodedResource> clusters = new ArrayList<>(outbound.clusters());
    clusters.addAll(encode(InboundCluster.of(own.ports(), proxy.interception(), families)));
    List<EncodedResource> inbound =
        encode(InboundListeners.of(own, proxy.interception(), families));
    List<Problem> problems = new ArrayList<>(outbound.problems());
    problems.addAll(own.problems());
    return new XdsResources(
        clusters,
        outbound.endpoints(),
        merge(inbound, outbound.listeners()),
        outbound.routes(),
        outbound.nameTable(),
        problems);
  }

  /**
   * Where nothing is redirected, a host may serve the very port on which others are called; its own
   * service then keeps the port, since nobody else can serve it.
   */
  private static List<EncodedResource> merge(
      List<EncodedResource> inbound, List<EncodedResource> outbound) {
    Set<String> served =
        inbound.stream().map(EncodedResource::name).collect(Collectors.toUnmodifiableSet());
    List<EncodedResource> listeners = new ArrayList<>(outbound);
    listeners.removeIf(listener -> served.contains(listener.name()));
    listeners.addAll(inbound);
    return listeners;
  }

  private List<EncodedResource> encode(List<? extends ResourceInput> inputs) {
    return inputs.stream().map(this::encode).toList();
  }

  private EncodedResource encode(ResourceInput input) {
    if (input instanceof Record key) {
      return cache.resource(key, input.name(), input::build);
    }
    throw new IllegalStateException(input.getClass() + " is no record, so it cannot be a key");
  }
}
