package io.fairlead.controlplane.store;

/** A running watch. Once closed, its listener is not called again; a call under way may end. */
public interface Watch extends AutoCloseable {

  @Override
  void close();
}
