/**
 * Hands the current identity to Envoy as secrets. In: identities; out: secrets over a Unix socket,
 * to the proxy alone. Imported by the composition.
 */
@NullMarked
package io.fairlead.vmagent.sds;

import org.jspecify.annotations.NullMarked;
