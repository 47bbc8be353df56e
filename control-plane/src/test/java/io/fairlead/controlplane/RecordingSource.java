package io.fairlead.controlplane;

import io.fairlead.controlplane.source.ConfigSink;
import io.fairlead.controlplane.source.ConfigSource;

/** A source without a life of its own: tests speak for it. */
public record RecordingSource(String name) implements ConfigSource {

  @Override
  public void start(ConfigSink sink) {}

  @Override
  public void close() {}
}
