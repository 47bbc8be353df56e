/** Control planes: Istio's YAML and a caller go in, what its Envoy is told comes out. */
@NullMarked
package io.fairlead.conformance.plane;

import org.jspecify.annotations.NullMarked;
