package io.fairlead.controlplane.admin;

import io.fairlead.api.fairlead.v1.MeshStatusResponse;
import io.fairlead.api.fairlead.v1.Proxy;
import io.fairlead.api.fairlead.v1.ProxyStatusResponse;
import io.fairlead.api.fairlead.v1.SourceStatus;
import io.fairlead.api.fairlead.v1.TypeStatus;
import io.fairlead.controlplane.push.ConnectedProxies;
import io.fairlead.controlplane.push.ConnectedProxy;
import io.fairlead.controlplane.push.PushLoop;
import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.controlplane.state.SourceState;
import io.fairlead.model.MeshState;
import io.fairlead.model.workload.Workload;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the mesh and each proxy stand. */
final class Statuses {

  /** Of more, nobody reads on before the first are mended. */
  private static final int MOST_UNSERVED = 1_000;

  private final MeshStateStore states;
  private final ConnectedProxies proxies;
  private final PushLoop pushes;

  Statuses(MeshStateStore states, ConnectedProxies proxies, PushLoop pushes) {
    this.states = states;
    this.proxies = proxies;
    this.pushes = pushes;
  }

  ProxyStatusResponse proxies() {
    ProxyStatusResponse.Builder response = ProxyStatusResponse.newBuilder();
    proxies.all().stream()
        .sorted(Comparator.comparing((ConnectedProxy connected) -> connected.proxy().id()))
        .forEach(connected -> response.addProxies(proxy(connected, states.mesh())));
    return response.build();
  }

  private static Proxy proxy(ConnectedProxy connected, MeshState mesh) {
    Proxy.Builder proxy =
        Proxy.newBuilder()
            .setNodeId(connected.proxy().id())
            .setPrincipal(connected.stream().principal())
            .setConnected(AdminMessages.timestamp(connected.connected()))
            .setCaptured(isCaptured(connected, mesh));
    new TreeMap<>(
            connected.stream().status().entrySet().stream()
                .collect(
                    Collectors.toMap(entry -> entry.getKey().url(), entry -> entry.getValue())))
        .forEach(
            (type, status) ->
                proxy.addTypes(
                    TypeStatus.newBuilder()
                        .setTypeUrl(type)
                        .setResources(status.resources())
                        .setAcknowledged(status.isAcknowledged())
                        .setRejections(status.rejections())
                        .setLastError(status.lastError())
                        .addAllRefused(status.refused())));
    return proxy.build();
  }

  private static boolean isCaptured(ConnectedProxy connected, MeshState mesh) {
    String network = connected.proxy().placement().network();
    Optional<Workload> owner = mesh.ownerOf(network, connected.proxy().addresses().getFirst());
    return owner.isPresent() && owner.get().status().isCaptured();
  }

  MeshStatusResponse mesh() {
    MeshStatusResponse.Builder response =
        MeshStatusResponse.newBuilder()
            .setReady(states.isSynced())
            .setServices(states.mesh().services().size())
            .setWorkloads(states.mesh().workloads().size());
    for (int rank = 0; rank < states.sources().size(); rank++) {
      SourceState source = states.sources().get(rank);
      response.addSources(
          SourceStatus.newBuilder()
              .setName(source.name())
              .setSynced(source.isSynced())
              .setConnected(source.isConnected())
              .setResources(states.config().idsOf(rank).size())
              .setError(source.error()));
    }
    states.problems().forEach(problem -> response.addProblems(AdminMessages.problem(problem)));
    pushes.problems().stream()
        .limit(MOST_UNSERVED)
        .forEach(problem -> response.addTranslationProblems(AdminMessages.problem(problem)));
    return response.build();
  }
}
