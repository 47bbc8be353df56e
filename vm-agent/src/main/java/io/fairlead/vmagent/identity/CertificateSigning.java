package io.fairlead.vmagent.identity;

import java.io.IOException;

/** Gets a fresh certificate for a fresh key. */
public interface CertificateSigning {

  /**
   * @param current what the host proves itself with
   * @throws IOException where no control plane signs, with a sentence that says why
   */
  Identity sign(Identity current) throws IOException;
}
