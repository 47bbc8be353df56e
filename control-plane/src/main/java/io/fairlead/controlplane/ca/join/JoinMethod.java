package io.fairlead.controlplane.ca.join;

import io.fairlead.controlplane.caller.Caller;
import io.fairlead.model.ResourceName;
import java.util.Optional;

/**
 * A way for a host to prove that it may join. An extension point: a new way is a class that
 * implements this and a line in the composition.
 */
@FunctionalInterface
public interface JoinMethod {

  /**
   * Judges the caller's credential without using it up.
   *
   * @return empty where the caller brings no credential of this kind
   * @throws JoinRefused where it does and the credential does not hold
   */
  Optional<Admission> judge(Caller caller) throws JoinRefused;

  /** A credential that holds, at least at the moment. */
  interface Admission {

    /** Where it leads. */
    ResourceName group();

    /** Names the credential in logs; never the credential itself. */
    String credential();

    /**
     * Uses it up, as the last step of a join that will succeed.
     *
     * @throws JoinRefused where someone else was quicker
     */
    void redeem(String host) throws JoinRefused;
  }
}
