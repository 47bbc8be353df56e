package io.fairlead.controlplane.state;

import io.fairlead.model.Problem;
import java.util.List;

/**
 * How one source stands.
 *
 * @param error why it is not connected, or empty
 * @param problems what is wrong with its input; its last good state holds meanwhile
 */
public record SourceState(
    String name, boolean isSynced, boolean isConnected, String error, List<Problem> problems) {

  public SourceState {
    problems = List.copyOf(problems);
  }

  static SourceState waiting(String name) {
    return new SourceState(name, false, false, "", List.of());
  }

  SourceState synced() {
    return new SourceState(name, true, isConnected, error, problems);
  }

  SourceState connection(boolean isNowConnected, String nowError) {
    return new SourceState(name, isSynced, isNowConnected, nowError, problems);
  }

  SourceState problems(List<Problem> now) {
    return new SourceState(name, isSynced, isConnected, error, now);
  }
}
