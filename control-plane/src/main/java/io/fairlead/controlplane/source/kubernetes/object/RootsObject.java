package io.fairlead.controlplane.source.kubernetes.object;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fairlead.model.ResourceName;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PkiException;

/**
 * A ConfigMap, for the certificates of authorities that it holds.
 *
 * @param pem of one certificate at least; empty where there is none
 * @param without why there is none and what to do, as the end of a sentence; empty where there is
 */
public record RootsObject(ResourceName name, String pem, String without) implements ClusterObject {

  public static final String KIND = "ConfigMap";

  private static final String ROOTS = "ca.crt";
  private static final int LARGEST = 256 << 10;

  /** One that holds something, or tells what is wrong with it. */
  public static RootsObject of(ConfigMap map) {
    ResourceName name =
        new ResourceName(map.getMetadata().getNamespace(), map.getMetadata().getName());
    String text = Absent.map(map.getData()).getOrDefault(ROOTS, "");
    if (text.isBlank()) {
      return without(name, "has no ca.crt: put the certificates there");
    }
    if (text.length() > LARGEST) {
      return without(name, "has more than 256 KiB in ca.crt: keep the authorities that are used");
    }
    try {
      // Written anew: a proxy refuses all clusters where one certificate cannot be read.
      return new RootsObject(name, Pem.encode(Pem.certificates(text)), "");
    } catch (PkiException e) {
      return without(
          name, "has a ca.crt that cannot be read: write certificates as PEM, and nothing else");
    }
  }

  /** One that nobody has seen, or that is of no use. */
  public static RootsObject without(ResourceName name, String why) {
    return new RootsObject(name, "", why);
  }

  @Override
  public Key key() {
    return new Key(KIND, name);
  }
}
