/** A real Envoy on loopback, configured from a file with what a control plane said. */
@NullMarked
package io.fairlead.conformance.envoy;

import org.jspecify.annotations.NullMarked;
