/**
 * Hands the current identity, and certificates in files that rules name, to Envoy as secrets. In:
 * identities and files; out: secrets over a Unix socket, to the proxy alone. Imported by the
 * composition.
 */
@NullMarked
package io.fairlead.vmagent.sds;

import org.jspecify.annotations.NullMarked;
