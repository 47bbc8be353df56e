package io.fairlead.controlplane.source.kubernetes.object;

import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Secret that names other clusters.
 *
 * @param clusters how each is reached, by its name; without those that may not be used
 */
public record RemoteObject(
    ResourceName name, SortedMap<String, Kubeconfig> clusters, List<Problem> problems)
    implements ClusterObject {

  public static final String KIND = "Secret";

  public RemoteObject {
    clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
    problems = List.copyOf(problems);
  }

  @Override
  public Key key() {
    return new Key(KIND, name);
  }
}
