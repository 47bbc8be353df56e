package io.fairlead.controlplane.push;

import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.controlplane.workload.AutoRegistration;
import io.fairlead.controlplane.workload.Registration;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.pki.SpiffeId;
import io.fairlead.xds.Rejection;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.server.ClientStream;
import io.fairlead.xds.server.StreamListener;
import io.grpc.Status;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of each discovery stream: registers its host, and has the push loop serve it. */
public final class ProxyStreams implements StreamListener {

  private static final Logger log = LoggerFactory.getLogger(ProxyStreams.class);

  private final MeshStateStore states;
  private final ConnectedProxies proxies;
  private final AutoRegistration registrations;
  private final PushLoop loop;
  private final InstantSource clock;

  public ProxyStreams(
      MeshStateStore states,
      ConnectedProxies proxies,
      AutoRegistration registrations,
      PushLoop loop,
      InstantSource clock) {
    this.states = states;
    this.proxies = proxies;
    this.registrations = registrations;
    this.loop = loop;
    this.clock = clock;
  }

  /** A proxy that reconnects keeps its configuration until this control plane knows everything. */
  @Override
  public void opened(ClientStream stream) {
    if (!states.isSynced()) {
      throw Status.UNAVAILABLE
          .withDescription("this control plane still waits for its sources; try again")
          .asRuntimeException();
    }
    Proxy proxy = NodeReader.proxy(stream.node(), SpiffeId.parse(stream.principal()));
    Optional<Registration> registration = NodeReader.registration(stream.node(), proxy);
    registration.ifPresent(host -> registrations.opened(stream.id(), host));
    proxies.add(new ConnectedProxy(stream, proxy, clock.instant()));
    loop.wake();
  }

  @Override
  public void reported(ClientStream stream, ResourceType type, Optional<String> error) {
    if (type.equals(ResourceType.CAPTURE) && !NodeReader.isGateway(stream.node())) {
      registrations.captured(stream.id(), error);
    } else if (type.equals(ResourceType.HEALTH)) {
      registrations.healthy(stream.id(), error);
    } else if (type.equals(ResourceType.ABSENCE)) {
      registrations.absent(stream.id());
    }
  }

  @Override
  public void rejected(ClientStream stream, Rejection rejection) {
    proxies.countRejection();
    log.atWarn()
        .addKeyValue("proxy", stream.node().getId())
        .addKeyValue("type", rejection.type())
        .addKeyValue("version", rejection.version())
        .addKeyValue("error", rejection.message())
        .log("A proxy refused its configuration and keeps the last good one");
  }

  @Override
  public void closed(ClientStream stream) {
    if (proxies.remove(stream.id()).isPresent()) {
      registrations.closed(stream.id());
    }
  }
}
