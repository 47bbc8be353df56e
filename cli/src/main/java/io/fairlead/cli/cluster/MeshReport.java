package io.fairlead.cli.cluster;

import java.util.List;

/** How a mesh does, as one of its clusters tells. */
public record MeshReport(
    List<Plane> planes,
    List<Known> clusters,
    List<Definition> definitions,
    List<Webhook> webhooks,
    List<Members> members,
    List<Refused> refused) {

  public MeshReport {
    planes = List.copyOf(planes);
    clusters = List.copyOf(clusters);
    definitions = List.copyOf(definitions);
    webhooks = List.copyOf(webhooks);
    members = List.copyOf(members);
    refused = List.copyOf(refused);
  }

  /**
   * A control plane.
   *
   * @param isReady when every source of it has told everything
   */
  public record Plane(
      String namespace, String name, String revision, String image, boolean isReady) {}

  /**
   * A cluster that a control plane knows.
   *
   * @param namedBy settings, or a Secret
   * @param isRead whether the control plane looks where that stands
   */
  public record Known(String name, String namedBy, boolean isRead) {}

  /**
   * A kind of Istio's.
   *
   * @param versions that are served; none where it is not defined
   * @param isOurs whether it is the chart's definition, or somebody else's
   */
  public record Definition(String name, List<String> versions, boolean isOurs) {

    public Definition {
      versions = List.copyOf(versions);
    }

    public boolean isServed() {
      return !versions.isEmpty();
    }
  }

  /**
   * A configuration of webhooks.
   *
   * @param policy what happens while the control plane is away
   * @param hasRoot whether the API server can believe it
   */
  public record Webhook(String sort, String name, String policy, boolean hasRoot) {}

  /**
   * A namespace of the mesh.
   *
   * @param revision that is asked for its new pods; empty for none
   * @param pods with a proxy
   */
  public record Members(String namespace, String revision, int pods) {}

  /** A resource that the control plane does not take. */
  public record Refused(String kind, String name, String message) {}

  /** Whether nothing is to be mended. */
  public boolean isGood() {
    return !planes.isEmpty()
        && planes.stream().allMatch(Plane::isReady)
        && clusters.stream().allMatch(Known::isRead)
        && definitions.stream().allMatch(Definition::isServed)
        && webhooks.stream().allMatch(Webhook::hasRoot)
        && refused.isEmpty();
  }
}
