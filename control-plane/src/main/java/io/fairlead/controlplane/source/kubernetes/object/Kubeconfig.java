package io.fairlead.controlplane.source.kubernetes.object;

import org.jspecify.annotations.Nullable;

/** A kubeconfig that was found in a cluster. Whoever prints it sees nothing of it. */
public final class Kubeconfig {

  private final String text;

  Kubeconfig(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Kubeconfig kubeconfig && text.equals(kubeconfig.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "Kubeconfig[hidden]";
  }
}
