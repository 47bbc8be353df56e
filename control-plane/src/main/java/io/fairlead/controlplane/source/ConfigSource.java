package io.fairlead.controlplane.source;

/** One place that configuration comes from. */
public interface ConfigSource extends AutoCloseable {

  /** Such as {@code file:/etc/fairlead/config} or {@code mcp:registry}; told to people. */
  String name();

  /** Begins to tell the sink what is there and what changes. Returns at once. */
  void start(ConfigSink sink);

  @Override
  void close();
}
