/**
 * The programs as operators run them: a control plane in a process of its own, and an Envoy that
 * asks it for everything.
 */
@NullMarked
package io.fairlead.conformance.running;

import org.jspecify.annotations.NullMarked;
