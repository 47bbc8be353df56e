package io.fairlead.controlplane.source.mcp;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.controlplane.source.ConfigSink;
import io.fairlead.controlplane.source.ConfigSource;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.mcp.McpCodec;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.client.AdsClient;
import io.fairlead.xds.client.Backoff;
import io.fairlead.xds.client.Channels;
import io.fairlead.xds.client.SubscriptionListener;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Takes the resources of a registry bridge, or of anything else that serves MCP over delta xDS. */
public final class McpSource implements ConfigSource {

  private final String name;
  private final ManagedChannel channel;
  private final RandomGenerator random;
  private final AtomicClient client = new AtomicClient();

  /** Reaches a server on this machine, unencrypted. */
  public static McpSource at(String name, String host, int port, RandomGenerator random) {
    return new McpSource(name, Channels.plaintext(host, port), random);
  }

  McpSource(String name, ManagedChannel channel, RandomGenerator random) {
    this.name = name;
    this.channel = channel;
    this.random = random;
  }

  @Override
  public String name() {
    return "mcp:" + name;
  }

  @Override
  public void start(ConfigSink sink) {
    List<ResourceType> types =
        Kinds.all().stream()
            .map(kind -> new ResourceType(kind.apiVersion() + "/" + kind.name()))
            .toList();
    Node node =
        Node.newBuilder().setId("fairlead-control-plane").setUserAgentName("fairlead").build();
    client.start(
        new AdsClient(
            channel, node, types, new Listener(sink, Set.copyOf(types)), Backoff.STANDARD, random));
  }

  @Override
  public void close() {
    client.close();
    channel.shutdownNow();
  }

  /** Hears the client's calls, which come one at a time. */
  private final class Listener implements SubscriptionListener {

    private final ConfigSink sink;
    private final Set<ResourceType> missing;
    private final Map<ResourceId, List<Problem>> problems = new TreeMap<>();

    Listener(ConfigSink sink, Set<ResourceType> types) {
      this.sink = sink;
      this.missing = new HashSet<>(types);
    }

    @Override
    public void updated(ResourceType type, List<Resource> changed, Set<String> removed) {
      Kind kind =
          Kinds.ofMcpType(type.url())
              .orElseThrow(() -> new IllegalArgumentException("unknown type " + type));
      List<IstioResource> good = new ArrayList<>();
      List<ResourceId> gone = new ArrayList<>();
      for (Resource resource : changed) {
        ResourceId id = id(kind, resource.name());
        Parsed<IstioResource> parsed = McpCodec.decode(type.url(), resource.body(), name());
        List<Problem> found = new ArrayList<>(parsed.problems());
        if (parsed.values().stream().anyMatch(value -> !ResourceId.of(value).equals(id))) {
          found.add(
              Problem.error(
                  ProblemCode.BAD_NAME,
                  id.toString(),
                  "metadata.name",
                  SourceLocation.ofFile(name()),
                  "differs from the name that the resource is served under"));
        } else {
          good.addAll(parsed.values());
        }
        if (found.isEmpty()) {
          problems.remove(id);
        } else {
          problems.put(id, found);
        }
      }
      for (String resource : removed) {
        gone.add(id(kind, resource));
        problems.remove(id(kind, resource));
      }
      if (!good.isEmpty() || !gone.isEmpty()) {
        sink.changed(McpSource.this, new ConfigSink.ConfigChange(good, gone));
      }
      sink.problems(McpSource.this, problems.values().stream().flatMap(List::stream).toList());
      missing.remove(type);
      if (missing.isEmpty()) {
        sink.synced(McpSource.this);
      }
    }

    private static ResourceId id(Kind kind, String resource) {
      return new ResourceId(kind.name(), ResourceName.parse(resource));
    }

    @Override
    public void connected() {
      sink.connection(McpSource.this, true, "");
    }

    @Override
    public void disconnected(Status status) {
      sink.connection(
          McpSource.this,
          false,
          status.getCode()
              + (status.getDescription() == null ? "" : ": " + status.getDescription()));
    }
  }
}
