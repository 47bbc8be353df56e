package io.fairlead.registrybridge.publish;

import io.fairlead.istioconfig.Kinds;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.registrybridge.merge.MergeListener;
import io.fairlead.registrybridge.merge.MergedService;
import io.fairlead.xds.Rejection;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.ClientStream;
import io.fairlead.xds.server.StreamListener;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the merged services to every client. Until the first merge nobody is offered anything, so
 * that a bridge that is still reading its sources looks like one that is away.
 */
public final class McpPublisher implements MergeListener, StreamListener {

  private static final Logger LOG = LoggerFactory.getLogger(McpPublisher.class);

  /** Owned by the caller of {@link #merged}, which is one at a time. */
  private final McpSnapshots snapshots;

  private final AtomicLong rejections = new AtomicLong();
  private final Map<Long, ClientStream> streams = new ConcurrentHashMap<>();
  private volatile @Nullable Snapshot offered;

  McpPublisher(ResourceEncoder encoder, Collection<String> types) {
    snapshots = new McpSnapshots(encoder, types);
  }

  /** Publishes as Istio's resources, and answers every type that Istio knows. */
  public static McpPublisher ofIstio() {
    return new McpPublisher(new IstioEncoder(), Kinds.mcpTypes());
  }

  @Override
  public void merged(List<MergedService> changed, Set<ServiceHost> removed) {
    boolean isFirst = offered == null;
    offered = snapshots.next(changed, removed);
    streams.values().forEach(this::offerNewest);
    if (isFirst) {
      LOG.atInfo()
          .addKeyValue("services", changed.size())
          .log("Every source is read; clients are answered.");
    }
  }

  @Override
  public void opened(ClientStream stream) {
    streams.put(stream.id(), stream);
    boolean isAnswered = offerNewest(stream);
    LOG.atInfo()
        .addKeyValue("client", stream.principal())
        .addKeyValue("answered", isAnswered)
        .log("Client connected; it is answered once every source was read.");
  }

  /** Without a lock, which a stream could wait for while it holds one that we wait for. */
  private boolean offerNewest(ClientStream stream) {
    Snapshot newest = offered;
    while (newest != null) {
      stream.offer(newest);
      Snapshot since = offered;
      if (since == newest) {
        return true;
      }
      newest = since;
    }
    return false;
  }

  @Override
  public void reported(ClientStream stream, ResourceType type, Optional<String> error) {
    // Clients of MCP report nothing; the service is built without such types.
    LOG.atDebug().addKeyValue("type", type).log("Client reported something that nobody asked for.");
  }

  @Override
  public void rejected(ClientStream stream, Rejection rejection) {
    rejections.incrementAndGet();
    LOG.atWarn()
        .addKeyValue("client", stream.principal())
        .addKeyValue("type", rejection.type())
        .addKeyValue("error", rejection.message())
        .log("Client refused an answer.");
  }

  @Override
  public void closed(ClientStream stream) {
    streams.remove(stream.id());
    LOG.atInfo().addKeyValue("client", stream.principal()).log("Client disconnected.");
  }

  /** How many clients are connected. */
  public int clients() {
    return streams.size();
  }

  /** How many answers were refused since the start. */
  public long rejections() {
    return rejections.get();
  }
}
