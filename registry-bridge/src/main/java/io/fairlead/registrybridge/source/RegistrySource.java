package io.fairlead.registrybridge.source;

/**
 * A registry that says which services exist and where. It reports on threads of its own, one report
 * at a time, until it is closed; what it reported last stays true until it says otherwise.
 */
public interface RegistrySource extends AutoCloseable {

  /** Unique within the bridge; stands in health, metrics and annotations. */
  String name();

  /** Begins to watch. The first report comes at once and may know nothing yet. */
  void start(SourceListener listener);

  @Override
  void close();
}
