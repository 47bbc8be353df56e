/**
 * A stock istiod as this host's control plane: the files that Istio gives a host, and what in its
 * answers a stock Envoy cannot take. Imports discovery and xdsproxy's seam; the root package
 * imports it.
 */
@NullMarked
package io.fairlead.vmagent.istio;

import org.jspecify.annotations.NullMarked;
