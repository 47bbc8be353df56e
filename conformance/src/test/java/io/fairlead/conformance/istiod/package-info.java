/**
 * A stock istiod with the Kubernetes API server that it needs, as processes on loopback: takes
 * Istio's YAML, and answers what an Envoy is told.
 */
@NullMarked
package io.fairlead.conformance.istiod;

import org.jspecify.annotations.NullMarked;
