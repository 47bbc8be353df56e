package io.fairlead.controlplane.source;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.read.Declaration;
import io.fairlead.model.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Takes what the sources tell. Safe for any thread; calls of one source are kept in order. */
public interface ConfigSink {

  /** Resources of this source were added, changed or removed; all others of it stay. */
  void changed(ConfigSource source, ConfigChange change);

  /** The source told everything that it has. From now on its silence means that nothing changed. */
  void synced(ConfigSource source);

  /** What is wrong with the source's own input now; replaces what was wrong before. */
  void problems(ConfigSource source, List<Problem> problems);

  /** Whether the source reaches what it reads from. */
  void connection(ConfigSource source, boolean isConnected, String error);

  /**
   * Added or changed resources, and the ids of removed ones.
   *
   * @param declared what is no resource of Istio, and so of one source only, in model values
   */
  record ConfigChange(
      Collection<IstioResource> changed,
      Map<ResourceId, Declaration> declared,
      Collection<ResourceId> removed) {

    public ConfigChange {
      changed = List.copyOf(changed);
      declared = Map.copyOf(declared);
      removed = List.copyOf(removed);
    }

    /** Of resources of Istio alone. */
    public ConfigChange(Collection<IstioResource> changed, Collection<ResourceId> removed) {
      this(changed, Map.of(), removed);
    }

    public boolean isEmpty() {
      return changed.isEmpty() && declared.isEmpty() && removed.isEmpty();
    }
  }
}
