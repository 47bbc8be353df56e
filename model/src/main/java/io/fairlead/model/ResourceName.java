package io.fairlead.model;

/** Names a resource within its kind: a namespace and a name, as Istio does. */
public record ResourceName(String namespace, String name) implements Comparable<ResourceName> {

  public ResourceName {
    if (namespace.isEmpty() || name.isEmpty()) {
      throw new IllegalArgumentException("a resource needs a namespace and a name");
    }
  }

  /** Reads {@code namespace/name}, with exactly one slash. */
  public static ResourceName parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || slash != text.lastIndexOf('/')) {
      throw new IllegalArgumentException("expected namespace/name but found '" + text + "'");
    }
    return new ResourceName(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(ResourceName other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
