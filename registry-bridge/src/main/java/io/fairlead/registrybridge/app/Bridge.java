package io.fairlead.registrybridge.app;

import io.fairlead.registrybridge.publish.McpServer;
import io.fairlead.registrybridge.source.RegistrySource;
import io.fairlead.registrybridge.source.SourceListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Starts the parts in order, and stops them in the reverse one. */
final class Bridge implements SmartLifecycle {

  private final McpServer server;
  private final List<RegistrySource> sources;
  private final SourceListener listener;
  private volatile boolean isRunning;

  Bridge(McpServer server, List<RegistrySource> sources, SourceListener listener) {
    this.server = server;
    this.sources = List.copyOf(sources);
    this.listener = listener;
  }

  @Override
  public void start() {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException("listening for clients: " + e.getMessage(), e);
    }
    isRunning = true;
    sources.forEach(source -> source.start(listener));
  }

  /** Clients go first: what they were told stays true for them while the bridge is away. */
  @Override
  public void stop() {
    isRunning = false;
    server.close();
    sources.reversed().forEach(RegistrySource::close);
  }

  @Override
  public boolean isRunning() {
    return isRunning;
  }
}
