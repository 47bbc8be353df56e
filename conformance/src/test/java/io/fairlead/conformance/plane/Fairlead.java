package io.fairlead.conformance.plane;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.conformance.envoy.EnvoyConfig;
import io.fairlead.conformance.scenario.Scenario;
import io.fairlead.controlplane.push.NodeReader;
import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Labels;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Placement;
import io.fairlead.model.workload.Workload;
import io.fairlead.pki.SpiffeId;
import io.fairlead.translation.EncodedResource;
import io.fairlead.translation.ResourceCache;
import io.fairlead.translation.Translator;
import io.fairlead.translation.XdsResources;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Our own way from YAML to Envoy, without the streams. */
public final class Fairlead implements ControlPlane {

  @Override
  public EnvoyConfig configure(Scenario scenario) {
    GatewayApiText text = new GatewayApiText(scenario.resources());
    Parsed<IstioResource> read = IstioYaml.read(scenario.name(), text.istio());
    refuse(read.problems());
    ConfigState state =
        ConfigState.empty(MeshSettings.STANDARD)
            .with(0, new ConfigChange(read.values(), List.of()))
            .with(1, new ConfigChange(text.derived(), List.of()));
    state.problems().forEach((id, problems) -> refuse(problems));
    Proxy proxy =
        NodeReader.proxy(
            scenario.caller().node(),
            new SpiffeId("cluster.local", scenario.caller().namespace(), "caller"));
    return config(
        new Translator(ResourceCache.none())
            .translate(joined(state.mesh(), scenario.hosts()), proxy),
        scenario.caller().node().getLocality());
  }

  /** Who stands behind an address is told by joining, not in YAML. */
  private static MeshState joined(MeshState mesh, Scenario.Hosts hosts) {
    MeshState state = mesh;
    for (String address : hosts.joinedAddresses().toList()) {
      state =
          state.with(
              new Workload(
                  new ResourceName("shop", "host-" + address),
                  List.of(address),
                  new Workload.Membership("", "host"),
                  Labels.NONE,
                  Placement.UNKNOWN,
                  new Workload.Status(Instant.EPOCH, Workload.Capture.IN_PLACE)));
    }
    return state;
  }

  private static void refuse(List<Problem> problems) {
    List<Problem> errors = problems.stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      throw new Refused(errors);
    }
  }

  private static EnvoyConfig config(XdsResources resources, Locality place) {
    Map<String, String> names = new HashMap<>();
    decode(resources.nameTable(), NameTable.getDefaultInstance())
        .getTableMap()
        .forEach(
            (host, info) ->
                info.getIpsList().stream()
                    .findFirst()
                    .ifPresent(address -> names.put(host, address)));
    return new EnvoyConfig(
        decode(resources.clusters(), Cluster.getDefaultInstance()),
        decode(resources.endpoints(), ClusterLoadAssignment.getDefaultInstance()),
        decode(resources.listeners(), Listener.getDefaultInstance()),
        decode(resources.routes(), RouteConfiguration.getDefaultInstance()),
        names,
        place);
  }

  private static <M extends Message> List<M> decode(List<EncodedResource> resources, M type) {
    return resources.stream().map(resource -> decode(resource, type)).toList();
  }

  @SuppressWarnings("unchecked") // a message's parser yields messages of its own type
  private static <M extends Message> M decode(EncodedResource resource, M type) {
    try {
      return (M) type.getParserForType().parseFrom(resource.value());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(resource.name(), e);
    }
  }
}
