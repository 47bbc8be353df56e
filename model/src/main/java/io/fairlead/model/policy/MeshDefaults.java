package io.fairlead.model.policy;

/**
 * What holds in the whole mesh where nothing more exact is said: a MeshConfig.
 *
 * @param unknown what becomes of connections to what a proxy does not see, where no Sidecar says it
 * @param retries of requests for which no route says it
 * @param calls how hosts are called
 * @param exports who sees what says nothing of it; filled in where a declaration enters the mesh
 */
public record MeshDefaults(
    UnknownHosts unknown, Retries retries, CallDefaults calls, ExportDefaults exports) {

  /** What holds where there is none. */
  public static final MeshDefaults NONE =
      new MeshDefaults(
          new UnknownHosts.Allowed(),
          new Retries.Standard(),
          CallDefaults.NONE,
          ExportDefaults.NONE);
}
