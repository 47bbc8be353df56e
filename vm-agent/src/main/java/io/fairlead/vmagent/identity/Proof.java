package io.fairlead.vmagent.identity;

import java.util.Map;

/** Why a control plane should take a host. Its text never shows a token. */
public sealed interface Proof {

  /** A secret that an operator made for this host; it works once. */
  record JoinToken(String token) implements Proof {
    public JoinToken {
      if (!isOneWord(token, 4096)) {
        throw new IllegalArgumentException(
            "the token must be the one word that `fairlead token create` printed");
      }
    }

    @Override
    public String toString() {
      return "JoinToken";
    }
  }

  /**
   * What Kubernetes gives a pod: it says whose the pod is, and its cluster is asked whether it is
   * true. No WorkloadGroup is needed.
   *
   * @param cluster that gave it, as the control plane calls it; empty where there is one only
   * @param labels of the pod
   */
  record ServiceAccountToken(String token, String cluster, Map<String, String> labels)
      implements Proof {
    public ServiceAccountToken {
      labels = Map.copyOf(labels);
      if (!isOneWord(token, 16_384)) {
        throw new IllegalArgumentException(
            "the token of the service account must be one word, as Kubernetes writes it into its"
                + " volume");
      }
    }

    @Override
    public String toString() {
      return "ServiceAccountToken";
    }
  }

  private static boolean isOneWord(String token, int longest) {
    return !token.isEmpty()
        && token.length() <= longest
        && token.chars().allMatch(c -> c > 32 && c < 127);
  }
}
