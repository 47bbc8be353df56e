/**
 * Istio's own agent, control plane and tools beside ours, each with what Istio's pages tell an
 * operator to give it. Real programs only.
 */
@NullMarked
package io.fairlead.conformance.istio;

import org.jspecify.annotations.NullMarked;
