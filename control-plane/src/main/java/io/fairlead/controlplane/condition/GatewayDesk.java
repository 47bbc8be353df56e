package io.fairlead.controlplane.condition;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.apiserver.ApiServer;
import io.fairlead.controlplane.credential.Credential;
import io.fairlead.controlplane.credential.Credentials;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.GatewayApi;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Status;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Told;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.workload.Workload;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells resources of the Gateway API how they stand: Gateways where their proxies are and which of
 * their certificates are held, policies which rules stand in their place. One owner.
 */
final class GatewayDesk implements Desk<GatewayDesk.Statement> {

  private static final String GATEWAY = "Gateway";
  private static final String TLS_POLICY = "BackendTLSPolicy";

  private final GatewayFacts facts;
  private final Supplier<MeshState> mesh;
  private final InstantSource clock;

  private SharedMap<ResourceId, Told> seen = SharedMap.sorted();
  private SharedMap<ResourceName, Workload> workloadsSeen = SharedMap.sorted();
  private MeshState meshSeen;
  private final Map<ResourceName, SortedMap<ResourceName, String>> proxies = new HashMap<>();
  private final Map<ResourceId, Told> told = new HashMap<>();
  private final Set<ResourceId> waiting = new LinkedHashSet<>();
  private Credentials credentials = Credentials.NONE;

  /**
   * @param mesh where proxies and rules are looked up
   */
  GatewayDesk(GatewayFacts facts, Supplier<MeshState> mesh, InstantSource clock) {
    this.facts = facts;
    this.mesh = mesh;
    this.meshSeen = mesh.get();
    this.clock = clock;
  }

  /** A resource and how it stands. */
  record Statement(Told told, InstantSource clock) implements Letter {

    @Override
    public ResourceId id() {
      return told.id();
    }

    @Override
    public ApiServer.Answer deliver(ApiServer.Session session)
        throws IOException, InterruptedException {
      return new StatusWriter(session, clock).write(told);
    }
  }

  /** Costs what changed since the last time. */
  @Override
  @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
  public void look() {
    SharedMap<ResourceId, Told> now = facts.told().get();
    for (Change<ResourceId, Told> change : SharedMap.changes(seen, now)) {
      waiting.add(change.key());
    }
    seen = now;
    MeshState meshNow = mesh.get();
    SharedMap<ResourceName, Workload> workloadsNow = meshNow.workloadsByName();
    for (Change<ResourceName, Workload> change : SharedMap.changes(workloadsSeen, workloadsNow)) {
      remove(workloadsSeen.get(change.key()));
      add(workloadsNow.get(change.key()));
    }
    workloadsSeen = workloadsNow;
    if (meshSeen.rules().destinationRules() != meshNow.rules().destinationRules()) {
      await(TLS_POLICY);
    }
    meshSeen = meshNow;
    Credentials held = facts.credentials().get();
    if (!held.equals(credentials)) {
      credentials = held;
      await(GATEWAY);
    }
  }

  private void await(String kind) {
    seen.keys().stream().filter(id -> id.kind().equals(kind)).forEach(waiting::add);
  }

  private void remove(@Nullable Workload workload) {
    gateway(workload)
        .ifPresent(
            gateway -> {
              SortedMap<ResourceName, String> all = proxies.getOrDefault(gateway, new TreeMap<>());
              all.remove(Objects.requireNonNull(workload).name());
              if (all.isEmpty()) {
                proxies.remove(gateway);
              }
              waiting.add(new ResourceId(GATEWAY, gateway));
            });
  }

  private void add(@Nullable Workload workload) {
    gateway(workload)
        .ifPresent(
            gateway -> {
              Workload proxy = Objects.requireNonNull(workload);
              proxy.addresses().stream()
                  .findFirst()
                  .ifPresent(
                      address ->
                          proxies
                              .computeIfAbsent(gateway, absent -> new TreeMap<>())
                              .put(proxy.name(), address));
              waiting.add(new ResourceId(GATEWAY, gateway));
            });
  }

  private static Optional<ResourceName> gateway(@Nullable Workload workload) {
    return Optional.ofNullable(workload)
        .filter(proxy -> !proxy.labels().get(GatewayApi.OF_GATEWAY).isEmpty())
        .map(
            proxy ->
                new ResourceName(
                    proxy.name().namespace(), proxy.labels().get(GatewayApi.OF_GATEWAY)));
  }

  @Override
  public Optional<Statement> next() {
    while (!waiting.isEmpty()) {
      ResourceId id = waiting.iterator().next();
      Told now = seen.get(id);
      if (now == null) {
        told.remove(id);
      } else {
        Told whole = whole(now);
        if (!whole.equals(told.get(id))) {
          return Optional.of(new Statement(whole, clock));
        }
      }
      waiting.remove(id);
    }
    return Optional.empty();
  }

  private Told whole(Told now) {
    return switch (now.status()) {
      case Status.OfGateway gateway -> now.with(whole(now.id().name(), gateway));
      case Status.OfPolicy policy -> now.with(new TlsStanding(meshSeen).told(policy));
      case Status.OfClass ignored -> now;
      case Status.OfRoute ignored -> now;
    };
  }

  private Status whole(ResourceName name, Status.OfGateway gateway) {
    return gateway
        .holding(secret -> credentials.named(secret).filter(Credential::hasCertificate).isPresent())
        .at(proxies.getOrDefault(name, new TreeMap<>()).values().stream().distinct().toList());
  }

  @Override
  public void told(Statement statement) {
    told.put(statement.id(), statement.told());
    waiting.remove(statement.id());
  }
}
