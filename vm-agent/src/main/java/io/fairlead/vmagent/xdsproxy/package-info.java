/**
 * Carries Envoy's discovery stream to a control plane as bytes, and speaks on it for the host:
 * takes the name table and reports capture. Imported by the composition.
 */
@NullMarked
package io.fairlead.vmagent.xdsproxy;

import org.jspecify.annotations.NullMarked;
