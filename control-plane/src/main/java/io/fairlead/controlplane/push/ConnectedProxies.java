package io.fairlead.controlplane.push;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The streams that are open now, by their number. */
public final class ConnectedProxies {

  private final Map<Long, ConnectedProxy> byStream = new ConcurrentHashMap<>();
  private final AtomicLong rejections = new AtomicLong();

  void add(ConnectedProxy proxy) {
    byStream.put(proxy.stream().id(), proxy);
  }

  Optional<ConnectedProxy> remove(long stream) {
    return Optional.ofNullable(byStream.remove(stream));
  }

  public Optional<ConnectedProxy> find(long stream) {
    return Optional.ofNullable(byStream.get(stream));
  }

  public Collection<ConnectedProxy> all() {
    return List.copyOf(byStream.values());
  }

  void countRejection() {
    rejections.incrementAndGet();
  }

  /** Answers that proxies refused since this control plane started. */
  public long rejections() {
    return rejections.get();
  }
}
