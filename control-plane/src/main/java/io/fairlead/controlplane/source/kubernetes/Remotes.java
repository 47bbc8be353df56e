package io.fairlead.controlplane.source.kubernetes;

import io.fairlead.controlplane.source.kubernetes.object.ClusterObject;
import io.fairlead.controlplane.source.kubernetes.object.Kubeconfig;
import io.fairlead.controlplane.source.kubernetes.object.RemoteObject;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The clusters that Secrets name. Of the source's thread alone. */
final class Remotes {

  private final Set<String> taken;
  private final SortedMap<ResourceName, RemoteObject> secrets = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param taken names of clusters that the settings list
   */
  Remotes(Set<String> taken) {
    this.taken = Set.copyOf(taken);
  }

  /** Takes what is about Secrets out of what came in; tells whether there was any. */
  boolean take(Map<Inbox.Place, Optional<ClusterObject>> news) {
    return news.entrySet()
        .removeIf(
            entry -> {
              boolean isSecret = entry.getKey().key().kind().equals(RemoteObject.KIND);
              if (isSecret) {
                put(entry.getKey().key().name(), entry.getValue());
              }
              return isSecret;
            });
  }

  private void put(ResourceName name, Optional<ClusterObject> object) {
    if (object.orElse(null) instanceof RemoteObject remote) {
      secrets.put(name, remote);
    } else {
      secrets.remove(name);
    }
  }

  /** Every cluster, by the first Secret that names it. */
  SortedMap<String, Kubeconfig> wanted() {
    problems.clear();
    SortedMap<String, Kubeconfig> wanted = new TreeMap<>();
    for (RemoteObject secret : secrets.values()) {
      problems.addAll(secret.problems());
      secret
          .clusters()
          .forEach(
              (cluster, kubeconfig) -> {
                if (taken.contains(cluster) || wanted.containsKey(cluster)) {
                  problems.add(namedTwice(secret.name(), cluster));
                } else {
                  wanted.put(cluster, kubeconfig);
                }
              });
    }
    return wanted;
  }

  List<Problem> problems() {
    return problems;
  }

  private static Problem namedTwice(ResourceName secret, String cluster) {
    return Problem.error(
        ProblemCode.DUPLICATE_RESOURCE,
        "Secret " + secret,
        "data[" + cluster + "]",
        SourceLocation.UNKNOWN,
        "names a cluster that the settings or another Secret name already, which holds; rename"
            + " one");
  }
}
