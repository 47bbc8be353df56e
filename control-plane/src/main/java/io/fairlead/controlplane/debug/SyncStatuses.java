package io.fairlead.controlplane.debug;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.admin.v3.UpdateFailureState;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.status.v3.ClientConfig;
import io.envoyproxy.envoy.service.status.v3.ConfigStatus;
import io.fairlead.controlplane.push.ConnectedProxy;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.server.ClientStream.TypeStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether proxies have what they were sent, in the two forms that Istio's tools know. */
final class SyncStatuses {

  /** Names of types in the older form. */
  private static final Map<ResourceType, String> SHORT =
      Map.of(
          ResourceType.CLUSTER, "cluster",
          ResourceType.LISTENER, "listener",
          ResourceType.ROUTE, "route",
          ResourceType.ENDPOINT, "endpoint");

  private static final List<String> SHOWN = List.of("CLUSTER_ID", "NAMESPACE", "ISTIO_VERSION");

  private SyncStatuses() {}

  static ClientConfig config(ConnectedProxy connected) {
    ClientConfig.Builder config =
        ClientConfig.newBuilder()
            .setNode(
                Node.newBuilder()
                    .setId(connected.proxy().id())
                    .setMetadata(shown(connected.stream().node())));
    types(connected)
        .forEach(
            (type, status) -> {
              ClientConfig.GenericXdsConfig.Builder generic =
                  ClientConfig.GenericXdsConfig.newBuilder()
                      .setTypeUrl(type.url())
                      .setConfigStatus(state(status));
              if (!status.lastError().isEmpty()) {
                generic.setErrorState(
                    UpdateFailureState.newBuilder().setDetails(status.lastError()));
              }
              config.addGenericXdsConfigs(generic);
            });
    return config.build();
  }

  private static Map<ResourceType, TypeStatus> types(ConnectedProxy connected) {
    return new TreeMap<>(connected.stream().status());
  }

  private static ConfigStatus state(TypeStatus status) {
    if (!status.lastError().isEmpty()) {
      return ConfigStatus.ERROR;
    }
    return status.isAcknowledged() ? ConfigStatus.SYNCED : ConfigStatus.STALE;
  }

  private static Struct shown(Node node) {
    Struct.Builder shown = Struct.newBuilder();
    for (String key : SHOWN) {
      Optional.ofNullable(node.getMetadata().getFieldsMap().get(key))
          .ifPresent(value -> shown.putFields(key, value));
    }
    return shown.build();
  }

  /** The older form: a nonce sent and one acknowledged, which are equal where all is in step. */
  static String list(Collection<ConnectedProxy> proxies) {
    ListValue.Builder list = ListValue.newBuilder();
    proxies.forEach(
        connected -> list.addValues(Value.newBuilder().setStructValue(older(connected))));
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(list);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a list of texts is JSON", e);
    }
  }

  private static Struct older(ConnectedProxy connected) {
    Struct shown = shown(connected.stream().node());
    Struct.Builder entry =
        Struct.newBuilder()
            .putFields("cluster_id", shown.getFieldsOrDefault("CLUSTER_ID", text("")))
            .putFields("proxy", text(connected.proxy().id()))
            .putFields("proxy_type", text(connected.proxy().id().split("~", 2)[0]))
            .putFields("istio_version", shown.getFieldsOrDefault("ISTIO_VERSION", text("")));
    types(connected)
        .forEach(
            (type, status) -> {
              String name = SHORT.get(type);
              if (name != null) {
                String sent = "stream-" + connected.stream().id();
                entry.putFields(name + "_sent", text(sent));
                entry.putFields(
                    name + "_acked", text(state(status) == ConfigStatus.SYNCED ? sent : ""));
              }
            });
    return entry.build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
