package io.fairlead.registrybridge.source;

/** Hears what sources know. */
public interface SourceListener {

  void reported(String source, SourceReport report);
}
